import Ledger
import LedgerSQLite
import Rectification

/// What a pull brought.
package struct Pulled: Sendable {
    /// The clone's own size before.
    package var before: Int
    package var checkpoint: Checkpoint
    /// Cosignatures and time-stamps that the clone did not have, of the checkpoint that it had already.
    package var attestations = 0
}

extension OpenLedger {
    /// Brings a clone up to its ledger's latest export: proves first that the export extends what the clone has, then
    /// fetches the new entries only, verifies all, and keeps them in one transaction or not at all.
    ///
    /// The new checkpoint must be signed by a key of the ledger's that the clone knows, by one that such a key's rotation
    /// brought in, or by one of `keys`: a key that only new records register could be anybody's.
    /// - Throws: `Fault` E-EXPORT-OTHER, E-ROLLED-BACK, E-FORKED, E-PULL-KEY, E-CLONE-ALTERED, E-TILE,
    ///   E-EXPORT-NOT-INTACT; and what source and store throw. The clone is as it was then.
    package func pull(
        _ log: OfferedLog<some TileSource>, keys: [VerifierKey] = [], remembering memory: CheckpointMemory,
        progress: (Int) -> Void = { _ in }
    ) throws -> Pulled {
        let own = try store.read { try Checkpoint(text: $0.checkpointNote(of: nil).text) }
        guard own.origin.isSameBytes(as: log.checkpoint.origin) else { throw Fault.otherLedger(log.checkpoint, own) }
        guard log.checkpoint.size >= own.size else { throw Fault.shorter(log.checkpoint.size, own.size) }
        try prove(log, extends: own, keys)
        guard log.checkpoint.size > own.size else {
            let new = try store.write { try $0.keepAttestations(of: log, keys) }
            return Pulled(before: own.size, checkpoint: own, attestations: new)
        }
        try store.write { try bring(log, after: own, in: $0, keys, memory, progress) }
        try holdAgainst(memory)
        return Pulled(before: own.size, checkpoint: log.checkpoint)
    }

    /// Takes in the new entries and the checkpoint, and holds everything that came of it against keys, root, verifier and
    /// memory; what throws undoes it.
    private func bring(
        _ log: OfferedLog<some TileSource>, after own: Checkpoint, in transaction: SQLiteStore.Transaction,
        _ keys: [VerifierKey], _ memory: CheckpointMemory, _ progress: (Int) -> Void
    ) throws {
        guard try transaction.last()?.sequence == own.size, try transaction.root(of: own.size) == own.root else {
            throw Fault.alteredClone(own.size)
        }
        let known = try transaction.custody().ledgerKeys + keys
        var intake = try TileIntake(into: transaction)
        var count = own.size
        try log.tiles.forEachEntry(from: own.size) { entry in
            try intake.take(entry)
            count += 1
            if count % 256 == 0 { progress(count) }
        }
        try intake.finish()
        try log.tiles.hold(try transaction.root(of: log.checkpoint.size))
        try transaction.keep(log)
        let successors = try transaction.successors(of: known, after: own.size, source: identity.source)
        do throws(Fault) {
            try log.requireSignature(by: known + successors)
        } catch { throw Fault.unknownKey(error) }
        var references = CustodyReferences()
        references.keys = keys
        let verdict = try transaction.verdict(references)
        guard verdict.outcome == .intact else { throw Fault.exportNotIntact(verdict) }
        try Tables.catchUp(transaction, zone: identity.zone)
        try hold(transaction, against: memory)
    }

    /// Proves that the offered checkpoint extends the clone's own (RFC 9162 §2.1.4), from tiles of the export.
    private func prove(_ log: OfferedLog<some TileSource>, extends own: Checkpoint, _ keys: [VerifierKey]) throws {
        let new = log.checkpoint
        var tree = TiledTree(log.tiles.tile)
        // A damaged export is not a fork: its tiles lead to its own root, or nothing can be said.
        if new.size > own.size { try log.tiles.hold(try tree.root(size: new.size)) }
        let proof = try tree.consistencyProof(from: own.size, to: new.size)
        guard
            MerkleTree.isConsistent(from: own.size, root: own.root, to: new.size, root: new.root, proof: proof)
        else {
            let known = try custody().ledgerKeys + keys
            throw Fault.forked(own.size, isSigned: (try? log.requireSignature(by: known)) != nil)
        }
    }
}

extension Custody {
    /// The ledger's keys that are valid now.
    fileprivate var ledgerKeys: [VerifierKey] {
        keys.filter { $0.holder == .ledger && $0.until == nil }.map(\.verifier)
    }
}

