/// The last record of every stream, as leaves of a Merkle tree of their own (`format.md`: stream heads): with its root in
/// the ledger, nobody can hide the end of a stream.
package struct StreamHeads: Sendable {
    /// By the streams' UTF-8 bytes.
    private var streams: [String] = []
    private var leaves: [Digest] = []

    package init() {}

    /// Adds the head of the next stream, in the order of UTF-8 bytes.
    package mutating func append(stream: String, leaf: Digest) {
        streams.append(stream)
        leaves.append(leaf)
    }

    /// How many streams there are.
    package var count: Int { leaves.count }
    package var root: Digest { MerkleFold.root(of: leaves) }

    /// RFC 6962 leaf hash of the JCS bytes of `["<stream>",<version>,"<hex hash of its last record>"]`.
    package static func leaf(
        stream: String, version: Int, hash: Digest, _ hasher: inout SHA256Hasher
    ) -> Digest {
        let entry = CanonicalJSON.serialize([.string(stream), .number(Double(version)), .string(hash.hex)])
        return MerkleTree.leaf(entry, &hasher)
    }

    /// Where a stream stands among them, and the proof of it; nil where it is not among them.
    package func proof(of stream: StreamName) throws -> (index: Int, hashes: [Digest])? {
        guard let index = streams.firstIndex(where: { $0.isSameBytes(as: stream.text) }) else { return nil }
        var hasher = SHA256Hasher()
        let tiles = TileShelf()
        var writer = TileWriter(size: 0)
        for leaf in leaves { try writer.append(leaf, in: tiles, &hasher) }
        try writer.flush(in: tiles)
        var tree = TiledTree(tiles.tile)
        return (index, try tree.inclusionProof(of: index, in: leaves.count))
    }
}

/// Tiles held in memory.
private final class TileShelf: TileStore {
    private var tiles: [[Int]: [UInt8]] = [:]

    func tile(level: Int, index: Int) -> [UInt8]? { tiles[[level, index]] }
    func put(tile hashes: [UInt8], level: Int, index: Int) { tiles[[level, index]] = hashes }
}

extension LedgerTransaction {
    /// The heads of all streams among the first `size` records, from the records' bytes.
    package func streamHeads(of size: Int) throws -> StreamHeads {
        var hasher = SHA256Hasher()
        var last: [StreamName: (version: Int, hash: Digest)] = [:]
        // From the bytes alone: what the index columns say of a record, nobody has signed.
        try scan(.from(1)) { stored in
            guard stored.sequence <= size else { return .stop }
            let record = try stored.record()
            last[record.stream] = (record.version, hasher.digest(stored.body))
            return .more
        }
        var heads = StreamHeads()
        for (stream, head) in last.sorted(by: { $0.key < $1.key }) {
            let leaf = StreamHeads.leaf(stream: stream.text, version: head.version, hash: head.hash, &hasher)
            heads.append(stream: stream.text, leaf: leaf)
        }
        return heads
    }

    /// The Merkle root of the first `size` records, from the stored tiles.
    package func root(of size: Int) throws -> Digest {
        var tree = tree()
        return try tree.root(size: size)
    }
}
