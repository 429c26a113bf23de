import Ledger
import LedgerSQLite
import Rectification

/// Holds every record against keys, policy and stream heads, and every checkpoint against the records, while the verifier
/// reads them.
final class CustodyAudit: RecordAudit {
    private let transaction: SQLiteStore.Transaction
    private var custody = Custody()
    private var heads: HeadsAudit
    private let checkpoints: CheckpointAudit

    init(_ transaction: SQLiteStore.Transaction, _ references: CustodyReferences) throws {
        self.transaction = transaction
        heads = try HeadsAudit(transaction)
        checkpoints = try CheckpointAudit(transaction, references)
    }

    func see(_ record: AuditedRecord, root: () -> Digest?) throws -> [Verdict.Finding] {
        var findings: [Verdict.Finding] = []
        let isRead = record.withEnvelope { envelope in
            guard let envelope else { return false }
            return !custody.signed.isEmpty || envelope.isSigned || CustodyAudit.isOfCustody(envelope.type)
        }
        // Most records are no step that must be signed and none of custody: they need not be read a second time.
        if isRead, let read = record.record {
            findings += signatureFindings(of: read)
            if let entry = try? CustodyEvent.entry(in: read) {
                findings += try self.findings(of: entry, in: read)
                custody.take(entry, in: read.stream)
            }
        }
        record.withEnvelope { envelope in
            if let envelope { heads.take(envelope, at: record.sequence, record.hash) }
        }
        return findings + (try checkpoints.see(record, custody, root: root))
    }

    private static let types = CustodyEvent.types.map { Array($0.payload.type.utf8) }

    private static func isOfCustody(_ type: UnsafeRawBufferPointer) -> Bool {
        types.contains { $0.count == type.count && $0.elementsEqual(type) }
    }

    func end(_ verdict: inout Verdict) throws -> [Verdict.Finding] {
        try checkpoints.end(&verdict, custody)
    }

    private func signatureFindings(of record: Record) -> [Verdict.Finding] {
        guard let fault = custody.fault(of: record) else { return [] }
        let sequence = record.sequence
        let why: Message =
            switch fault {
            case .missing: Message("规则要求签名，但没有签名", "the policy asks for a signature and there is none")
            case .malformed: Message("签名不合格式", "it is malformed")
            case .unknownKey: Message("不是录入人当时在用的密钥", "it is by no key that was its actor's then")
            case .onBehalf: Message("须签名的步骤是代他人录入的", "a step that must be signed was keyed in for another")
            case .wrong: Message("与原文不符", "it does not match the bytes")
            }
        return [
            .init(
                .signature, at: sequence, field: "signature",
                Message("第 \(sequence) 条的签名不成立：", "The signature of record \(sequence) does not hold: ") + why
                    + Message("。", "."))
        ]
    }

    /// What is wrong with an event of custody, before it is taken up.
    private func findings(of entry: Entry<CustodyEvent>, in record: Record) throws -> [Verdict.Finding] {
        switch entry.event {
        case .keyRegistered(let it):
            guard let holder = KeyHolder(it.holder), let key = try? VerifierKey(it.vkey),
                CustodyEvent.keyStream(key.name) == record.stream, custody.key(named: key.name) == nil
            else { return [badKey(record)] }
            let text = KeyStatement.registration(of: key, holder: holder, source: record.source)
            return isNote(it.note, saying: text, by: [key]) ? [] : [badKey(record)]
        case .keyRotated(let it):
            guard let old = custody.key(named: String(record.stream.id)), let key = try? VerifierKey(it.vkey),
                key.name.isSameBytes(as: old.verifier.name), key.kind == old.verifier.kind, key != old.verifier
            else { return [badKey(record)] }
            let text = KeyStatement.rotation(
                from: old.verifier, to: key, holder: old.holder, source: record.source)
            return isNote(it.note, saying: text, by: [old.verifier, key]) ? [] : [badKey(record)]
        case .headsCommitted(let it): return heads.findings(of: it, in: record)
        case .fieldErased(let it): return try erasureFindings(of: it, in: record)
        case .keyRetired: return custody.key(named: String(record.stream.id)) == nil ? [badKey(record)] : []
        case .policyAdopted, .ledgerRestored: return []
        }
    }

