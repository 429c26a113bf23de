import Testing

@testable import Ledger

@Suite("a tree as its tiles have it, over several proofs")
struct TiledTreeTests {
    private let naive = NaiveTree(size: 3_000)

    @Test("one after the other they are the RFC's, and each tile is asked for once")
    func once() throws {
        let tiles = try TreeTiles(naive.leaves)
        var tree = TiledTree(tiles.tile)
        var random = SeededRandom(seed: 9162)
        for _ in 0..<300 {
            let index = Int.random(in: 0..<3_000, using: &random)
            #expect(try tree.inclusionProof(of: index, in: 3_000) == naive.path(index, 0..<3_000))
            #expect(try tree.consistencyProof(from: index + 1, to: 3_000) == naive.subproof(index + 1, 0..<3_000))
        }
        #expect(try tree.root(size: 3_000) == naive.mth(0..<3_000))
        // Eleven full tiles and one that is not, and the one above them.
        #expect(tiles.reads == 13)
    }

    @Test("more tiles than are kept are asked for again, and say the same", arguments: [0, 1, 3])
    func few(most: Int) throws {
        let tiles = try TreeTiles(naive.leaves)
        var tree = TiledTree(keeping: most, tiles.tile)
        for index in stride(from: 0, to: 3_000, by: 97) {
            #expect(try tree.inclusionProof(of: index, in: 3_000) == naive.path(index, 0..<3_000))
        }
        #expect(tiles.reads > 13)
    }

    @Test("a tile that has grown is asked for again where it was too narrow")
    func grown() throws {
        let tiles = try TreeTiles([])
        var tree = TiledTree(tiles.tile)
        var size = 0
        var hasher = DigestHasher()
        for step in [1, 1, 1, 2, 3, 100, 147, 1, 1, 700, 41] {
            var writer = TileWriter(size: size)
            for leaf in naive.leaves[size..<(size + step)] { try writer.append(leaf, in: tiles, &hasher) }
            try writer.flush(in: tiles)
            size += step
            #expect(try tree.root(size: size) == naive.mth(0..<size), "\(size)")
            #expect(try tree.inclusionProof(of: size - 1, in: size) == naive.path(size - 1, 0..<size), "\(size)")
        }
    }

    @Test("what the tiles do not reach is refused, now and after they were asked for")
    func beyond() throws {
        let tiles = try TreeTiles(naive.leaves.prefix(300))
        var tree = TiledTree(tiles.tile)
        for _ in 0..<2 {
            #expect(throws: Fault.self) { try tree.root(size: 301) }
            #expect(throws: Fault.self) { try tree.root(size: 512) }
            #expect(throws: Fault.self) { try tree.root(size: 600) }
            #expect(try tree.root(size: 300) == naive.mth(0..<300))
        }
    }
}
