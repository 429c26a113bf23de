import Ledger
import LedgerSQLite
import Rectification

/// A record of a finding with what proves that it is in the ledger.
package struct TrailStep: Sendable {
    package var log: LogRow
    /// Nil where this program does not know the type of event.
    package var entry: Entry<Finding.Event>?
    /// The record's exact bytes.
    package var body: [UInt8]
    /// From the record's leaf to the standpoint's root (RFC 9162 §2.1.3).
    package var proof: [Digest]
    /// What stands behind digests, which a report never shows.
    package var sealed: [SealedField]
}

/// An erasable field of a record, by its digest alone.
package struct SealedField: Equatable, Sendable {
    package var digest: String
    /// The record that erased it, and the property's name; nil where none did.
    package var erased: Erasure?

    package struct Erasure: Equatable, Sendable {
        package var property: String
        package var by: Int
    }
}

/// How far it is proven that no record of a stream was left out: by the last commitment to the heads of all streams
/// (`format.md`: stream heads).
package struct StreamEnd: Sendable {
    /// The record that commits to the heads.
    package var record: Int
    package var committed: HeadsCommitted
    /// The stream's last version then.
    package var version: Int
    /// Where the stream stands among the heads, from 0, and the proof of it.
    package var index: Int
    package var proof: [Digest]
}

extension Outlook {
    /// Every record of a stream up to the standpoint.
    package func trail(of stream: StreamName) throws -> [TrailStep] {
        var steps: [TrailStep] = []
        var tree = transaction.tree()
        try transaction.scan(.stream(stream)) { stored in
            let record = try stored.record()
            guard gate.lets(through: record) else { return .more }
            steps.append(
                TrailStep(
                    log: LogRow(stored, record), entry: try stored.entry(Finding.Event.self, record), body: stored.body,
                    proof: try tree.inclusionProof(of: stored.sequence - 1, in: standpoint.size),
                    sealed: try sealedFields(of: record)))
            return .more
        }
        return steps
    }

    private func sealedFields(of record: Record) throws -> [SealedField] {
        let digests = (try? CanonicalJSON.parse(record.data))?.disclosureDigests ?? []
        guard !digests.isEmpty else { return [] }
        var erasures: [String: SealedField.Erasure] = [:]
        try transaction.scan(.stream(CustodyEvent.erasureStream(of: record.sequence))) { stored in
            guard stored.sequence <= standpoint.size else { return .stop }
            if case .fieldErased(let it)? = try stored.entry(CustodyEvent.self)?.event {
                erasures[it.digest] = SealedField.Erasure(property: it.property, by: stored.sequence)
            }
            return .more
        }
        return digests.map { SealedField(digest: $0, erased: erasures[$0]) }
    }

    /// Nil where nothing commits to the heads up to the standpoint, or the stream is younger than the last commitment.
    package func end(of stream: StreamName) throws -> StreamEnd? {
        var last: (record: Int, committed: HeadsCommitted)?
        try transaction.scan(.stream(CustodyEvent.headsStream(of: ledger.id))) { stored in
            guard stored.sequence <= standpoint.size else { return .stop }
            if case .headsCommitted(let it)? = try stored.entry(CustodyEvent.self)?.event {
                last = (stored.sequence, it)
            }
            return .more
        }
        guard let last, let entry = try transaction.streamHeads(of: last.record - 1).proof(of: stream) else {
            return nil
        }
        var version = 0
        try transaction.scan(.stream(stream)) { stored in
            guard stored.sequence < last.record else { return .stop }
            version = stored.version
            return .more
        }
        return StreamEnd(
            record: last.record, committed: last.committed, version: version, index: entry.index, proof: entry.hashes)
    }
}
