import Testing

@testable import Ledger

@Suite("inclusion proofs (RFC 9162 §2.1.3)")
struct InclusionProofTests {
    @Test("every leaf of every size up to 300: the RFC's path, and it holds")
    func everyLeaf() throws {
        let tree = NaiveTree(size: 300)
        let tiles = try TreeTiles(tree.leaves)
        var roots: [Range<Int>: Digest] = [:]
        for size in 1...300 {
            let root = tree.mth(0..<size)
            for index in 0..<size {
                let proof = try MerkleTree.inclusionPath(of: index, in: size).map { range in
                    let digest = try roots[range] ?? tiles.root(of: range)
                    roots[range] = digest
                    return digest
                }
                #expect(proof == tree.path(index, 0..<size), "\(index) in \(size)")
                #expect(MerkleTree.isIncluded(tree.leaves[index], at: index, in: size, root: root, proof: proof))
            }
        }
    }

    @Test("tiles of a larger tree prove any earlier size, from a few tiles each")
    func earlierSizes() throws {
        var random = SeededRandom(seed: 9162)
        let tree = NaiveTree(size: 2_000)
        let tiles = try TreeTiles(tree.leaves)
        for _ in 0..<60 {
            let size = Int.random(in: 1...2_000, using: &random)
            let index = Int.random(in: 0..<size, using: &random)
            let before = tiles.reads
            #expect(try tiles.inclusionProof(of: index, in: size) == tree.path(index, 0..<size))
            #expect(tiles.reads - before <= 2 * 11)
        }
    }

    @Test("what is no proof of it never holds: a hash altered, gone or added, another index, size, leaf or root")
    func mutations() throws {
        let tree = NaiveTree(size: 70)
        for size in 1...70 {
            let root = tree.mth(0..<size)
            for index in stride(from: 0, to: size, by: size < 12 ? 1 : 7) {
                let (leaf, proof) = (tree.leaves[index], tree.path(index, 0..<size))
                for (other, what) in Mutation.all(of: proof) {
                    let holds = MerkleTree.isIncluded(leaf, at: index, in: size, root: root, proof: other)
                    #expect(!holds, "\(index) in \(size): \(what)")
                }
                for other in [-1, Int.min, index - 1, index + 1, size - 1, size, Int.max] where other != index {
                    #expect(!MerkleTree.isIncluded(leaf, at: other, in: size, root: root, proof: proof))
                }
                #expect(
                    !MerkleTree.isIncluded(tree.leaves[(index + 1) % 70], at: index, in: size, root: root, proof: proof)
                )
                #expect(!MerkleTree.isIncluded(leaf, at: index, in: size, root: .zero, proof: proof))
                for other in [0, -1, Int.min, Int.max] {
                    #expect(!MerkleTree.isIncluded(leaf, at: index, in: other, root: root, proof: proof))
                }
            }
        }
    }

    @Test("a proof that goes on beyond the root does not hold, whatever root is named for it")
    func beyondRoot() {
        let (tree, above) = (NaiveTree(size: 9), Digest.sha256("above".utf8))
        var hasher = DigestHasher()
        for size in 1...9 {
            for index in 0..<size {
                let (root, proof) = (tree.mth(0..<size), tree.path(index, 0..<size) + [above])
                for higher in [MerkleTree.node(above, root, &hasher), MerkleTree.node(root, above, &hasher)] {
                    let leaf = tree.leaves[index]
                    #expect(!MerkleTree.isIncluded(leaf, at: index, in: size, root: higher, proof: proof))
                }
            }
        }
    }

    @Test("another size with a path of another length does not hold")
    func otherSize() {
        let tree = NaiveTree(size: 40)
        for size in 1...40 {
            for index in 0..<size {
                for other in 1...40 where index < other {
                    let (path, ofOther) = (
                        MerkleTree.inclusionPath(of: index, in: size), MerkleTree.inclusionPath(of: index, in: other)
                    )
                    guard path.count != ofOther.count else { continue }
                    let holds = MerkleTree.isIncluded(
                        tree.leaves[index], at: index, in: other, root: tree.mth(0..<size),
                        proof: tree.path(index, 0..<size))
                    #expect(!holds, "\(index) in \(size), not \(other)")
                }
            }
        }
    }

    @Test("a leaf that the size does not have gets no proof", arguments: [(0, 0), (5, 5), (-1, 5), (6, 5), (0, -1)])
    func noLeaf(index: Int, size: Int) throws {
        let tiles = try TreeTiles(NaiveTree(size: 5).leaves)
        let fault = #expect(throws: Fault.self) { try tiles.inclusionProof(of: index, in: size) }
        #expect(fault?.code == "E-PROOF-RANGE")
    }

    @Test("a proof whose tile is missing or too narrow is refused, not guessed")
    func missingTile() throws {
        let tiles = try TreeTiles(NaiveTree(size: 5).leaves)
        let fault = #expect(throws: Fault.self) { try tiles.inclusionProof(of: 0, in: 6) }
        #expect(fault?.code == "E-TILE-MISSING")
    }
}

/// What someone might make of a proof.
enum Mutation {
    static func all(of proof: [Digest]) -> [(proof: [Digest], what: String)] {
        var all: [(proof: [Digest], what: String)] = []
        let stranger = Digest.sha256("stranger".utf8)
        for place in proof.indices {
            var other = proof
            other[place].storage[place % Digest.size] ^= 1
            all.append((other, "hash \(place) altered"))
            other = proof
            other.remove(at: place)
            all.append((other, "hash \(place) gone"))
        }
        for place in 0...proof.count {
            all.append((proof[..<place] + [stranger] + proof[place...], "a hash added at \(place)"))
        }
        if let last = proof.last { all.append((proof + [last], "the last hash twice")) }
        all.append((proof + Array(repeating: stranger, count: 70), "70 hashes more"))
        return all
    }
}
