/// Records as they lie one after the other in a ledger, as many as have one tile, with all that can be said of each by
/// itself: verification has no order among them once their bytes and hashes are stored.
///
/// One thread at a time has it.
final class VerificationChunk: @unchecked Sendable {
    static let capacity = MerkleTree.tileWidth

    /// What was found of a record.
    struct Place {
        /// Of the bytes.
        let digest: Digest
        /// Nil where the bytes, or the columns beside them, have to be looked at the plain way.
        fileprivate(set) var survey: RecordSurvey?
        /// The files and digests that the data names.
        fileprivate(set) var named: NamedThings?
    }

    private(set) var places: [Place] = []
    /// Their leaves, as a tile has them.
    private(set) var leaves: [UInt8] = []
    /// The root of a full tile.
    private(set) var root: Digest?
    private var records = RecordCopies()

    init() {
        places.reserveCapacity(VerificationChunk.capacity)
        leaves.reserveCapacity(VerificationChunk.capacity * Digest.size)
    }

    var isFull: Bool { records.count == VerificationChunk.capacity }
    /// How many bytes it holds.
    var size: Int { records.size }

    /// Makes it ready for other records; it keeps its room.
    func clear() {
        places.removeAll(keepingCapacity: true)
        leaves.removeAll(keepingCapacity: true)
        records.clear()
        root = nil
    }

    func take(_ stored: StoredBytes) { records.take(stored) }

    // MARK: What can be said of each by itself

    func examine(_ hasher: inout SHA256Hasher) {
        for index in 0..<records.count {
            records.withStored(index) { stored in places.append(examined(stored, &hasher)) }
        }
        if isFull { root = JoinedTile(leaves, &hasher).root }
    }

    private func examined(_ stored: StoredBytes, _ hasher: inout SHA256Hasher) -> Place {
        var place = Place(digest: hasher.digest(stored.body))
        MerkleTree.leaf(stored.body, &hasher).append(to: &leaves)
        guard let survey = RecordSurvey(stored.body), survey.agrees(with: stored, place.digest) else { return place }
        place.survey = survey
        let data = stored.body[part: survey.data]
        if survey.namesDigests {
            place.named = NamedThings(in: data)
        } else if survey.namesFiles {
            place.named = NamedThings(files: EvidenceFile.named(inCanonical: data))
        }
        return place
    }

    // MARK: Looking at them

    func withStored<T>(_ index: Int, _ body: (StoredBytes, Place) throws -> T) rethrows -> T {
        try records.withStored(index) { try body($0, places[index]) }
    }
}

// MARK: - The tree

extension VerificationChunk {
    /// The root of all records up to one of these; `tiles` are those of the chunks before.
    func root(through index: Int, after tiles: TileWriter, _ hasher: inout SHA256Hasher) -> Digest? {
        var tiles = tiles
        for leaf in (0...index).compactMap(leaf) { try? tiles.append(leaf, in: NoTiles(), &hasher) }
        return tiles.root()
    }

    fileprivate func leaf(_ index: Int) -> Digest? {
        Digest(leaves[(index * Digest.size)..<((index + 1) * Digest.size)])
    }

    /// Where tiles go that nobody asks for.
    private struct NoTiles: TileStore {
        func tile(level: Int, index: Int) -> [UInt8]? { nil }
        func put(tile hashes: [UInt8], level: Int, index: Int) {}
    }
}

extension TileWriter {
    /// Adds the leaves of a chunk: where it is full and the one before was, as the tile that it is.
    mutating func append(
        _ chunk: VerificationChunk, in tiles: some TileStore, _ hasher: inout SHA256Hasher
    ) throws {
        if let root = chunk.root, try append(tile: chunk.leaves, root: root, in: tiles, &hasher) { return }
        for leaf in chunk.places.indices.compactMap(chunk.leaf) { try append(leaf, in: tiles, &hasher) }
    }
}

// MARK: - Reading

extension RecordSurvey {
    /// Whether the columns say what the bytes say.
    fileprivate func agrees(with stored: StoredBytes, _ digest: Digest) -> Bool {
        agrees(with: stored) && withUnsafeBytes(of: digest.storage) { $0.isEqual(to: stored.hash) }
    }

    /// As above, but for the hash.
    fileprivate func agrees(with stored: StoredBytes) -> Bool {
        sequence == stored.sequence && version == stored.version
            && stored.body[part: stream].isEqual(to: stored.stream)
            && stored.body[part: type].isEqual(to: stored.type)
    }
}

extension StoredBytes {
    /// Holds the columns by which records are found and read against the bytes, which alone are hashed.
    ///
    /// - Throws: `Fault` E-RECORD-COLUMN where one disagrees, E-RECORD-UNREADABLE where the bytes hold no record.
    package func requireColumns() throws(Fault) {
        if let survey = RecordSurvey(body), survey.agrees(with: self) { return }
        guard let column = try read().disagreeingColumns(of: record).first else { return }
        throw .misfiled(record: sequence, column)
    }
}

extension Record {
    /// The index columns that do not say what the record says.
    func disagreeingColumns(of stored: StoredRecord) -> [String] {
        [
            ("seq", sequence == stored.sequence), ("stream", stream.text.isSameBytes(as: stored.stream)),
            ("version", version == stored.version), ("type", type.isSameBytes(as: stored.type)),
        ].filter { !$0.1 }.map(\.0)
    }
}

extension Fault {
    fileprivate static func misfiled(record sequence: Int, _ column: String) -> Fault {
        Fault(
            "E-RECORD-COLUMN", .checkFailed,
            Message(
                "第 \(sequence) 条的索引列 \(column) 与原文不符。",
                "Record \(sequence): the index column \(column) disagrees with the bytes."),
            remedy: Message("用 taizhang verify 查明改动了什么。", "See with taizhang verify what was altered."))
    }
}

/// The files and the digests of erasable fields that a record's data names.
struct NamedThings {
    private(set) var files: [EvidenceFile] = []
    private(set) var digests: [String] = []
    /// How often digests are malformed.
    private(set) var faults = 0

    /// Of data that names no digests.
    init(files: [EvidenceFile]) { self.files = files }

    /// - Parameter data: the payload's canonical bytes.
    init?(in data: UnsafeRawBufferPointer) {
        guard let data = try? CanonicalJSON.parse(data) else { return nil }
        collectDigests(in: data)
        if Set(digests).count != digests.count { faults += 1 }
        files = EvidenceFile.named(in: data)
    }

    private mutating func collectDigests(in value: JSONValue) {
        switch value {
        case .object(let members):
            for (key, member) in members {
                if key == "_sd" { takeDigests(member) }
                if key == "..." { faults += 1 }
                collectDigests(in: member)
            }
        case .array(let items): for item in items { collectDigests(in: item) }
        default: break
        }
    }

    /// The digests of one `_sd`: sorted, none twice, each of 32 bytes.
    private mutating func takeDigests(_ value: JSONValue) {
        let found = value.array?.compactMap(\.string) ?? []
        let wellFormed = found.allSatisfy { $0.utf8.count == 43 && Base64URL.decode($0)?.count == 32 }
        guard !found.isEmpty, found.count == value.array?.count, wellFormed,
            zip(found, found.dropFirst()).allSatisfy({ $0 < $1 })
        else {
            faults += 1
            return
        }
        digests += found
    }
}
