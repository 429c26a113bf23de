import Testing

@testable import Ledger

/// Tiles kept in memory.
private final class Tiles: TileStore {
    var tiles: [[Int]: [UInt8]] = [:]

    func tile(level: Int, index: Int) -> [UInt8]? { tiles[[level, index]] }
    func put(tile hashes: [UInt8], level: Int, index: Int) { tiles[[level, index]] = hashes }

    func root(size: Int) throws -> Digest {
        var tree = TiledTree(tile)
        return try tree.root(size: size)
    }
}

@Suite("the Merkle tree (RFC 6962 §2.1) in tiles of height 8 (C2SP tlog-tiles)")
struct MerkleTreeTests {
    /// The reference tree of github.com/transparency-dev/merkle, testonly/constants.go at 417fb0c (Apache-2.0).
    static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57),
        Array(0x60...0x6F),
    ]
    /// By size of the tree, from 0.
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test("the reference tree has its roots", arguments: 0...8)
    func reference(size: Int) throws {
        let tiles = Tiles()
        var writer = TileWriter(size: 0)
        var hasher = SHA256Hasher()
        for leaf in Self.leaves.prefix(size) { try writer.append(MerkleTree.leaf(leaf, &hasher), in: tiles, &hasher) }
        try writer.flush(in: tiles)
        #expect(try tiles.root(size: size).hex == Self.roots[size])
    }

    /// RFC 6962 §2.1, word for word, over leaf hashes.
    private func mth(_ leaves: ArraySlice<Digest>) -> Digest {
        guard leaves.count > 1 else { return leaves.first ?? Digest.sha256([]) }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return Digest.sha256([1] + mth(leaves[..<middle]).bytes + mth(leaves[middle...]).bytes)
    }

    private func leafHashes(_ count: Int) -> [Digest] {
        (0..<count).map { Digest.sha256("leaf \($0)".utf8) }
    }

    @Test("tiles of any size to 1,100 give the RFC's root, written at once or one by one")
    func sizes() throws {
        let leaves = leafHashes(1_100)
        let grown = Tiles()
        var hasher = SHA256Hasher()
        for size in 1...1_100 {
            // A new writer for each leaf, as appends have it: it must find its place from the stored tiles.
            var writer = TileWriter(size: size - 1)
            try writer.append(leaves[size - 1], in: grown, &hasher)
            try writer.flush(in: grown)
            let step = size < 520 ? 1 : 37
            guard size % step == 0 || size % 256 < 2 else { continue }
            let expected = mth(leaves[..<size])
            #expect(try grown.root(size: size) == expected, "\(size)")
        }
        let atOnce = Tiles()
        var writer = TileWriter(size: 0)
        for leaf in leaves { try writer.append(leaf, in: atOnce, &hasher) }
        try writer.flush(in: atOnce)
        #expect(atOnce.tiles == grown.tiles)
        #expect(Set(atOnce.tiles.keys) == [[0, 0], [0, 1], [0, 2], [0, 3], [0, 4], [1, 0]])
    }

    @Test("the third level comes with the 65,536th leaf")
    func thirdLevel() throws {
        let tiles = Tiles()
        var writer = TileWriter(size: 0)
        var hasher = SHA256Hasher()
        let leaves = leafHashes(65_537)
        for leaf in leaves { try writer.append(leaf, in: tiles, &hasher) }
        try writer.flush(in: tiles)
        #expect(tiles.tiles[[2, 0]]?.count == Digest.size)
        #expect(try tiles.root(size: 65_537) == mth(leaves[...]))
    }

    @Test("a root without its tile is refused, not guessed")
    func missing() throws {
        let tiles = Tiles()
        #expect(throws: Fault.self) { try tiles.root(size: 1) }
        tiles.tiles[[0, 0]] = Array(repeating: 0, count: 31)
        #expect(throws: Fault.self) { try tiles.root(size: 1) }
        var writer = TileWriter(size: 3)
        var hasher = SHA256Hasher()
        #expect(throws: Fault.self) { try writer.append(.zero, in: tiles, &hasher) }
    }
}