    private func isNote(_ note: String, saying text: String, by keys: [VerifierKey]) -> Bool {
        guard let note = try? SignedNote(Array(note.utf8)) else { return false }
        return (try? Custody.require(note, says: text, by: keys)) != nil
    }

    private func badKey(_ record: Record) -> Verdict.Finding {
        .init(
            .key, at: record.sequence, field: "data.note",
            Message(
                "第 \(record.sequence) 条登记、更换或停用的密钥不成立：持有证明不对，或没有这样的密钥。",
                "Record \(record.sequence): the key's proof of possession does not hold, or there is no such key."))
    }

    /// What was erased had been named by its record, and is gone.
    private func erasureFindings(of erased: FieldErased, in record: Record) throws -> [Verdict.Finding] {
        let target = Int(record.stream.id).flatMap { $0 < record.sequence ? $0 : nil }
        let stored = try target.flatMap { try transaction.stored(at: $0) }
        let named = stored.flatMap { try? CanonicalJSON.parse($0.body) }?["data"]?.disclosureDigests ?? []
        guard named.contains(erased.digest) else {
            return [
                .init(
                    .erasure, at: record.sequence, field: erased.digest,
                    Message(
                        "第 \(record.sequence) 条所删的字段，\(record.stream) 并未提到。",
                        "Record \(record.sequence) erases what \(record.stream) does not name."))
            ]
        }
        guard try transaction.disclosure(erased.digest) != nil else { return [] }
        return [
            .init(
                .erasure, at: record.sequence, field: erased.digest,
                Message(
                    "第 \(record.sequence) 条已删除的字段仍有内容留存。",
                    "What record \(record.sequence) erased is still there."))
        ]
    }
}

/// What an auditor brings along: checkpoints kept elsewhere, keys trusted beside the ledger's own, a CA bundle.
package struct CustodyReferences: Sendable {
    package struct Reference: Sendable {
        package var signed: SignedCheckpoint
        package var name: Message
        /// Whether it lies on this machine: no witness against whoever has the machine.
        package var isRemembered: Bool

        /// - Throws: E-NOTE, E-CHECKPOINT.
        package init(_ bytes: [UInt8], name: Message, isRemembered: Bool = false) throws(Fault) {
            self.isRemembered = isRemembered
            signed = try SignedCheckpoint(bytes)
            self.name = name
        }
    }

    package var checkpoints: [Reference] = []
    package var keys: [VerifierKey] = []
    /// PEM.
    package var authorities: [UInt8]?

    package init() {}
}

/// Keeps the head of every stream, and holds each commitment against them. Where the ledger commits to none, it keeps
/// nothing.
private struct HeadsAudit {
    private var heads: [StreamName: (version: Int, hash: Digest)] = [:]
    private var sorted: [StreamName] = []
    private var isSorted = true
    private let last: Int

    init(_ transaction: SQLiteStore.Transaction) throws {
        var last = 0
        try transaction.scan(.kind("heads")) { stored in
            last = max(last, stored.sequence)
            return .more
        }
        self.last = last
    }

    mutating func take(_ envelope: AuditedRecord.Envelope, at sequence: Int, _ hash: Digest) {
        guard sequence < last, let stream = StreamName(String(decoding: envelope.stream, as: UTF8.self)) else { return }
        if heads.updateValue((envelope.version, hash), forKey: stream) == nil {
            sorted.append(stream)
            isSorted = false
        }
    }

    mutating func findings(of committed: HeadsCommitted, in record: Record) -> [Verdict.Finding] {
        if !isSorted {
            sorted.sort()
            isSorted = true
        }
        var hasher = SHA256Hasher()
        let root = MerkleFold.root(
            of: sorted.compactMap { stream in
                heads[stream].map { StreamHeads.leaf(stream: stream.text, version: $0.version, hash: $0.hash, &hasher) }
            })
        guard committed.size != sorted.count || committed.root != root else { return [] }
        return [
            .init(
                .heads, at: record.sequence, field: "data.root",
                Message(
                    "第 \(record.sequence) 条固定的各流末端与此前的记录不符。",
                    "Record \(record.sequence) commits to stream heads that are not those of the records before it."))
        ]
    }
}
