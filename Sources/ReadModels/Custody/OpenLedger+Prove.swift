import Ledger
import LedgerSQLite
import Rectification

// Proofs for strangers. Each leads to a checkpoint that the ledger has signed.

extension OpenLedger {
    /// The ledger's checkpoint of this size (nil: the latest), with the cosignatures that it has.
    ///
    /// - Throws: `Fault` E-CHECKPOINT-NONE.
    package func checkpointNote(of size: Int? = nil) throws -> SignedNote {
        try store.read { try $0.checkpointNote(of: size) }
    }

    /// That a record is in the ledger (C2SP tlog-proof); its bytes are in the file.
    ///
    /// - Throws: `Fault` E-POSITION-NONE, E-CHECKPOINT-NONE, E-CHECKPOINT-SMALL.
    package func recordProof(of sequence: Int, at size: Int? = nil) throws -> ProofFile {
        try store.read { transaction in
            guard let stored = try transaction.stored(at: sequence) else {
                throw Fault.noPosition(sequence, last: try transaction.last()?.sequence ?? 0)
            }
            let note = try transaction.checkpointNote(of: size)
            let checkpoint = try Checkpoint(text: note.text)
            guard sequence <= checkpoint.size else { throw Fault.notCovered(sequence, by: checkpoint.size) }
            var tree = transaction.tree()
            return ProofFile(
                extra: stored.body, index: sequence - 1,
                hashes: try tree.inclusionProof(of: sequence - 1, in: checkpoint.size), checkpoint: note.encoded)
        }
    }

    /// That a later checkpoint extends an earlier size, as a witness is asked (C2SP tlog-witness).
    package func consistencyProof(from old: Int, to size: Int? = nil) throws -> AddCheckpointRequest {
        try store.read { transaction in
            let note = try transaction.checkpointNote(of: size)
            let checkpoint = try Checkpoint(text: note.text)
            guard old >= 0, old <= checkpoint.size else { throw Fault.notCovered(old, by: checkpoint.size) }
            var tree = transaction.tree()
            return AddCheckpointRequest(
                oldSize: old, proof: try tree.consistencyProof(from: old, to: checkpoint.size), note: note)
        }
    }

    /// Every record of a finding, and that none is missing.
    ///
    /// - Throws: `Fault` E-FINDING-NONE, E-CHECKPOINT-NONE, E-CHECKPOINT-SMALL.
    package func streamProof(of stream: StreamName, at size: Int? = nil) throws -> StreamProof {
        try store.read { transaction in
            let note = try transaction.checkpointNote(of: size)
            let checkpoint = try Checkpoint(text: note.text)
            let covering = checkpoint.size
            guard let heads = try transaction.stored(at: covering) else { throw Fault.notCovered(covering, by: 0) }
            var tree = transaction.tree()
            func leaf(_ stored: StoredRecord) throws -> StreamProof.Leaf {
                .init(body: stored.body, proof: try tree.inclusionProof(of: stored.sequence - 1, in: covering))
            }
            var records: [StreamProof.Leaf] = []
            try transaction.scan(.stream(stream)) { stored in
                guard stored.sequence < covering else { return .stop }
                records.append(try leaf(stored))
                return .more
            }
            guard let entry = try transaction.streamHeads(of: covering - 1).proof(of: stream) else {
                throw Fault.noStream(stream, in: covering)
            }
            return StreamProof(
                stream: stream, checkpoint: note.encoded,
                heads: try leaf(heads),
                entry: (entry.index, entry.hashes), records: records)
        }
    }
}

extension LedgerTransaction {
    /// The ledger's own checkpoint of this size (nil: the latest), with a SHA-256 root; nil where there is none.
    ///
    /// - Parameter known: one that is not larger is not looked for.
    func findCheckpoint(of size: Int?, beyond known: Int = 0) throws -> StoredCheckpoint? {
        // Folded only where there is such a checkpoint at all: every command asks whether there is a new one.
        var national: Set<String>?
        var found: StoredCheckpoint?
        try scanCheckpoints { stored in
            guard stored.size > known else { return .stop }
            guard size == nil || size == stored.size else { return .more }
            let origins = try national ?? nationalOrigins()
            national = origins
            guard !origins.contains(stored.origin) else { return .more }
            found = stored
            return .stop
        }
        return found
    }

    /// The same.
    ///
    /// - Throws: `Fault` E-CHECKPOINT-NONE.
    func ownCheckpoint(of size: Int?) throws -> StoredCheckpoint {
        if let found = try findCheckpoint(of: size) { return found }
        let national = try nationalOrigins()
        var sizes: [Int] = []
        try scanCheckpoints { stored in
            if !national.contains(stored.origin) { sizes.append(stored.size) }
            return .more
        }
        throw Fault.noCheckpoint(size, there: sizes)
    }

    /// The same, with the cosignatures that are stored beside it.
    func checkpointNote(of size: Int?) throws -> SignedNote { try cosigned(try ownCheckpoint(of: size)) }
}

extension Fault {
    fileprivate static func noCheckpoint(_ size: Int?, there sizes: [Int]) -> Fault {
        Fault(
            "E-CHECKPOINT-NONE", .notFound,
            size.map { Message("没有 \($0) 条处的检查点。", "There is no checkpoint of size \($0).") }
                ?? Message("台账还没有检查点，出具不了证明。", "The ledger has no checkpoint; nothing can be proven to a stranger."),
            state: sizes.isEmpty
                ? nil
                : Message(
                    "有：\(sizes.prefix(10).map(String.init).joined(separator: "、"))。",
                    "There are: \(sizes.prefix(10).map(String.init).joined(separator: ", "))."),
            remedy: Message("用 taizhang checkpoint 签发一个。", "Make one with taizhang checkpoint."))
    }

    fileprivate static func notCovered(_ sequence: Int, by size: Int) -> Fault {
        Fault(
            "E-CHECKPOINT-SMALL", .notFound,
            Message(
                "检查点只覆盖前 \(size) 条，到不了第 \(sequence) 条。",
                "The checkpoint covers \(size) records and does not reach \(sequence)."),
            remedy: Message("先用 taizhang checkpoint 签发新的检查点。", "Make a new one first, with taizhang checkpoint."))
    }

    fileprivate static func noStream(_ stream: StreamName, in size: Int) -> Fault {
        Fault(
            "E-STREAM-NONE", .notFound,
            Message("前 \(size) 条里没有 \(stream)。", "Among the first \(size) records there is none of \(stream)."),
            remedy: Message("核对编号；新登记的要先签发检查点。", "Check the number; what is new needs a checkpoint first."))
    }
}