extension SQLiteStore.Transaction {
    /// The keys that took the place of known ones in records after a position, each by a note that the known one signed.
    fileprivate func successors(of known: [VerifierKey], after position: Int, source: String) throws -> [VerifierKey] {
        var found: [VerifierKey] = []
        for name in Set(known.map(\.name)) {
            try scan(.stream(CustodyEvent.keyStream(name))) { stored in
                guard stored.sequence > position, let record = try? stored.record(),
                    case .keyRotated(let rotated)? = (try? CustodyEvent.entry(in: record))?.event,
                    let new = try? VerifierKey(rotated.vkey), new.name.isSameBytes(as: name),
                    let note = try? SignedNote(Array(rotated.note.utf8))
                else { return .more }
                let isKnown = (known + found).contains { old in
                    let text = KeyStatement.rotation(from: old, to: new, holder: .ledger, source: source)
                    return old.name.isSameBytes(as: name)
                        && (try? Custody.require(note, says: text, by: [old, new])) != nil
                }
                if isKnown { found.append(new) }
                return .more
            }
        }
        return found
    }

    /// Takes in what the checkpoint has now and had not before.
    ///
    /// - Returns: how many cosignatures and time-stamps.
    fileprivate func keepAttestations(of log: OfferedLog<some TileSource>, _ keys: [VerifierKey]) throws -> Int {
        try log.requireSignature(by: try custody().ledgerKeys + keys)
        let new = try keep(log)
        guard new > 0 else { return 0 }
        let verdict = try verdict(CustodyReferences())
        guard verdict.outcome == .intact else { throw Fault.exportNotIntact(verdict) }
        return new
    }
}

extension Fault {
    fileprivate static func otherLedger(_ offered: Checkpoint, _ own: Checkpoint) -> Fault {
        Fault(
            "E-EXPORT-OTHER", .refused,
            Message("那里是另一本台账的导出，克隆没有改动。", "The export is another ledger's; the clone is as it was."),
            state: Message(
                "那里是 \(offered.origin)，克隆是 \(own.origin)。", "It is of \(offered.origin), the clone of \(own.origin)."),
            remedy: Message("核对路径或网址。", "Check the path or address."))
    }

    fileprivate static func shorter(_ offered: Int, _ own: Int) -> Fault {
        Fault(
            "E-ROLLED-BACK", .checkFailed,
            Message("导出比克隆短，克隆没有改动。", "The export is shorter than the clone, which is as it was."),
            state: Message("导出 \(offered) 条，克隆 \(own) 条。", "The export has \(offered) records, the clone \(own)."),
            remedy: Message(
                "可能是旧的镜像，也可能原台账被截短或回退：向出具方问明，保留这份克隆。",
                "It is an old mirror, or the ledger was cut or rolled back: ask its keeper, and keep this clone."))
    }

    fileprivate static func forked(_ size: Int, isSigned: Bool) -> Fault {
        let signed =
            isSigned
            ? Message(
                "分叉的检查点也由台账的密钥签名：两份签名放在一起就是证据。",
                "The ledger's own key has signed both: the two checkpoints together are the evidence.")
            : Message("分叉的检查点没有台账已知密钥的签名。", "No key of the ledger's that is known here has signed the other one.")
        return Fault(
            "E-FORKED", .checkFailed,
            Message(
                "导出与克隆分叉：它不是在克隆的前 \(size) 条之上延续的。克隆没有改动。",
                "The export forks from the clone: it does not extend the clone's \(size) records. The clone is as it was."
            ),
            state: signed,
            remedy: Message(
                "保留这份克隆和那份导出；用 taizhang verify --tiles 核对导出是否只是损坏。",
                "Keep both; see with taizhang verify --tiles whether the export is merely damaged."))
    }

    fileprivate static func unknownKey(_ why: Fault) -> Fault {
        Fault(
            "E-PULL-KEY", .checkFailed,
            Message(
                "新检查点不是克隆已知的台账密钥所签，克隆没有改动。",
                "The new checkpoint is signed by no key of the ledger's that the clone knows; the clone is as it was."),
            state: why.message,
            remedy: Message("向台账的管理者核对公钥，用 --key 给出。", "Ask the ledger's keeper for the key and give it with --key."))
    }

    fileprivate static func alteredClone(_ size: Int) -> Fault {
        Fault(
            "E-CLONE-ALTERED", .checkFailed,
            Message(
                "克隆里的记录与它自己 \(size) 条处的检查点不符，没有更新。",
                "The clone's records are not what its checkpoint of size \(size) says; it was not brought up to date."),
            remedy: Message("请运行 taizhang verify，或重新克隆。", "Run taizhang verify, or clone again."))
    }
}
