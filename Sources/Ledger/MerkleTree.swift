/// The Merkle tree over the records' bytes (RFC 6962 §2.1, RFC 9162 §2.1), kept as C2SP tlog-tiles of height 8.
package enum MerkleTree {
    static let tileWidth = 256

    /// H(0x00 ‖ bytes), where H is the hasher's: SHA-256, but for the tree of the national suite.
    package static func leaf(_ bytes: [UInt8], _ hasher: inout DigestHasher) -> Digest {
        bytes.withUnsafeBytes { leaf($0, &hasher) }
    }

    package static func leaf(_ bytes: UnsafeRawBufferPointer, _ hasher: inout DigestHasher) -> Digest {
        hasher.start()
        withUnsafeBytes(of: UInt8(0)) { hasher.add($0) }
        hasher.add(bytes)
        return hasher.finish()
    }

    /// H(0x01 ‖ left ‖ right).
    package static func node(_ left: Digest, _ right: Digest, _ hasher: inout DigestHasher) -> Digest {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Digest.size, alignment: 1) { bytes in
            bytes[0] = 1
            bytes.storeBytes(of: left.storage, toByteOffset: 1, as: SIMD32<UInt8>.self)
            bytes.storeBytes(of: right.storage, toByteOffset: 1 + Digest.size, as: SIMD32<UInt8>.self)
            return hasher.digest(UnsafeRawBufferPointer(bytes))
        }
    }

    /// The root over perfect subtrees, the largest first: they join from the smallest up. Of none, the hash of nothing.
    static func root(peaks: [Digest], _ hasher: inout DigestHasher) -> Digest {
        guard var root = peaks.last else { return hasher.digest([]) }
        for peak in peaks.dropLast().reversed() { root = node(peak, root, &hasher) }
        return root
    }
}

/// Where tiles are kept.
package protocol TileStore {
    func tile(level: Int, index: Int) throws -> [UInt8]?
    func put(tile hashes: [UInt8], level: Int, index: Int) throws
}

/// Adds leaves to the right edge of the tiles; each touched tile is written once, at the end or when it is full.
struct TileWriter {
    /// The unfinished tile of each level, and its index; nil where it has not been loaded.
    private var edge: [(index: Int, hashes: [UInt8])?]
    private var touched: Set<Int> = []
    private let size: Int

    /// Continues a tree of this many leaves.
    init(size: Int) {
        self.size = size
        edge = []
    }

    mutating func append(_ leaf: Digest, in tiles: some TileStore, _ hasher: inout DigestHasher) throws {
        try append(leaf, level: 0, in: tiles, &hasher)
    }

    /// The root of all leaves so far; of the tree that this writer has made itself, from nothing on.
    func root() -> Digest? {
        let size = edge.first.flatMap { $0 }.map { $0.index * MerkleTree.tileWidth + $0.hashes.count / Digest.size }
        var tree = TiledTree { level, _ in edge.count > level ? edge[level]?.hashes : nil }
        return try? tree.root(size: size ?? 0)
    }

    /// Adds the leaves of a full tile at once.
    ///
    /// - Returns: whether it could: only after a tile that is full itself.
    mutating func append(
        tile hashes: [UInt8], root: Digest, in tiles: some TileStore, _ hasher: inout DigestHasher
    ) throws -> Bool {
        if edge.isEmpty { edge.append(try load(level: 0, from: tiles)) }
        guard let (index, begun) = edge[0], begun.isEmpty else { return false }
        try tiles.put(tile: hashes, level: 0, index: index)
        edge[0] = (index + 1, [])
        try append(root, level: 1, in: tiles, &hasher)
        return true
    }

    /// Writes the unfinished tiles that have grown.
    mutating func flush(in tiles: some TileStore) throws {
        for level in touched.sorted() {
            guard let (index, hashes) = edge[level], !hashes.isEmpty else { continue }
            try tiles.put(tile: hashes, level: level, index: index)
        }
        touched = []
    }

    private mutating func append(
        _ hash: Digest, level: Int, in tiles: some TileStore, _ hasher: inout DigestHasher
    ) throws {
        if level == edge.count { edge.append(nil) }
        var (index, hashes) = try edge[level] ?? load(level: level, from: tiles)
        edge[level] = nil
        withUnsafeBytes(of: hash.storage) { hashes.append(contentsOf: $0) }
        guard hashes.count == MerkleTree.tileWidth * Digest.size, let root = JoinedTile(hashes, &hasher).root else {
            edge[level] = (index, hashes)
            touched.insert(level)
            return
        }
        try tiles.put(tile: hashes, level: level, index: index)
        try append(root, level: level + 1, in: tiles, &hasher)
        hashes.removeAll(keepingCapacity: true)
        edge[level] = (index + 1, hashes)
        touched.remove(level)
    }

    private func load(level: Int, from tiles: some TileStore) throws -> (Int, [UInt8]) {
        let nodes = size >> (8 * level)
        let index = nodes / MerkleTree.tileWidth
        let count = nodes % MerkleTree.tileWidth
        guard count > 0 else { return (index, []) }
        guard let hashes = try tiles.tile(level: level, index: index), hashes.count >= count * Digest.size else {
            throw Fault.missingTile(level: level, index: index)
        }
        return (index, Array(hashes.prefix(count * Digest.size)))
    }
}

extension Fault {
    static func missingTile(level: Int, index: Int) -> Fault {
        Fault(
            "E-TILE-MISSING", .checkFailed,
            Message("默克尔树缺少瓦片 \(level)/\(index)。", "The Merkle tree lacks tile \(level)/\(index)."),
            remedy: Message("请运行 taizhang verify。", "Run taizhang verify."))
    }
}
