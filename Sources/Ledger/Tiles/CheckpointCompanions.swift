/// What a ledger has beside the checkpoint of an export: its notes of that size by other keys (with an SM3 root, for one)
/// and the time-stamps over any of them.
///
/// A file of ours, `custody/<size>.json`, which readers of C2SP tlog-tiles pass over:
/// `{"checkpoints":[note],"timestamps":[{"origin":…,"token":base64}]}`.
package struct CheckpointCompanions: Equatable, Sendable {
    private static let most = 100

    /// Not the checkpoint itself.
    package var notes: [SignedNote] = []
    package var timestamps: [StoredAttestation] = []

    package init() {}

    package static func path(of size: Int) -> String { "custody/\(size).json" }

    package var isEmpty: Bool { notes.isEmpty && timestamps.isEmpty }

    /// What a ledger has of this size.
    package init(of checkpoint: Checkpoint, in transaction: some LedgerTransaction) throws {
        var stored: [StoredCheckpoint] = []
        try transaction.scanCheckpoints { one in
            if one.size == checkpoint.size, !one.origin.isSameBytes(as: checkpoint.origin) { stored.append(one) }
            return one.size < checkpoint.size ? .stop : .more
        }
        notes = try stored.map { try transaction.cosigned($0) }
        var tokens: [StoredAttestation] = []
        try transaction.scanAttestations { one in
            let isToken = one.kind == StoredAttestation.Kind.timestamp.rawValue
            if isToken, one.size == checkpoint.size { tokens.append(one) }
        }
        timestamps = tokens
    }

    /// Reads the file that stands beside a checkpoint.
    ///
    /// - Throws: `Fault` E-TILE.
    package init(_ bytes: [UInt8], of checkpoint: Checkpoint) throws(Fault) {
        let json = try? CanonicalJSON.parse(bytes)
        guard let texts = json?["checkpoints"]?.array, let tokens = json?["timestamps"]?.array,
            texts.count <= Self.most, tokens.count <= Self.most
        else { throw .companions(of: checkpoint) }
        for text in texts {
            guard let note = text.string.flatMap({ try? SignedNote(Array($0.utf8)) }),
                let other = try? Checkpoint(text: note.text), other.size == checkpoint.size,
                !other.origin.isSameBytes(as: checkpoint.origin)
            else { throw .companions(of: checkpoint) }
            notes.append(note)
        }
        for token in tokens {
            guard let origin = token["origin"]?.string, let der = token["token"]?.string.flatMap(StandardBase64.decode)
            else { throw .companions(of: checkpoint) }
            timestamps.append(
                StoredAttestation(size: checkpoint.size, origin: origin, kind: .timestamp, content: der))
        }
    }

    package var bytes: [UInt8] {
        let tokens: [JSONValue] = timestamps.map {
            ["origin": .string($0.origin), "token": .string(StandardBase64.encode($0.content))]
        }
        return CanonicalJSON.serialize([
            "checkpoints": .array(notes.map { .string($0.encoded) }), "timestamps": .array(tokens),
        ])
    }
}

extension LedgerTransaction {
    /// A note of the ledger's, with the cosignatures that are stored beside it.
    package func cosigned(_ stored: StoredCheckpoint) throws -> SignedNote {
        var note = try SignedNote(Array(stored.note.utf8))
        try scanAttestations { one in
            guard one.size == stored.size, one.origin.isSameBytes(as: stored.origin),
                one.kind == StoredAttestation.Kind.cosignature.rawValue,
                let line = try? SignedNote.Signature(line: String(decoding: one.content, as: UTF8.self)),
                !note.signatures.contains(line)
            else { return }
            note.signatures.append(line)
        }
        return note
    }
}

extension Fault {
    fileprivate static func companions(of checkpoint: Checkpoint) -> Fault {
        tile(
            CheckpointCompanions.path(of: checkpoint.size),
            Message("不是这一检查点旁存的签名和时间戳。", "It does not hold what stands beside that checkpoint."))
    }
}
