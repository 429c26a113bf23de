import Testing

@testable import Ledger

@Suite("consistency proofs (RFC 9162 §2.1.4)")
struct ConsistencyProofTests {
    @Test("every pair of sizes up to 300: the RFC's proof, and it holds")
    func everyPair() throws {
        let tree = NaiveTree(size: 300)
        let tiles = try TreeTiles(tree.leaves)
        var roots: [Range<Int>: Digest] = [:]
        for new in 1...300 {
            let root = tree.mth(0..<new)
            for old in 1...new {
                let proof = try MerkleTree.consistencyPath(from: old, to: new).map { range in
                    let digest = try roots[range] ?? tiles.root(of: range)
                    roots[range] = digest
                    return digest
                }
                #expect(proof == tree.subproof(old, 0..<new), "\(old) to \(new)")
                let oldRoot = tree.mth(0..<old)
                #expect(MerkleTree.isConsistent(from: old, root: oldRoot, to: new, root: root, proof: proof))
            }
        }
    }

    @Test("tiles of a larger tree prove any two earlier sizes")
    func earlierSizes() throws {
        var random = SeededRandom(seed: 2014)
        let tree = NaiveTree(size: 2_000)
        let tiles = try TreeTiles(tree.leaves)
        for _ in 0..<60 {
            let new = Int.random(in: 1...2_000, using: &random)
            let old = Int.random(in: 1...new, using: &random)
            #expect(try tiles.consistencyProof(from: old, to: new) == tree.subproof(old, 0..<new))
        }
    }

    @Test("what is no proof of it never holds: a hash altered, gone or added, other sizes, either root")
    func mutations() {
        let tree = NaiveTree(size: 60)
        for new in stride(from: 2, through: 60, by: 3) {
            for old in 1..<new {
                let (proof, oldRoot, root) = (tree.subproof(old, 0..<new), tree.mth(0..<old), tree.mth(0..<new))
                for (other, what) in Mutation.all(of: proof) {
                    let holds = MerkleTree.isConsistent(from: old, root: oldRoot, to: new, root: root, proof: other)
                    #expect(!holds, "\(old) to \(new): \(what)")
                }
                #expect(!MerkleTree.isConsistent(from: old, root: root, to: new, root: root, proof: proof))
                #expect(!MerkleTree.isConsistent(from: old, root: oldRoot, to: new, root: oldRoot, proof: proof))
                #expect(!MerkleTree.isConsistent(from: old, root: .zero, to: new, root: root, proof: proof))
                for other in [Int.min, -1, 0, new, new + 1, Int.max] {
                    #expect(!MerkleTree.isConsistent(from: other, root: oldRoot, to: new, root: root, proof: proof))
                }
                for other in [Int.min, -1, 0, old, Int.max] {
                    #expect(!MerkleTree.isConsistent(from: old, root: oldRoot, to: other, root: root, proof: proof))
                }
            }
        }
    }

    @Test("a proof that goes on beyond the roots does not hold, whatever roots are named for it")
    func beyondRoots() {
        let (tree, above) = (NaiveTree(size: 9), Digest.sha256("above".utf8))
        var hasher = DigestHasher()
        for new in 2...9 {
            for old in 1..<new {
                let proof = tree.subproof(old, 0..<new) + [above]
                let (oldRoot, root) = (tree.mth(0..<old), tree.mth(0..<new))
                let oldRoots = [oldRoot, MerkleTree.node(above, oldRoot, &hasher)]
                for higher in [MerkleTree.node(above, root, &hasher), MerkleTree.node(root, above, &hasher)] {
                    for lower in oldRoots {
                        #expect(!MerkleTree.isConsistent(from: old, root: lower, to: new, root: higher, proof: proof))
                    }
                }
            }
        }
    }

    @Test("equal sizes: equal roots and no proof")
    func equalSizes() {
        let (one, other) = (Digest.sha256("one".utf8), Digest.sha256("other".utf8))
        for size in [0, 1, 2, 7, Int.max] {
            #expect(MerkleTree.isConsistent(from: size, root: one, to: size, root: one, proof: []))
            #expect(!MerkleTree.isConsistent(from: size, root: one, to: size, root: other, proof: []))
            #expect(!MerkleTree.isConsistent(from: size, root: one, to: size, root: one, proof: [one]))
        }
        #expect(!MerkleTree.isConsistent(from: -1, root: one, to: -1, root: one, proof: []))
    }

    @Test("the empty tree is a beginning of every tree, with no proof and its own root")
    func empty() throws {
        let (empty, root) = (Digest.sha256([]), Digest.sha256("root".utf8))
        #expect(MerkleTree.isConsistent(from: 0, root: empty, to: 5, root: root, proof: []))
        #expect(!MerkleTree.isConsistent(from: 0, root: empty, to: 5, root: root, proof: [root]))
        #expect(!MerkleTree.isConsistent(from: 0, root: root, to: 5, root: root, proof: []))
        #expect(try TreeTiles([]).consistencyProof(from: 0, to: 0) == [])
    }

    @Test("a tree that shrinks gets no proof", arguments: [(-1, 5), (6, 5), (0, -1), (Int.min, Int.max)])
    func shrunk(old: Int, new: Int) throws {
        let tiles = try TreeTiles(NaiveTree(size: 5).leaves)
        let fault = #expect(throws: Fault.self) { try tiles.consistencyProof(from: old, to: new) }
        #expect(fault?.code == "E-PROOF-RANGE")
    }
}
