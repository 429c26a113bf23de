/// A Merkle tree as its tiles have it (C2SP tlog-tiles, height 8): roots and proofs for any size that they reach.
///
/// A tile is asked for once and kept with the nodes inside it, for what lies in one tile is asked for several times
/// running: by one proof, and by the next. That takes 16 KiB a tile.
package struct TiledTree: ~Copyable {
    private struct Place: Hashable {
        var level: Int
        var index: Int
    }

    private let most: Int
    private let tile: (_ level: Int, _ index: Int) throws -> [UInt8]?
    private var kept: [Place: JoinedTile] = [:]
    private var hasher = DigestHasher()

    /// - Parameters:
    ///   - most: how many tiles to keep; 4,096 are 64 MiB, and all tiles of a million leaves.
    ///   - tile: the hashes of a tile, at least as wide as the sizes ask for. What it throws, they throw.
    package init(keeping most: Int = 4_096, _ tile: @escaping (_ level: Int, _ index: Int) throws -> [UInt8]?) {
        self.most = most
        self.tile = tile
    }

    /// The root of the first `size` leaves: O(log n) tiles. The empty tree's root is the hash of nothing.
    ///
    /// - Throws: `Fault` E-TILE-MISSING.
    package mutating func root(size: Int) throws -> Digest { try root(of: 0..<max(size, 0)) }

    /// The hash of a leaf.
    ///
    /// - Parameter index: from 0.
    /// - Throws: `Fault` E-TILE-MISSING.
    package mutating func leaf(_ index: Int) throws -> Digest { try subtree(height: 0, index: index) }

    /// MTH(D[m:n]) of RFC 9162 §2.1.1 for any range of leaves that the RFC's splits lead to: its start is a multiple of
    /// the smallest power of two that is not less than its length.
    mutating func root(of leaves: Range<Int>) throws -> Digest {
        MerkleTree.root(peaks: try peaks(of: leaves), &hasher)
    }

    /// The roots of the perfect subtrees that such a range is, the largest first.
    mutating func peaks(of leaves: Range<Int>) throws -> [Digest] {
        var peaks: [Digest] = []
        var start = leaves.lowerBound
        while start < leaves.upperBound {
            let height = Int.bitWidth - 1 - (leaves.upperBound - start).leadingZeroBitCount
            peaks.append(try subtree(height: height, index: start >> height))
            start += 1 << height
        }
        return peaks
    }

    /// The root of a perfect subtree, from the one tile that has it or the hashes under it.
    private mutating func subtree(height: Int, index: Int) throws -> Digest {
        let (level, within) = (height / 8, height % 8)
        let subtrees = MerkleTree.tileWidth >> within
        let place = Place(level: level, index: index / subtrees)
        let position = index % subtrees
        if let root = kept[place]?.root(height: within, position) { return root }
        let joined = JoinedTile(try tile(level, place.index) ?? [], &hasher)
        guard let root = joined.root(height: within, position) else {
            throw Fault.missingTile(level: level, index: place.index)
        }
        if kept.count >= most { kept.removeAll(keepingCapacity: true) }
        kept[place] = joined
        return root
    }
}

/// The hashes of a tile and the nodes inside it, as a heap lies in an array: the root at 1, under n are 2n and 2n + 1.
struct JoinedTile {
    private var nodes = Array(repeating: Digest.zero, count: 2 * MerkleTree.tileWidth)
    private let width: Int

    init(_ hashes: [UInt8], _ hasher: inout DigestHasher) {
        width = min(hashes.count / Digest.size, MerkleTree.tileWidth)
        nodes.withUnsafeMutableBytes { nodes in
            let row = UnsafeMutableRawBufferPointer(rebasing: nodes[(MerkleTree.tileWidth * Digest.size)...])
            row.copyBytes(from: hashes.prefix(width * Digest.size))
        }
        // On each level, those that have all hashes under them.
        var (first, count) = (MerkleTree.tileWidth / 2, width / 2)
        while count > 0 {
            for node in first..<(first + count) {
                nodes[node] = MerkleTree.node(nodes[2 * node], nodes[2 * node + 1], &hasher)
            }
            (first, count) = (first / 2, count / 2)
        }
    }

    /// Nil where the tile is not full.
    var root: Digest? { root(height: 8, 0) }

    /// The root of the subtree over 2^`height` of the hashes; nil where the tile does not reach so far.
    func root(height: Int, _ position: Int) -> Digest? {
        (position + 1) << height <= width ? nodes[MerkleTree.tileWidth >> height + position] : nil
    }
}

extension LedgerTransaction {
    /// The tree over the ledger's records, from the stored tiles.
    package func tree() -> TiledTree { TiledTree { try tile(level: $0, index: $1) } }
}
