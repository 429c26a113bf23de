/// Inclusion proofs (RFC 9162 §2.1.3): that a leaf stands at its place under a root.
extension TiledTree {
    /// The proof that the leaf at `index` is in the tree of the first `size` leaves.
    ///
    /// - Parameter index: from 0: record 1 is leaf 0.
    /// - Returns: PATH(index, D[size]) of RFC 9162 §2.1.3.1: from the leaf's sibling up to the root's child.
    /// - Throws: `Fault` E-PROOF-RANGE (no such leaf in a tree of that size) or E-TILE-MISSING.
    package mutating func inclusionProof(of index: Int, in size: Int) throws -> [Digest] {
        guard index >= 0, index < size else { throw Fault.noLeaf(index, in: size) }
        return try MerkleTree.inclusionPath(of: index, in: size).map { try root(of: $0) }
    }
}

extension MerkleTree {
    /// The ranges of leaves whose roots make the proof; the index lies in the tree.
    static func inclusionPath(of index: Int, in size: Int) -> [Range<Int>] {
        var path: [Range<Int>] = []
        var tree = 0..<size
        while tree.count > 1 {
            let (left, right) = halves(of: tree)
            path.append(index < right.lowerBound ? right : left)
            tree = index < right.lowerBound ? left : right
        }
        return path.reversed()
    }

    /// Where RFC 9162 §2.1.1 splits a tree of two leaves or more: after the largest power of two less than its size.
    static func halves(of tree: Range<Int>) -> (left: Range<Int>, right: Range<Int>) {
        let height = Int.bitWidth - 1 - (tree.count - 1).leadingZeroBitCount
        let split = tree.lowerBound + (1 << height)
        return (tree.lowerBound..<split, split..<tree.upperBound)
    }

    /// Whether the proof leads from the leaf to the root (RFC 9162 §2.1.3.2). Whatever the numbers, it answers.
    ///
    /// - Parameters:
    ///   - leaf: the leaf's hash.
    ///   - index: from 0.
    package static func isIncluded(
        _ leaf: Digest, at index: Int, in size: Int, root: Digest, proof: [Digest]
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var hasher = DigestHasher()
        // The names are the RFC's: the node's place on its level, the last place on that level, the hash so far.
        var (fn, sn, r) = (index, size - 1, leaf)
        for p in proof {
            guard sn > 0 else { return false }
            if fn & 1 == 1 || fn == sn {
                r = node(p, r, &hasher)
                skipPromotions(&fn, &sn)
            } else {
                r = node(r, p, &hasher)
            }
            (fn, sn) = (fn >> 1, sn >> 1)
        }
        return sn == 0 && r == root
    }

    /// On the right edge a node without a sibling stands for its parent: go up to where it is a right child.
    static func skipPromotions(_ fn: inout Int, _ sn: inout Int) {
        while fn & 1 == 0, fn != 0 { (fn, sn) = (fn >> 1, sn >> 1) }
    }
}

extension Fault {
    fileprivate static func noLeaf(_ index: Int, in size: Int) -> Fault {
        Fault(
            "E-PROOF-RANGE", .badData,
            Message(
                "大小为 \(size) 的树里没有第 \(index) 号叶子（从 0 数起）。",
                "A tree of size \(size) has no leaf \(index), counted from 0."),
            remedy: Message("请给出小于树大小的叶子编号。", "Name a leaf below the tree's size."))
    }
}
