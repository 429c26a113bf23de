/// The root of a Merkle tree (RFC 9162 §2.1.1) over leaves that come one by one, in O(log n) memory, under either hash
/// function of the format: records for the root of the national suite, stream heads for `format.md`: stream heads.
package struct MerkleFold: ~Copyable {
    /// How many leaves there are.
    package private(set) var size = 0
    /// The roots of the perfect subtrees that the leaves make, the largest first.
    private var peaks: [Digest] = []
    private var hasher: DigestHasher

    /// - Parameter algorithm: one that `isAvailable`.
    package init(_ algorithm: HashAlgorithm = .sha256) {
        hasher = DigestHasher(algorithm)
    }

    /// Goes on from the first `size` leaves of a tree of SHA-256.
    ///
    /// - Throws: `Fault` E-TILE-MISSING.
    package init(size: Int, of tree: inout TiledTree) throws {
        self.init()
        peaks = try tree.peaks(of: 0..<size)
        self.size = size
    }

    /// Adds the leaf of these bytes, a record's for one.
    package mutating func append(_ bytes: [UInt8]) {
        append(MerkleTree.leaf(bytes, &hasher))
    }

    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        append(MerkleTree.leaf(bytes, &hasher))
    }

    /// Adds a leaf hash.
    package mutating func append(_ leaf: Digest) {
        var hash = leaf
        // As a binary counter carries: each one at the end of the size is a subtree as large as the one at hand.
        for _ in 0..<(~size).trailingZeroBitCount {
            hash = MerkleTree.node(peaks.removeLast(), hash, &hasher)
        }
        peaks.append(hash)
        size += 1
    }

    /// The root over the leaves so far; of none, the hash of nothing.
    package mutating func root() -> Digest { MerkleTree.root(peaks: peaks, &hasher) }

    /// The root over these leaf hashes.
    package static func root(of leaves: some Sequence<Digest>, _ algorithm: HashAlgorithm = .sha256) -> Digest {
        var fold = MerkleFold(algorithm)
        for leaf in leaves { fold.append(leaf) }
        return fold.root()
    }
}
