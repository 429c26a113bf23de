/// The signing of one checkpoint, inside the transaction that keeps it (`format.md`: before anything is signed).
package struct CheckpointSigning<Transaction: LedgerTransaction> {
    private let transaction: Transaction
    private let size: Int
    private let last: Checkpoint?

    /// - Parameters:
    ///   - size: how many records it is to cover.
    ///   - last: the last checkpoint with a SHA-256 root that was signed; nil where there is none.
    package init(_ transaction: Transaction, size: Int, after last: Checkpoint?) {
        self.transaction = transaction
        self.size = size
        self.last = last
    }

    /// Reads the records since the last checkpoint from the store, and holds each against its hash, the chain and its leaf;
    /// then the root that they make, on top of what was signed, against the one that the tiles make.
    ///
    /// - Returns: that root: what is to be signed.
    /// - Throws: `Fault` E-LEDGER-ALTERED, E-CHECKPOINT-FORK.
    package func readBack() throws -> Digest {
        var hasher = SHA256Hasher()
        let first = last?.size ?? 0
        guard size > first else { throw Fault.alteredBeforeSigning(size) }
        var tree = transaction.tree()
        var fold = try MerkleFold(size: first, of: &tree)
        if let last, fold.root() != last.root { throw Fault.forkedBeforeSigning(last.size) }
        var previous = try hash(at: first, &hasher)
        var next = first + 1
        var tile: (index: Int, hashes: [UInt8]) = (-1, [])
        try transaction.scan(.from(next)) { stored in
            guard next <= size else { return .stop }
            let hash = hasher.digest(stored.body)
            let (index, place) = (next - 1).quotientAndRemainder(dividingBy: MerkleTree.tileWidth)
            if tile.index != index { tile = (index, try transaction.tile(level: 0, index: index) ?? []) }
            let leaf = MerkleTree.leaf(stored.body, &hasher)
            guard stored.sequence == next, Digest(stored.hash) == hash, try stored.record().previousHash == previous,
                Digest(tile.hashes.dropFirst(place * Digest.size).prefix(Digest.size)) == leaf
            else { throw Fault.alteredBeforeSigning(next) }
            fold.append(leaf)
            previous = hash
            next += 1
            return .more
        }
        guard next == size + 1 else { throw Fault.alteredBeforeSigning(next) }
        let root = fold.root()
        guard try transaction.root(of: size) == root else { throw Fault.alteredBeforeSigning(size) }
        return root
    }

    /// Signs a root at the size, and keeps the note.
    ///
    /// - Throws: `Fault` E-NOT-KEPT; and what the signer throws.
    package func sign(_ root: Digest, with signer: any Signer) throws -> StoredCheckpoint {
        var note = SignedNote(text: Checkpoint(origin: signer.key.name, size: size, root: root).text)
        try note.sign(with: signer)
        _ = try note.verified(by: [signer.key])
        let stored = StoredCheckpoint(size: size, origin: signer.key.name, note: note.encoded)
        try transaction.keep(stored)
        return stored
    }

    /// The hash of the record that the last checkpoint ends with; zero where there is none.
    private func hash(at position: Int, _ hasher: inout SHA256Hasher) throws -> Digest? {
        guard position > 0 else { return .zero }
        var found: Digest?
        try transaction.scan(.from(position)) { stored in
            if stored.sequence == position { found = hasher.digest(stored.body) }
            return .stop
        }
        return found
    }
}

extension Fault {
    fileprivate static func alteredBeforeSigning(_ sequence: Int) -> Fault {
        Fault(
            "E-LEDGER-ALTERED", .checkFailed,
            Message(
                "读回核对时第 \(sequence) 条记录缺失，或与其哈希、链或默克尔树不符，没有签发检查点。",
                "Read back, record \(sequence) is missing or does not match its hash, chain or Merkle tree; no checkpoint was signed."
            ),
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
