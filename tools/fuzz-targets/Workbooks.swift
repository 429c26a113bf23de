import Ledger
import Spreadsheet

/// Workbooks (.xlsx, ECMA-376): the zip file as it comes, or its parts one after the other, each below a line
/// `#part NAME`, so that a mutation of the XML is not stopped by a checksum.
enum Workbooks {
    static func run(_ bytes: [UInt8]) {
        let parts = parts(of: bytes)
        let file = parts.isEmpty ? bytes : ZipWriter(parts).bytes()
        guard let first = rows(of: file) else { return }
        hold("what is read once is read again", rows(of: file) == first)
    }

    /// Every row of every sheet; nil where any of it is refused.
    private static func rows(of bytes: [UInt8]) -> [[CellRow]]? {
        accepted { () throws(Fault) in
            let file = try SheetFile(bytes, limits: limits)
            hold("a file has a sheet", !file.sheets.isEmpty)
            var out: [[CellRow]] = []
            for sheet in file.sheets.prefix(4) {
                var rows = try file.rows(of: sheet)
                var found: [CellRow] = []
                while let row = try rows.next() {
                    if file.format == .xlsx { check(row, after: found.last) }
                    found.append(row)
                }
                out.append(found)
            }
            return out
        }
    }

    private static func check(_ row: CellRow, after last: CellRow?) {
        hold("every row follows the one before it", row.line == (last?.line ?? 0) + 1)
        hold("no row is wider than a sheet", row.cells.count <= limits.columns)
        hold("a row ends with a text", row.cells.last != "")
        hold("a formula stands in a column", row.uncalculated.allSatisfy { (0..<limits.columns).contains($0) })
    }

    private static let limits: WorkbookLimits = {
        var limits = WorkbookLimits()
        // Small enough for thousands of runs a second.
        limits.rows = 5_000
        limits.columns = 500
        limits.cells = 50_000
        limits.parts = 8 << 20
        return limits
    }()

    private static func parts(of bytes: [UInt8]) -> [(name: String, bytes: [UInt8])] {
        guard bytes.starts(with: mark) else { return [] }
        var out: [(name: String, bytes: [UInt8])] = []
        var names: Set<String> = []
        var rest = bytes[...]
        while rest.starts(with: mark) {
            rest = rest.dropFirst(mark.count)
            let name = rest.prefix { $0 != newline }
            rest = rest.dropFirst(name.count + 1)
            let end = rest.firstIndex(of: mark, after: newline) ?? rest.endIndex
            let text = String(decoding: name.filter { $0 > 0x20 }, as: UTF8.self)
            // libzip writes no name twice, and none without letters.
            if !text.isEmpty, names.insert(text).inserted, out.count < 20 { out.append((text, Array(rest[..<end]))) }
            rest = rest[end...]
        }
        return out
    }

    private static let mark = Array("#part ".utf8)
    private static let newline = UInt8(ascii: "\n")
}

extension ArraySlice<UInt8> {
    /// Where this stands at the beginning of a line.
    fileprivate func firstIndex(of mark: [UInt8], after newline: UInt8) -> Int? {
        var place = startIndex
        while let end = self[place...].firstIndex(of: newline) {
            if self[(end + 1)...].starts(with: mark) { return end + 1 }
            place = end + 1
        }
        return nil
    }
}
