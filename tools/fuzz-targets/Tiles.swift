import Ledger

/// Paths of tiles, and entry bundles (C2SP tlog-tiles). An input is a path; after a newline, what lies there.
enum Tiles {
    static func run(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let text = parts.first.flatMap({ String(validating: $0, as: UTF8.self) }), let path = TilePath(text)
        else {
            return
        }
        hold("a path is written back to its text", path.text.isSameBytes(as: text))
        hold("a path is read back", TilePath(path.text) == path)
        hold("a width is 1 to 256", (1...256).contains(path.width) && path.index >= 0)
        hold("the full one at this place has a path too", TilePath(path.full.text) == path.full)
        if parts.count == 2 { bundle(Array(parts[1]), at: path) }
    }

    private static func bundle(_ bytes: [UInt8], at path: TilePath) {
        guard let entries = accepted({ () throws(Fault) in try EntryBundle.decode(bytes, at: path) }) else { return }
        hold("a bundle has as many entries as its path says", entries.count == path.width)
        hold("a bundle is written back to its bytes", (try? EntryBundle.encode(entries)) == bytes)
    }
}
