// A store may say that it has kept what it has not: a trigger that ignores an insert, a disk that lies. What is written is
// therefore looked up again before anyone is told that it stands.

extension LedgerTransaction {
    /// Keeps a checkpoint, and looks that it is there.
    ///
    /// - Throws: `Fault` E-NOT-KEPT; and what the store throws.
    func keep(_ checkpoint: StoredCheckpoint) throws {
        try insert(checkpoint)
        try requireKept(checkpoint)
    }

    fileprivate func requireKept(_ checkpoint: StoredCheckpoint) throws {
        var isKept = false
        try scanCheckpoints { stored in
            isKept = stored == checkpoint
            return isKept || stored.size < checkpoint.size ? .stop : .more
        }
        guard isKept else { throw Fault.notKept(Message("检查点", "the checkpoint")) }
    }

    /// Keeps what another has said of a checkpoint, and looks that it is there.
    ///
    /// - Throws: `Fault` E-NOT-KEPT; and what the store throws.
    package func keep(_ attestation: StoredAttestation) throws {
        try insert(attestation)
        var last: StoredAttestation?
        try scanAttestations { last = $0 }
        guard last == attestation else { throw Fault.notKept(Message("对检查点的佐证", "what is said of the checkpoint")) }
    }

    /// Deletes a disclosure, and looks that it is gone: its key is destroyed next, and the ledger says so.
    ///
    /// - Throws: `Fault` E-NOT-KEPT; and what the store throws.
    package func erase(disclosure digest: String) throws {
        try remove(disclosure: digest)
        guard try disclosure(digest) == nil else { throw Fault.notKept(Message("删除", "the deletion")) }
    }

    /// Puts a disclosure, sealed anew, in the place of the one of that digest, and looks that it is there: the key of the
    /// old one is destroyed next.
    ///
    /// - Throws: `Fault` E-NOT-KEPT; and what the store throws.
    package func reseal(_ sealed: SealedDisclosure) throws {
        try replace(sealed)
        guard try disclosure(sealed.digest)?.sealed == sealed.sealed else {
            throw Fault.notKept(Message("重新加密的个人信息", "personal data sealed anew"))
        }
    }

    /// Looks that a command's own row is there.
    ///
    /// - Throws: `Fault` E-NOT-KEPT; and what the store throws.
    func requireKept(_ command: Identifier, _ records: ClosedRange<Int>) throws {
        guard try outcome(of: command) == records else {
            throw Fault.notKept(Message("命令的登记", "the command's own row"))
        }
    }

    /// Looks that the last records and their hashes stand as they were made, with their disclosures.
    ///
    /// - Parameter hashes: of the records, from the first on. To keep and compare the bytes is no faster to be told apart
    ///   from noise, and takes their memory.
    /// - Throws: `Fault` E-NOT-KEPT; and what the store throws.
    func requireKept(
        from first: Int, hashes: [Digest], disclosures: [SealedDisclosure], _ hasher: inout SHA256Hasher
    ) throws {
        let end = first + hashes.count
        var next = first
        try scanBytes(.from(next)) { stored in
            guard stored.sequence == next, next < end else { return .stop }
            let hash = hashes[next - first]
            guard hasher.digest(stored.body) == hash, withUnsafeBytes(of: hash.storage, stored.hash.isEqual) else {
                return .stop
            }
            next += 1
            return .more
        }
        guard next == end else { throw Fault.notKept(Message("第 \(next) 条记录", "record \(next)")) }
        for one in disclosures where try disclosure(one.digest) != one {
            throw Fault.notKept(Message("第 \(one.sequence) 条的个人信息", "personal data of record \(one.sequence)"))
        }
    }
}

/// A store's tiles, each looked up again once it is written.
struct ReadBackTiles<Transaction: LedgerTransaction>: TileStore {
    let transaction: Transaction

    func tile(level: Int, index: Int) throws -> [UInt8]? { try transaction.tile(level: level, index: index) }

    func put(tile hashes: [UInt8], level: Int, index: Int) throws {
        try transaction.put(tile: hashes, level: level, index: index)
        guard let kept = try tile(level: level, index: index), kept.isSameBytes(as: hashes) else {
            throw Fault.notKept(Message("瓦片 \(level)/\(index)", "tile \(level)/\(index)"))
        }
    }
}

extension LedgerStore {
    /// Looks, outside the transaction that wrote it, that a command was kept.
    ///
    /// - Throws: `Fault` E-NOT-KEPT; and what the store throws.
    package func requireKept(_ command: Identifier, _ records: ClosedRange<Int>?) throws {
        guard let records, try read({ try $0.outcome(of: command) }) != records else { return }
        throw Fault.notKept(Message("整个命令", "the command as a whole"))
    }

    /// Looks, outside the transaction that wrote it, that a checkpoint was kept.
    ///
    /// - Throws: `Fault` E-NOT-KEPT; and what the store throws.
    package func requireKept(_ checkpoint: StoredCheckpoint) throws {
        try read { try $0.requireKept(checkpoint) }
    }
}

extension Fault {
    fileprivate static func notKept(_ what: Message) -> Fault {
        Fault(
            "E-NOT-KEPT", .inputOutput,
            Message(
                "写入后读回核对：\(what.zh)没有存上，本次操作没有完成。",
                "Read back after writing, \(what.en) is not there; this was not done."),
            remedy: Message(
                "检查磁盘和数据库，运行 taizhang verify，再试一次。",
                "See to the disk and the database, run taizhang verify, and try again."))
    }
}
