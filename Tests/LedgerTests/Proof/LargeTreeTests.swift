import Testing

@testable import Ledger

/// The tiles of a tree of any size whose leaves are all one hash, so that all nodes of a height are: made as asked for.
private struct UniformTiles {
    /// A full tile, by level.
    let tiles: [[UInt8]]

    init() {
        var hasher = DigestHasher()
        var nodes = [Digest.sha256("every leaf".utf8)]
        for height in 0..<40 { nodes.append(MerkleTree.node(nodes[height], nodes[height], &hasher)) }
        tiles = stride(from: 0, to: 40, by: 8).map { height in
            Array((0..<MerkleTree.tileWidth).map { _ in nodes[height].bytes }.joined())
        }
    }

    func tile(level: Int, index: Int, in size: Int) -> [UInt8]? {
        let width = min(size >> (8 * level) - index * MerkleTree.tileWidth, MerkleTree.tileWidth)
        guard width > 0 else { return nil }
        return Array(tiles[level].prefix(width * Digest.size))
    }
}

@Suite("proofs of large trees (RFC 9162 §2.1)")
struct LargeTreeTests {
    @Test("random sizes up to 1,000,000 from tiles that are as wide as the size: proofs hold, their neighbours do not")
    func random() throws {
        let (tiles, leaf) = (UniformTiles(), Digest.sha256("every leaf".utf8))
        var random = SeededRandom(seed: 6962)
        for _ in 0..<40 {
            let size = Int.random(in: 1_000...1_000_000, using: &random)
            let (index, old) = (Int.random(in: 0..<size, using: &random), Int.random(in: 1..<size, using: &random))
            var tree = TiledTree { tiles.tile(level: $0, index: $1, in: size) }
            var oldTree = TiledTree { tiles.tile(level: $0, index: $1, in: old) }
            let (root, oldRoot) = (try tree.root(size: size), try oldTree.root(size: old))
            let inclusion = try tree.inclusionProof(of: index, in: size)
            let consistency = try tree.consistencyProof(from: old, to: size)
            #expect(MerkleTree.isIncluded(leaf, at: index, in: size, root: root, proof: inclusion))
            #expect(MerkleTree.isConsistent(from: old, root: oldRoot, to: size, root: root, proof: consistency))
            #expect(!MerkleTree.isIncluded(leaf, at: index, in: size, root: oldRoot, proof: inclusion))
            for (other, what) in Mutation.all(of: inclusion) {
                let holds = MerkleTree.isIncluded(leaf, at: index, in: size, root: root, proof: other)
                #expect(!holds, "\(index) in \(size): \(what)")
            }
            for (other, what) in Mutation.all(of: consistency) {
                let holds = MerkleTree.isConsistent(from: old, root: oldRoot, to: size, root: root, proof: other)
                #expect(!holds, "\(old) to \(size): \(what)")
            }
        }
    }

    @Test("70,001 different leaves: the paths of the RFC, from tiles of three levels")
    func threeLevels() throws {
        let tree = NaiveTree(size: 70_001)
        let tiles = try TreeTiles(tree.leaves)
        for (index, size) in [(0, 70_001), (65_535, 65_536), (65_536, 70_000), (70_000, 70_001), (12_345, 65_537)] {
            #expect(try tiles.inclusionProof(of: index, in: size) == tree.path(index, 0..<size))
            #expect(try tiles.consistencyProof(from: index + 1, to: size) == tree.subproof(index + 1, 0..<size))
        }
    }
}
