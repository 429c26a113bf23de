/// A log in C2SP tlog-tiles form at a size, held against the root that a checkpoint of that size names.
package struct TileLog<Source: TileSource> {
    package let source: Source
    package let size: Int
    package let root: Digest

    /// - Parameters:
    ///   - size: the number of entries, of a checkpoint that has been verified.
    ///   - root: that checkpoint's root.
    package init(_ source: Source, size: Int, root: Digest) {
        self.source = source
        self.size = size
        self.root = root
    }

    /// All entries in order, in flat memory. Each bundle is held against its tile of leaves before its entries are given,
    /// every tile against what lies under it, and in the end the tree against the root: until this returns, nothing of
    /// what was given is proven.
    ///
    /// - Throws: `Fault` E-TILE (what is wrong, and where), or what source and body throw.
    package func forEachEntry(_ body: (_ index: Int, _ entry: [UInt8]) throws -> Void) throws {
        guard size >= 0 else { throw Fault.tile("checkpoint", Message("大小为负数。", "Its size is negative.")) }
        var hasher = DigestHasher()
        var fold = MerkleFold()
        var tree = TileWriter(size: 0)
        let made = MadeTiles(log: self)
        for path in TilePath.Extent(.entries, of: size).paths {
            let entries = try entries(at: path)
            let tile = TilePath(.hashes(level: 0), index: path.index, width: path.width)
            let leaves = entries.map { MerkleTree.leaf($0, &hasher) }
            try check(Array(leaves.map(\.bytes).joined()), at: tile)
            for (place, entry) in entries.enumerated() {
                fold.append(leaves[place])
                try tree.append(leaves[place], in: made, &hasher)
                try body(path.index * MerkleTree.tileWidth + place, entry)
            }
        }
        try tree.flush(in: made)
        try hold(fold.root())
    }

    /// The entries from this index on: the bundles that have them, each held against its tile of leaves, and nothing else.
    /// That the entries belong under the root is for the caller to find out, who has the tree up to there (`hold`).
    ///
    /// - Throws: as `forEachEntry`.
    package func forEachEntry(from first: Int, _ body: (_ entry: [UInt8]) throws -> Void) throws {
        var hasher = DigestHasher()
        for path in TilePath.Extent(.entries, of: size).paths(from: first / MerkleTree.tileWidth) {
            let entries = try entries(at: path)
            let leaves = entries.flatMap { MerkleTree.leaf($0, &hasher).bytes }
            try check(leaves, at: TilePath(.hashes(level: 0), index: path.index, width: path.width))
            for entry in entries.dropFirst(max(0, first - path.index * MerkleTree.tileWidth)) { try body(entry) }
        }
    }

    /// Holds the root that was computed from what the log gave against the checkpoint's.
    ///
    /// - Throws: `Fault` E-TILE.
    package func hold(_ found: Digest) throws(Fault) {
        guard found == root else {
            throw .tile("checkpoint", Message("其中的根与瓦片算出的不同。", "Its root is not that of the tiles."), .checkFailed)
        }
    }

    /// A tile as the size asks for it, or nil where the size has none; its hashes are as they lie there.
    ///
    /// - Throws: `Fault` E-TILE where it is missing or of another size, or what the source throws.
    package func tile(level: Int, index: Int) throws -> [UInt8]? {
        guard (0..<8).contains(level), index >= 0, size >= 0 else { return nil }
        let extent = TilePath.Extent(.hashes(level: level), of: size >> (8 * level))
        guard index <= extent.full, index < extent.full || extent.partial > 0 else { return nil }
        let width = index < extent.full ? MerkleTree.tileWidth : extent.partial
        return try hashes(at: TilePath(.hashes(level: level), index: index, width: width))
    }

    private func hashes(at path: TilePath) throws -> [UInt8] {
        let (bytes, found) = try file(at: path)
        guard bytes.count == found.width * Digest.size else {
            let width = found.width * Digest.size
            throw Fault.tile(
                found.text,
                Message("应为 \(width) 字节，实为 \(bytes.count)。", "It should have \(width) bytes and has \(bytes.count)."))
        }
        return Array(bytes.prefix(path.width * Digest.size))
    }

    private func entries(at path: TilePath) throws -> [[UInt8]] {
        let (bytes, found) = try file(at: path)
        return Array(try EntryBundle.decode(bytes, at: found).prefix(path.width))
    }

    /// The file at the path, or the full one that a log may keep in place of a partial one (tlog-tiles: Partial Tiles).
    private func file(at path: TilePath) throws -> (bytes: [UInt8], path: TilePath) {
        if let bytes = try source.bytes(path.text) { return (bytes, path) }
        if !path.isFull, let bytes = try source.bytes(path.full.text) { return (bytes, path.full) }
        throw Fault.tile(path.text, Message("文件缺失。", "It is missing."), .checkFailed)
    }

    /// Holds a stored tile against the hashes that it should have from what lies under it.
    fileprivate func check(_ expected: [UInt8], at tile: TilePath) throws {
        let stored = try hashes(at: tile)
        guard stored != expected else { return }
        let place = zip(stored, expected).prefix { $0 == $1 }.reduce(0) { count, _ in count + 1 } / Digest.size
        let below = child(of: tile, at: place).text
        throw Fault.tile(
            tile.text,
            Message(
                "第 \(place) 个哈希（从 0 数起）与 \(below) 算出的不同。",
                "Hash \(place), counted from 0, is not what \(below) gives."), .checkFailed)
    }

    /// The file that the hash at this place of a tile is over.
    private func child(of tile: TilePath, at place: Int) -> TilePath {
        guard case .hashes(let level) = tile.row, level > 0 else {
            return TilePath(.entries, index: tile.index, width: tile.width)
        }
        return TilePath(.hashes(level: level - 1), index: tile.index * MerkleTree.tileWidth + place)
    }
}

/// Takes the tiles that the entries make, and holds the log's own against them.
private struct MadeTiles<Source: TileSource>: TileStore {
    let log: TileLog<Source>

    func tile(level: Int, index: Int) -> [UInt8]? { nil }

    func put(tile hashes: [UInt8], level: Int, index: Int) throws {
        // The tiles of leaves have been held against their bundles already.
        guard level > 0 else { return }
        try log.check(hashes, at: TilePath(.hashes(level: level), index: index, width: hashes.count / Digest.size))
    }
}
