@testable import Ledger

/// A Merkle tree and its proofs word for word from the recursive definitions of RFC 9162 §2.1, over leaf hashes. Roots of
/// ranges are remembered, so that a test may ask for all of them.
final class NaiveTree {
    let leaves: [Digest]
    private var known: [Range<Int>: Digest] = [:]

    init(_ leaves: [Digest]) {
        self.leaves = leaves
    }

    convenience init(size: Int) {
        self.init((0..<size).map { Digest.sha256("leaf \($0)".utf8) })
    }

    /// §2.1.1: MTH(D[range]).
    func mth(_ range: Range<Int>) -> Digest {
        if range.isEmpty { return Digest.sha256([]) }
        if range.count == 1 { return leaves[range.lowerBound] }
        if let digest = known[range] { return digest }
        let k = range.lowerBound + split(range.count)
        let digest = Digest.sha256(
            [1] + mth(range.lowerBound..<k).bytes + mth(k..<range.upperBound).bytes)
        known[range] = digest
        return digest
    }

    /// The largest power of two less than n.
    private func split(_ n: Int) -> Int {
        var k = 1
        while k * 2 < n { k *= 2 }
        return k
    }

    /// §2.1.3.1: PATH(m, D[range]), m counted within the range.
    func path(_ m: Int, _ range: Range<Int>) -> [Digest] {
        if range.count == 1 { return [] }
        let k = split(range.count)
        let middle = range.lowerBound + k
        return m < k
            ? path(m, range.lowerBound..<middle) + [mth(middle..<range.upperBound)]
            : path(m - k, middle..<range.upperBound) + [mth(range.lowerBound..<middle)]
    }

    /// §2.1.4.1: SUBPROOF(m, D[range], b), m counted within the range; PROOF(m, D_n) = SUBPROOF(m, D_n, true).
    func subproof(_ m: Int, _ range: Range<Int>, _ b: Bool = true) -> [Digest] {
        if m == range.count { return b ? [] : [mth(range)] }
        let k = split(range.count)
        let middle = range.lowerBound + k
        return m <= k
            ? subproof(m, range.lowerBound..<middle, b) + [mth(middle..<range.upperBound)]
            : subproof(m - k, middle..<range.upperBound, false) + [mth(range.lowerBound..<middle)]
    }
}

/// The tiles of a tree, in memory; as a real store, they hold no more than its size has (C2SP tlog-tiles).
final class TreeTiles: TileStore {
    private(set) var tiles: [[Int]: [UInt8]] = [:]
    /// How many tiles were asked for.
    private(set) var reads = 0

    init(_ leaves: some Sequence<Digest>) throws {
        var writer = TileWriter(size: 0)
        var hasher = DigestHasher()
        for leaf in leaves { try writer.append(leaf, in: self, &hasher) }
        try writer.flush(in: self)
    }

    func tile(level: Int, index: Int) -> [UInt8]? {
        reads += 1
        return tiles[[level, index]]
    }

    func put(tile hashes: [UInt8], level: Int, index: Int) { tiles[[level, index]] = hashes }

    func root(of range: Range<Int>) throws -> Digest {
        var tree = TiledTree(tile)
        return try tree.root(of: range)
    }

    func inclusionProof(of index: Int, in size: Int) throws -> [Digest] {
        var tree = TiledTree(tile)
        return try tree.inclusionProof(of: index, in: size)
    }

    func consistencyProof(from old: Int, to new: Int) throws -> [Digest] {
        var tree = TiledTree(tile)
        return try tree.consistencyProof(from: old, to: new)
    }
}
