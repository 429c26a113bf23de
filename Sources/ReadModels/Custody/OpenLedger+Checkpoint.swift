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
    /// - Throws: `Fault` E-KEY-NONE, E-KEY-WANTING, E-CHECKPOINT-FORK, E-LEDGER-ALTERED, E-NOT-KEPT; and
    ///   what `perform` throws.
    package func checkpoint(_ order: Order, signers: [any Signer]) throws -> MadeCheckpoint {
        if let standing = try store.read({ try standingCheckpoint(of: $0.last()?.sequence ?? 0, in: $0) }) {
            return standing
        }
        // Before anything is recorded: heads that nobody can sign help nobody.
        _ = try store.read { try $0.ledgerSigners(among: signers) }
        if try store.read({ try $0.last()?.type }) != HeadsCommitted.type {
            let outcome = try perform(order) { try $0.commitHeads() }
            guard !outcome.isDryRun else { return MadeCheckpoint() }
        }
        let made = try store.write { transaction in
            // Someone may have recorded more meanwhile: the last heads are what is signed.
            guard let size = try transaction.lastHeads() else { throw Fault.noHeads }
            if let standing = try standingCheckpoint(of: size, in: transaction) { return standing }
            let signers = try transaction.ledgerSigners(among: signers)
            let last = try transaction.lastCheckpoint()
            let signing = CheckpointSigning(transaction, size: size, after: last)
            let root = try signing.readBack()
            var made = MadeCheckpoint()
            for signer in signers {
                let isNational = signer.key.kind == .sm2
                let root = isNational ? try transaction.sm3Root(of: size, sha256: root) : root
                made.take(try signing.sign(root, with: signer), isNational: isNational)
            }
            return made
        }
        for note in [made.note, made.national].compactMap({ $0 }) { try store.requireKept(note) }
        return made
    }

    /// The checkpoint of this size, where there is one.
    private func standingCheckpoint(of size: Int, in transaction: SQLiteStore.Transaction) throws -> MadeCheckpoint? {
        let national = try transaction.nationalOrigins()
        var made = MadeCheckpoint(stoodAlready: true)
        try transaction.scanCheckpoints { stored in
            if stored.size == size { made.take(stored, isNational: national.contains(stored.origin)) }
            return stored.size < size ? .stop : .more
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

extension LedgerTransaction {
    /// The largest checkpoint with a SHA-256 root; nil where there is none.
    fileprivate func lastCheckpoint() throws -> Checkpoint? {
        try findCheckpoint(of: nil).map { try SignedCheckpoint($0.note).checkpoint }
    }

    /// The root of the first `size` records in a tree of SM3 (`format.md`: national algorithms); reads them all.
    ///
    /// - Parameter root: that of the same records in the tree of SHA-256, which was checked: both are over the same bytes.
    /// - Throws: `Fault` E-LEDGER-ALTERED.
    func sm3Root(of size: Int, sha256 root: Digest) throws -> Digest {
        var fold = MerkleFold(.sm3)
        var plain = MerkleFold()
        try scan(.from(1)) { stored in
            guard stored.sequence <= size else { return .stop }
            fold.append(stored.body)
            plain.append(stored.body)
            return .more
        }
        guard plain.root() == root else { throw Fault.alteredSince }
        return fold.root()
    }
}

extension Fault {
    fileprivate static var noLedgerKey: Fault {
        Fault(
            "E-KEY-NONE", .notFound, Message("台账还没有签名密钥。", "The ledger has no signing key."),
            remedy: Message("先用 taizhang key new 生成并登记。", "Make and register one with taizhang key new."))
    }

    fileprivate static var alteredSince: Fault {
        Fault(
            "E-LEDGER-ALTERED", .checkFailed,
            Message(
                "已经签过的记录后来被改动，没有签发检查点。",
                "Records that were signed before have been altered since; no checkpoint was signed."),
            remedy: Message("请运行 taizhang verify。", "Run taizhang verify."))
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
}
