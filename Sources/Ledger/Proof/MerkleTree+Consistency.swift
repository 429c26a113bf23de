/// Consistency proofs (RFC 9162 §2.1.4): that a later tree begins with all of an earlier one.
extension TiledTree {
    /// The proof that the tree of `new` leaves begins with the tree of `old` leaves.
    ///
    /// - Returns: PROOF(old, D[new]) of RFC 9162 §2.1.4.1; empty where `old` is 0 or `new`.
    /// - Throws: `Fault` E-PROOF-RANGE (`old` is negative or beyond `new`) or E-TILE-MISSING.
    package mutating func consistencyProof(from old: Int, to new: Int) throws -> [Digest] {
        guard old >= 0, old <= new else { throw Fault.notGrown(from: old, to: new) }
        return try MerkleTree.consistencyPath(from: old, to: new).map { try root(of: $0) }
    }
}

extension MerkleTree {
    /// The ranges of leaves whose roots make the proof: SUBPROOF of RFC 9162 §2.1.4.1, from its end to its beginning.
    static func consistencyPath(from old: Int, to new: Int) -> [Range<Int>] {
        guard old > 0, old < new else { return [] }
        var path: [Range<Int>] = []
        var tree = 0..<new
        while tree.upperBound != old {
            let (left, right) = halves(of: tree)
            path.append(old <= left.upperBound ? right : left)
            tree = old <= left.upperBound ? left : right
        }
        // Where the old tree is one perfect subtree its root is known already.
        if tree.lowerBound > 0 { path.append(tree) }
        return path.reversed()
    }

    /// Whether the proof leads from one set of hashes to both roots (RFC 9162 §2.1.4.2). Whatever the numbers, it answers.
    ///
    /// Equal sizes need equal roots and no proof. From the empty tree there is nothing to prove: the proof is empty, and
    /// the old root is the hash of nothing.
    package static func isConsistent(
        from old: Int, root oldRoot: Digest, to new: Int, root newRoot: Digest, proof: [Digest]
    ) -> Bool {
        guard old >= 0, old <= new else { return false }
        var hasher = DigestHasher()
        if old == new { return proof.isEmpty && oldRoot == newRoot }
        if old == 0 { return proof.isEmpty && oldRoot == hasher.digest([]) }
        guard let first = proof.first else { return false }
        let isPerfect = old & (old - 1) == 0
        // The names are the RFC's: the node's place on its level, the last place on that level, the two hashes so far.
        var (fn, sn) = (old - 1, new - 1)
        while fn & 1 == 1 { (fn, sn) = (fn >> 1, sn >> 1) }
        var (fr, sr) = isPerfect ? (oldRoot, oldRoot) : (first, first)
        for c in proof.dropFirst(isPerfect ? 0 : 1) {
            guard sn > 0 else { return false }
            if fn & 1 == 1 || fn == sn {
                fr = node(c, fr, &hasher)
                sr = node(c, sr, &hasher)
                skipPromotions(&fn, &sn)
            } else {
                sr = node(sr, c, &hasher)
            }
            (fn, sn) = (fn >> 1, sn >> 1)
        }
        return sn == 0 && fr == oldRoot && sr == newRoot
    }
}

extension Fault {
    fileprivate static func notGrown(from old: Int, to new: Int) -> Fault {
        Fault(
            "E-PROOF-RANGE", .badData,
            Message("树不能从大小 \(old) 长到大小 \(new)。", "A tree does not grow from size \(old) to size \(new)."),
            remedy: Message("较早的大小不得超过较晚的大小。", "The earlier size must not exceed the later one."))
    }
}
