/// Takes the entries of a static log into a ledger as its records, and derives what stands beside the bytes: hashes,
/// index columns, commands, tiles.
///
/// It judges nothing: an entry that holds no record gets columns of its own, one that does not fit its stream gets the
/// stream's next version, and the verifier, which reads the bytes, tells of both.
package struct TileIntake<Transaction: LedgerTransaction>: ~Copyable {
    private let ledger: Transaction
    private var sequence: Int
    private var versions: [StreamName: Int] = [:]
    private var tiles: TileWriter
    private var hasher = SHA256Hasher()
    /// The command whose records are coming in, and the first of them.
    private var command: (id: Identifier, first: Int)?

    /// Goes on after the ledger's last record.
    package init(into ledger: Transaction) throws {
        self.ledger = ledger
        sequence = try ledger.last()?.sequence ?? 0
        tiles = TileWriter(size: sequence)
    }

    package mutating func take(_ entry: [UInt8]) throws {
        sequence += 1
        let record = try? Record(entry)
        let next = Identifier(record?.commandID ?? "")
        if command?.id != next {
            try closeCommand(before: sequence)
            command = next.map { ($0, sequence) }
        }
        let (stream, version) = try place(of: record)
        try ledger.insert(
            StoredRecord(
                sequence: sequence, stream: stream, version: version, type: record?.type ?? "", body: entry,
                hash: hasher.digest(entry).bytes))
        try tiles.append(MerkleTree.leaf(entry, &hasher), in: ledger, &hasher)
    }

    /// Writes the tiles that are not full, and the last command.
    package mutating func finish() throws {
        try closeCommand(before: sequence + 1)
        try tiles.flush(in: ledger)
    }

    private mutating func place(of record: Record?) throws -> (stream: String, version: Int) {
        // No stream's name begins so: it takes no record's place.
        guard let record else { return ("?/\(sequence)", 1) }
        let version = try (versions[record.stream] ?? ledger.version(of: record.stream)) &+ 1
        versions[record.stream] = version
        return (record.stream.text, version)
    }

    private mutating func closeCommand(before next: Int) throws {
        guard let (id, first) = command else { return }
        command = nil
        // One that comes twice stays where it was first.
        guard try ledger.outcome(of: id) == nil else { return }
        try ledger.insert(command: id, records: first...(next - 1))
    }
}
