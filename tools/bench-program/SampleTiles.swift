import Ledger

/// The tiles of a tree of random leaves, in memory.
struct SampleTiles {
    private var levels: [[[UInt8]]] = []

    /// Fills whole tiles, so that a tile above holds the roots of those below: `leaves` is cut to a multiple of 256.
    static func make(
        leaves: Int, _ random: inout SeededRandom, _ hasher: inout SHA256Hasher
    ) throws -> (size: Int, tiles: SampleTiles) {
        var made = SampleTiles()
        var hashes = (0..<(leaves / 256 * 256)).map { _ in Digest.sha256(random.bytes(8)) }
        let size = hashes.count
        while !hashes.isEmpty {
            let tiles = stride(from: 0, to: hashes.count, by: 256).map { start in
                hashes[start..<min(start + 256, hashes.count)].flatMap(\.bytes)
            }
            made.levels.append(tiles)
            hashes = stride(from: 0, to: hashes.count / 256 * 256, by: 256).map { start in
                var row = Array(hashes[start..<(start + 256)])
                while row.count > 1 {
                    row = stride(from: 0, to: row.count, by: 2).map { MerkleTree.node(row[$0], row[$0 + 1], &hasher) }
                }
                return row[0]
            }
        }
        return (size, made)
    }

    func tile(level: Int, index: Int) -> [UInt8]? {
        level < levels.count && index < levels[level].count ? levels[level][index] : nil
    }
}
