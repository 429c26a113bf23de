import Ledger
import LedgerSQLite
import Rectification

/// A checkpoint that was just made, or that stood there already.
package struct MadeCheckpoint: Sendable {
    package var size = 0
    /// With the SHA-256 root; nil in a dry run.
    package var note: StoredCheckpoint?
    /// With the SM3 root; nil where the ledger has no key for it.
    package var national: StoredCheckpoint?
    /// Whether nothing had been recorded since.
    package var stoodAlready = false

    fileprivate mutating func take(_ stored: StoredCheckpoint, isNational: Bool) {
        size = stored.size
        if isNational { national = stored } else { note = stored }
    }
}

extension OpenLedger {
    /// Commits the heads of all streams, reads back what was recorded since the last checkpoint, and signs.
    ///
    /// - Parameters:
    ///   - signers: of the ledger's valid keys, all of them.
    /// - Throws: `Fault` E-KEY-NONE, E-KEY-WANTING, E-CHECKPOINT-FORK, E-LEDGER-ALTERED; and what `perform` throws.
    package func checkpoint(_ order: Order, signers: [any Signer]) throws -> MadeCheckpoint {
        if let standing = try store.read({ try standingCheckpoint(in: $0) }) { return standing }
        // Before anything is recorded: heads that nobody can sign help nobody.
        _ = try store.read { try $0.ledgerSigners(among: signers) }
        if try store.read({ try $0.last()?.type }) != HeadsCommitted.type {
            let outcome = try perform(order) { try $0.commitHeads() }
            guard !outcome.isDryRun else { return MadeCheckpoint() }
        }
        return try store.write { transaction in
            // Someone may have recorded more meanwhile: the last heads are what is signed.
            guard let size = try transaction.lastHeads() else { throw Fault.noHeads }
            let signers = try transaction.ledgerSigners(among: signers)
            let signing = CheckpointSigning(transaction: transaction, size: size)
            try signing.readBack()
            var made = MadeCheckpoint()
            for signer in signers {
                made.take(try signing.sign(with: signer), isNational: signer.key.kind == .sm2)
            }
            return made
        }
    }

    /// The checkpoint that covers the whole ledger, where there is one.
    private func standingCheckpoint(in transaction: SQLiteStore.Transaction) throws -> MadeCheckpoint? {
        guard let last = try transaction.last()?.sequence else { return nil }
        let national = try transaction.nationalOrigins()
        var made = MadeCheckpoint(stoodAlready: true)
        try transaction.scanCheckpoints { stored in
            if stored.size == last { made.take(stored, isNational: national.contains(stored.origin)) }
            return stored.size < last ? .stop : .more
        }
        return made.size == 0 ? nil : made
    }
}

extension LedgerTransaction {
    /// The origins of the checkpoints that have an SM3 root: the names of the ledger's SM2 keys.
    func nationalOrigins() throws -> Set<String> {
        Set(try custody().keys.filter { $0.verifier.kind == .sm2 }.map(\.verifier.name))
    }

    /// One for each of the ledger's valid keys.
    ///
    /// - Throws: E-KEY-NONE, E-KEY-WANTING.
    fileprivate func ledgerSigners(among signers: [any Signer]) throws -> [any Signer] {
        let keys = try custody().keys.filter { $0.holder == .ledger && $0.until == nil }.map(\.verifier)
        guard !keys.isEmpty else { throw Fault.noLedgerKey }
        return try keys.map { key in
            guard let signer = signers.first(where: { $0.key == key }) else { throw Fault.keyWanting(key) }
            return signer
        }
    }

    /// The position of the last record that commits to the heads.
    fileprivate func lastHeads() throws -> Int? {
        var last: Int?
        try scan(.kind("heads")) { stored in
            last = stored.sequence
            return .more
        }
        return last
    }
}

/// The signing of one checkpoint, inside the transaction that keeps it (`format.md`: before anything is signed).
private struct CheckpointSigning {
    let transaction: SQLiteStore.Transaction
    let size: Int

