import Ledger

/// Reads comma-separated values (RFC 4180) record by record, in one pass over well-formed UTF-8.
///
/// Beyond the RFC: lines may end with CRLF, LF or CR; the separator may be a semicolon or a tab; a quote inside a cell
/// that does not begin with one is an ordinary character, as in Excel; records may differ in length.
package struct CSV: Sendable {
    package let separator: UInt8
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    /// `utf8` is well-formed UTF-8 without a byte order mark, as `TextEncoding.decode` gives it.
    package init(utf8: [UInt8]) {
        bytes = utf8
        separator = CSV.separator(in: utf8)
    }

    /// The next record, or nil at the end. A line break at the end of the file begins no record.
    ///
    /// Throws `E-IMPORT-QUOTE-OPEN` for a quote that is never closed and `E-IMPORT-QUOTE-TEXT` for text after a closing
    /// quote; both say the line, the latter the cell as well.
    package mutating func next() throws(Fault) -> CellRow? {
        guard position < bytes.count else { return nil }
        var record = CellRow(line: line)
        while true {
            let quoted = position < bytes.count && bytes[position] == CSV.quote
            record.cells.append(quoted ? try quotedCell(record) : plainCell())
            guard position < bytes.count else { return record }
            if bytes[position] == separator {
                position += 1
                continue
            }
            passLineBreak()
            return record
        }
    }

    /// The number of lines that these bytes reach into: one more than their line breaks.
    static func lines(in bytes: ArraySlice<UInt8>) -> Int {
        var count = 1
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == carriageReturn || (byte == lineFeed && previous != carriageReturn) { count += 1 }
            previous = byte
        }
        return count
    }

    // MARK: cells

    /// Up to the next separator or line break, which stays ahead.
    private mutating func plainCell() -> String {
        let start = position
        let separator = separator
        bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count {
                let byte = bytes[index]
                if byte == separator || byte == CSV.lineFeed || byte == CSV.carriageReturn { break }
                index += 1
            }
            position = index
        }
        return text(start, position)
    }

    /// From its opening quote to what follows its closing one.
    private mutating func quotedCell(_ record: CellRow) throws(Fault) -> String {
        let openedOn = line
        position += 1
        var content: [UInt8] = []
        var start = position
        while position < bytes.count {
            guard bytes[position] == CSV.quote else {
                passInsideQuotes()
                continue
            }
            if position + 1 < bytes.count, bytes[position + 1] == CSV.quote {
                content += bytes[start...position]
                position += 2
                start = position
                continue
            }
            let cell = content.isEmpty ? text(start, position) : whole(content, bytes[start..<position])
            position += 1
            guard atEndOfCell else { throw textAfterQuote(record) }
            return cell
        }
        throw neverClosed(openedOn)
    }

    /// Passes everything up to the next quote and counts its lines.
    private mutating func passInsideQuotes() {
        let start = position
        var breaks = 0
        bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count, bytes[index] != CSV.quote {
                let byte = bytes[index]
                if byte == CSV.carriageReturn
                    || (byte == CSV.lineFeed && (index == 0 || bytes[index - 1] != CSV.carriageReturn))
                {
                    breaks += 1
                }
                index += 1
            }
            position = index
        }
        line += breaks
    }

    private mutating func passLineBreak() {
        let isPair =
            bytes[position] == CSV.carriageReturn && position + 1 < bytes.count && bytes[position + 1] == CSV.lineFeed
        position += isPair ? 2 : 1
        line += 1
    }

    private var atEndOfCell: Bool {
        guard position < bytes.count else { return true }
        let byte = bytes[position]
        return byte == separator || byte == CSV.lineFeed || byte == CSV.carriageReturn
    }

    private func text(_ start: Int, _ end: Int) -> String {
        guard start < end else { return "" }
        return bytes.withUnsafeBufferPointer { String(decoding: $0[start..<end], as: UTF8.self) }
    }

    private func whole(_ content: [UInt8], _ rest: ArraySlice<UInt8>) -> String {
        String(decoding: content + rest, as: UTF8.self)
    }

    // MARK: separator

    /// Comma, semicolon or tab: whichever occurs most, outside quotes, in the first line where one occurs twice.
    /// Spreadsheets pad a title row to the width of the table, so that this line is at the latest the header.
    private static func separator(in bytes: [UInt8]) -> UInt8 {
        let candidates = [comma, semicolon, tab]
        var counts = [0, 0, 0]
        var insideQuotes = false
        func chosen() -> UInt8? {
            guard let most = counts.max(), most >= 2, let index = counts.firstIndex(of: most) else { return nil }
            return candidates[index]
        }
        for byte in bytes.prefix(1 << 16) {
            if byte == quote { insideQuotes.toggle() }
            if insideQuotes { continue }
            if byte == lineFeed || byte == carriageReturn {
                if let chosen = chosen() { return chosen }
                counts = [0, 0, 0]
            } else if let index = candidates.firstIndex(of: byte) {
                counts[index] += 1
            }
        }
        return chosen() ?? comma
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let semicolon = UInt8(ascii: ";")
    private static let tab = UInt8(ascii: "\t")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
}

extension CSV {
    private func neverClosed(_ line: Int) -> Fault {
        Fault(
            "E-IMPORT-QUOTE-OPEN", .badData,
            Message("第 \(line) 行的引号到文件末尾也没有闭合", "the quote opened on line \(line) is never closed"),
            remedy: Message("请补上闭合的引号，或重新导出 CSV", "close it, or export the CSV again"))
    }

    private func textAfterQuote(_ record: CellRow) -> Fault {
        let cell = record.cells.count + 1
        return Fault(
            "E-IMPORT-QUOTE-TEXT", .badData,
            Message(
                "第 \(line) 行第 \(cell) 列：闭合的引号后面还有文字",
                "line \(line), column \(cell): there is text after the closing quote"),
            remedy: Message(
                "单元格内的引号要写成两个（\"\"），或重新导出 CSV",
                "double the quotes inside the cell (\"\"), or export the CSV again"))
    }
}
