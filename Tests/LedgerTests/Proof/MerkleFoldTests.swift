import Testing

@testable import Ledger

@Suite("a Merkle root folded leaf by leaf (RFC 9162 §2.1.1), under SHA-256 and SM3 (GB/T 32905)")
struct MerkleFoldTests {
    @Test("the reference tree has its roots and nodes (RFC 6962)")
    func reference() throws {
        let lines = try fixture("rfc6962-reference-tree.txt")
        let leaves = try lines.filter { $0[0] == "leaf" }.map { try Hex.bytes($0[1]) }
        var fold = MerkleFold()
        for (size, line) in lines.filter({ $0[0] == "root" }).enumerated() {
            #expect(fold.size == size && line[1] == "\(size)")
            let root = fold.root()
            #expect(root.hex == line[2])
            if size < leaves.count { fold.append(leaves[size]) }
        }
        var hasher = DigestHasher()
        let tiles = try TreeTiles(leaves.map { MerkleTree.leaf($0, &hasher) })
        let nodes = lines.filter { $0[0] == "node" }
        #expect(leaves.count == 8 && nodes.count == 15)
        for node in nodes {
            let (height, index) = (try #require(Int(node[1])), try #require(Int(node[2])))
            #expect(try tiles.root(of: (index << height)..<((index + 1) << height)).hex == node[3])
        }
    }

    @Test("every size up to 300 has the RFC's root")
    func sizes() {
        let tree = NaiveTree(size: 300)
        var fold = MerkleFold()
        for size in 0...300 {
            let root = fold.root()
            #expect(root == tree.mth(0..<size), "\(size)")
            if size < 300 { fold.append(tree.leaves[size]) }
        }
        #expect(MerkleFold.root(of: tree.leaves[..<77]) == tree.mth(0..<77))
        #expect(MerkleFold.root(of: []) == Digest.sha256([]))
    }

    @Test("SM3 has the digests of GB/T 32905")
    func sm3() throws {
        let lines = try fixture("sm3.txt")
        #expect(lines.count == 7 && HashAlgorithm.sm3.isAvailable)
        var hasher = DigestHasher(.sm3)
        for line in lines {
            let digest = hasher.digest(try Hex.bytes(line[0]))
            #expect(digest.hex == line[1])
        }
    }

    @Test("an SM3 tree has the same shape, with SM3 in leaf and node")
    func sm3Tree() {
        func sm3(_ bytes: [UInt8]) -> [UInt8] {
            var hasher = DigestHasher(.sm3)
            return hasher.digest(bytes).bytes
        }
        let leaves = ["一", "二", "三"].map { sm3([0] + Array($0.utf8)) }
        var fold = MerkleFold(.sm3)
        let empty = fold.root()
        #expect(empty.bytes == sm3([]))
        for text in ["一", "二", "三"] { fold.append(Array(text.utf8)) }
        let root = fold.root()
        #expect(root.bytes == sm3([1] + sm3([1] + leaves[0] + leaves[1]) + leaves[2]))
    }
}