    /// Reads the records since the last checkpoint from the disk, and holds each against its hash, the chain and its leaf.
    func readBack() throws {
        var hasher = SHA256Hasher()
        let first = try lastSigned()?.size ?? 0
        var previous = first == 0 ? Digest.zero : try transaction.stored(at: first).map { hasher.digest($0.body) }
        var tile: (index: Int, hashes: [UInt8]) = (-1, [])
        try transaction.scan(.from(first + 1)) { stored in
            guard stored.sequence <= size else { return .stop }
            let hash = hasher.digest(stored.body)
            let (index, place) = (stored.sequence - 1).quotientAndRemainder(dividingBy: 256)
            if tile.index != index { tile = (index, try transaction.tile(level: 0, index: index) ?? []) }
            let leaf = MerkleTree.leaf(stored.body, &hasher)
            guard Digest(stored.hash) == hash, try stored.record().previousHash == previous,
                Digest(tile.hashes.dropFirst(place * Digest.size).prefix(Digest.size)) == leaf
            else { throw Fault.alteredBeforeSigning(stored.sequence) }
            previous = hash
            return .more
        }
    }

    func sign(with signer: any Signer) throws -> StoredCheckpoint {
        let root = signer.key.kind == .sm2 ? try transaction.sm3Root(of: size) : try transaction.root(of: size)
        if signer.key.kind != .sm2, let last = try lastSigned() {
            // What is signed extends what was signed: the root then, from the tiles of now.
            guard try transaction.root(of: last.size) == last.root else { throw Fault.forkedBeforeSigning(last.size) }
        }
        var note = SignedNote(text: Checkpoint(origin: signer.key.name, size: size, root: root).text)
        try note.sign(with: signer)
        _ = try note.verified(by: [signer.key])
        let stored = StoredCheckpoint(size: size, origin: signer.key.name, note: note.encoded)
        try transaction.insert(stored)
        return stored
    }

    private func lastSigned() throws -> Checkpoint? { try transaction.lastCheckpoint()?.checkpoint }
}

extension LedgerTransaction {
    /// The largest checkpoint with a SHA-256 root; nil where there is none.
    func lastCheckpoint() throws -> (stored: StoredCheckpoint, checkpoint: Checkpoint)? {
        var isSigned = false
        try scanCheckpoints { _ in
            isSigned = true
            return .stop
        }
        guard isSigned else { return nil }
        let stored = try ownCheckpoint(of: nil)
        return (stored, try Checkpoint(text: SignedNote(Array(stored.note.utf8)).text))
    }

    /// The root of the first `size` records in a tree of SM3 (`format.md`: national algorithms); reads them all.
    func sm3Root(of size: Int) throws -> Digest {
        var fold = MerkleFold(.sm3)
        try scan(.from(1)) { stored in
            guard stored.sequence <= size else { return .stop }
            fold.append(stored.body)
            return .more
        }
        return fold.root()
    }
}

extension Fault {
    fileprivate static var noLedgerKey: Fault {
        Fault(
            "E-KEY-NONE", .notFound, Message("台账还没有签名密钥。", "The ledger has no signing key."),
            remedy: Message("先用 taizhang key new 生成并登记。", "Make and register one with taizhang key new."))
    }

    fileprivate static var noHeads: Fault {
        Fault("E-HEADS-NONE", .checkFailed, Message("没有可签的检查点。", "There is nothing to sign."))
    }

    fileprivate static func keyWanting(_ key: VerifierKey) -> Fault {
        Fault(
            "E-KEY-WANTING", .notFound,
            Message(
                "缺少台账密钥“\(key.name)”，没有签发检查点。", "The ledger's key “\(key.name)” is wanting; no checkpoint was signed."),
            remedy: Message("用 --key 指明密钥文件。", "Name its file with --key."))
    }

    fileprivate static func alteredBeforeSigning(_ sequence: Int) -> Fault {
        Fault(
            "E-LEDGER-ALTERED", .checkFailed,
            Message(
                "读回核对时第 \(sequence) 条记录与其哈希、链或默克尔叶不符，没有签发检查点。",
                "Read back, record \(sequence) does not match its hash, chain or leaf; no checkpoint was signed."),
            remedy: Message("请运行 taizhang verify。", "Run taizhang verify."))
    }

    fileprivate static func forkedBeforeSigning(_ size: Int) -> Fault {
        Fault(
            "E-CHECKPOINT-FORK", .checkFailed,
            Message(
                "台账不是在上一检查点（\(size) 条）之上延续的，没有签发检查点。",
                "The ledger does not extend its last checkpoint (size \(size)); no checkpoint was signed."),
            remedy: Message("请运行 taizhang verify。", "Run taizhang verify."))
    }
}
