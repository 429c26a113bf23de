/// Where a tile or an entry bundle lies under a log's prefix (C2SP tlog-tiles: Merkle Tree, Log entries):
/// `tile/<L>/<N>[.p/<W>]`, `tile/entries/<N>[.p/<W>]`.
package struct TilePath: Hashable, Sendable {
    package enum Row: Hashable, Sendable {
        /// Hashes of a level, 0...63.
        case hashes(level: Int)
        case entries
    }

    package var row: Row
    /// The place in the row, from 0.
    package var index: Int
    /// How many hashes or entries: 256, or 1...255 in a partial one.
    package var width: Int

    package init(_ row: Row, index: Int, width: Int = MerkleTree.tileWidth) {
        self.row = row
        self.index = index
        self.width = width
    }

    package var isFull: Bool { width == MerkleTree.tileWidth }

    /// The full one at this place, which a log may keep instead of a partial one.
    package var full: TilePath { TilePath(row, index: index) }

    /// The path: `tile/0/x001/x234/067.p/8`.
    package var text: String {
        let name =
            switch row {
            case .hashes(let level): "\(level)"
            case .entries: "entries"
            }
        var groups = [TilePath.group(index % 1_000)]
        var rest = index / 1_000
        while rest > 0 {
            groups.append("x" + TilePath.group(rest % 1_000))
            rest /= 1_000
        }
        return "tile/\(name)/" + groups.reversed().joined(separator: "/") + (isFull ? "" : ".p/\(width)")
    }

    private static func group(_ number: Int) -> String {
        String(String(1_000 + number).dropFirst())
    }

    /// Reads a path; nil for what is not exactly the text of one, or has an index of 2^63 or more.
    package init?(_ text: String) {
        var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        guard parts.popFirst()?.elementsEqual("tile".utf8) == true, let name = parts.popFirst() else { return nil }
        if name.elementsEqual("entries".utf8) {
            row = .entries
        } else {
            guard let level = Int(decimal: name), level < 64 else { return nil }
            row = .hashes(level: level)
        }
        width = MerkleTree.tileWidth
        if let number = parts.dropLast().last, number.count == 5, number.suffix(2).elementsEqual(".p".utf8) {
            guard let width = parts.popLast().flatMap({ Int(decimal: $0) }), (1...255).contains(width) else {
                return nil
            }
            self.width = width
            parts = parts.dropLast() + [number.dropLast(2)]
        }
        guard let index = TilePath.index(parts) else { return nil }
        self.index = index
    }

    /// The number that groups of three digits say, all but the last with an `x`, the first not 000 unless it is alone.
    private static func index(_ groups: some BidirectionalCollection<Substring.UTF8View>) -> Int? {
        guard let last = groups.last, var index = number(last) else { return nil }
        var (weight, isTooLarge) = (1, false)
        for group in groups.dropLast().reversed() {
            guard group.first == UInt8(ascii: "x"), let number = number(group.dropFirst()), !isTooLarge else {
                return nil
            }
            (weight, isTooLarge) = weight.multipliedReportingOverflow(by: 1_000)
            let (part, isPartTooLarge) = number.multipliedReportingOverflow(by: weight)
            let (sum, isSumTooLarge) = index.addingReportingOverflow(part)
            guard !isTooLarge, !isPartTooLarge, !isSumTooLarge else { return nil }
            index = sum
        }
        guard groups.count == 1 || index >= weight else { return nil }
        return index
    }

    private static func number(_ digits: Substring.UTF8View) -> Int? {
        guard digits.count == 3, digits.allSatisfy(JSONNumber.isDigit) else { return nil }
        return digits.reduce(0) { 10 * $0 + Int($1) - 0x30 }
    }
}

extension TilePath {
    /// One row of a log of some size: `full` full ones, then a partial one of `partial`, or none.
    package struct Extent: Equatable, Sendable {
        package var row: Row
        package var full: Int
        package var partial: Int

        package init(_ row: Row, of nodes: Int) {
            self.row = row
            full = nodes / MerkleTree.tileWidth
            partial = nodes % MerkleTree.tileWidth
        }

        /// In order.
        package var paths: some Sequence<TilePath> { paths(from: 0) }

        /// Those from this index on, in order.
        func paths(from first: Int) -> some Sequence<TilePath> {
            let end = full + (partial > 0 ? 1 : 0)
            return (min(first, end)..<end).lazy.map { path($0) }
        }

        private func path(_ index: Int) -> TilePath {
            TilePath(row, index: index, width: index < full ? MerkleTree.tileWidth : partial)
        }
    }

    /// All that a log of this size serves: its entry bundles, then the levels of its tree from the leaves up.
    package static func extents(of size: Int) -> [Extent] {
        guard size > 0 else { return [] }
        var extents = [Extent(.entries, of: size)]
        var nodes = size
        while nodes > 0 {
            extents.append(Extent(.hashes(level: extents.count - 1), of: nodes))
            nodes /= MerkleTree.tileWidth
        }
        return extents
    }
}
