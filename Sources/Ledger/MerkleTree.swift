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

    /// The root of the first `size` leaves, from tiles: O(log n) of them. The empty tree's root is the hash of nothing.
    ///
    /// - Throws: `Fault` E-TILE-MISSING, or what `tile` throws.
    package static func root(
        size: Int, _ hasher: inout DigestHasher, tile: (_ level: Int, _ index: Int) throws -> [UInt8]?
    ) throws -> Digest {
        try root(of: 0..<max(size, 0), &hasher, tile: tile)
    }

    /// MTH(D[m:n]) of RFC 9162 §2.1.1 for any range of leaves that the RFC's splits lead to: its start is a multiple of
    /// the smallest power of two that is not less than its length.
    static func root(
        of leaves: Range<Int>, _ hasher: inout DigestHasher, tile: (_ level: Int, _ index: Int) throws -> [UInt8]?
    ) throws -> Digest {
        guard !leaves.isEmpty else { return hasher.digest([]) }
        var root: Digest?
        // The range is perfect subtrees, the largest first; they join from the smallest up.
        var rest = leaves.count
        while rest > 0 {
            let height = rest.trailingZeroBitCount
            rest -= 1 << height
            let subtree = try subtree(height: height, index: (leaves.lowerBound + rest) >> height, &hasher, tile: tile)
            root = root.map { node(subtree, $0, &hasher) } ?? subtree
        }
        return root ?? .zero
    }

    /// The roots of ranges of leaves as `root(of:)` gives them. Those of a proof lie in one tile several times running: it
    /// is asked for once.
    static func roots(
        of ranges: [Range<Int>], _ hasher: inout DigestHasher, tile: (_ level: Int, _ index: Int) throws -> [UInt8]?
    ) throws -> [Digest] {
        var last: (level: Int, index: Int, hashes: [UInt8]?)?
        return try ranges.map { range in
            try root(of: range, &hasher) { level, index in
                if let last, (last.level, last.index) == (level, index) { return last.hashes }
                let hashes = try tile(level, index)
                last = (level, index, hashes)
                return hashes
            }
        }
    }

    /// The roots of the perfect subtrees that the first `size` leaves make, the largest first.
    static func peaks(
        of size: Int, _ hasher: inout DigestHasher, tile: (_ level: Int, _ index: Int) throws -> [UInt8]?
    ) throws -> [Digest] {
        var peaks: [Digest] = []
        var rest = max(size, 0)
        while rest > 0 {
            let height = rest.trailingZeroBitCount
            rest -= 1 << height
            peaks.append(try subtree(height: height, index: rest >> height, &hasher, tile: tile))
        }
        return peaks.reversed()
    }

    /// The root of a perfect subtree, from the one tile that has it or the hashes under it.
    private static func subtree(
        height: Int, index: Int, _ hasher: inout DigestHasher, tile: (_ level: Int, _ index: Int) throws -> [UInt8]?
    ) throws -> Digest {
        let (level, width) = (height / 8, 1 << (height % 8))
        let (place, position) = (index / (tileWidth / width), index % (tileWidth / width) * width)
        let range = (position * Digest.size)..<((position + width) * Digest.size)
        guard let hashes = try tile(level, place), hashes.count >= range.upperBound else {
            throw Fault.missingTile(level: level, index: place)
        }
        return root(of: hashes[range], &hasher)
    }

    /// The root over a power of two of hashes, joined in pairs: a full tile's, for one. In place, in one buffer.
    static func root(of hashes: ArraySlice<UInt8>, _ hasher: inout DigestHasher) -> Digest {
        guard !hashes.isEmpty else { return .zero }
        return withUnsafeTemporaryAllocation(of: Digest.self, capacity: hashes.count / Digest.size) { row in
            hashes.withUnsafeBytes { UnsafeMutableRawBufferPointer(row).copyMemory(from: $0) }
            var width = row.count
            while width > 1 {
                width /= 2
                for index in 0..<width { row[index] = node(row[2 * index], row[2 * index + 1], &hasher) }
            }
            return row[0]
        }
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
    func root(_ hasher: inout SHA256Hasher) -> Digest? {
        let size = edge.first.flatMap { $0 }.map { $0.index * MerkleTree.tileWidth + $0.hashes.count / Digest.size }
        return try? MerkleTree.root(size: size ?? 0, &hasher) { level, _ in
            edge.count > level ? edge[level]?.hashes : nil
        }
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
        guard hashes.count == MerkleTree.tileWidth * Digest.size else {
            edge[level] = (index, hashes)
            touched.insert(level)
            return
        }
        try tiles.put(tile: hashes, level: level, index: index)
        try append(MerkleTree.root(of: hashes[...], &hasher), level: level + 1, in: tiles, &hasher)
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
