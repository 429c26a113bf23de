/// Up to 256 entries in one file (C2SP tlog-tiles: Log entries): each its length, a big-endian uint16, and its bytes.
package enum EntryBundle {
    package static let maximumSize = MerkleTree.tileWidth * (2 + Record.maximumSize)

    /// - Throws: `Fault` E-TILE for an entry of more than 65,535 bytes.
    package static func encode(_ entries: [[UInt8]]) throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + $1.count + 2 })
        for entry in entries {
            guard let length = UInt16(exactly: entry.count) else {
                throw .tile("tile/entries", Message("有条目超过 65535 字节。", "An entry has more than 65,535 bytes."))
            }
            bytes += [UInt8(length >> 8), UInt8(length & 0xFF)]
            bytes += entry
        }
        return bytes
    }

    /// Reads a bundle of exactly `path.width` entries and nothing else.
    ///
    /// - Throws: `Fault` E-TILE, with the path.
    package static func decode(_ bytes: [UInt8], at path: TilePath) throws(Fault) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard rest.count >= 2, entries.count < path.width else { throw .bundle(path) }
            let length = Int(rest[rest.startIndex]) << 8 | Int(rest[rest.startIndex + 1])
            rest = rest.dropFirst(2)
            guard rest.count >= length else { throw .bundle(path) }
            entries.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        guard entries.count == path.width else { throw .bundle(path) }
        return entries
    }
}

extension Fault {
    /// - Parameters:
    ///   - place: the file's path under the log's prefix.
    ///   - kind: `.checkFailed` for a well-formed file that is missing or not what the tree says.
    static func tile(_ place: String, _ found: Message, _ kind: Kind = .badData) -> Fault {
        Fault(
            "E-TILE", kind,
            Message("导出文件 \(place) 不对。", "The exported file \(place) is wrong."), state: found,
            remedy: Message("请重新导出，或向出具方索取原件。", "Export it anew, or ask its issuer for the original."))
    }

    fileprivate static func bundle(_ path: TilePath) -> Fault {
        tile(path.text, Message("里面不是恰好 \(path.width) 个条目。", "It does not hold exactly \(path.width) entries."))
    }
}
