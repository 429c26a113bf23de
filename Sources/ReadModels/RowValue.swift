import Ledger

/// What a column of a read model holds: a text, an integer, a day, or nothing. It writes itself as bytes: a byte that says
/// what it is, and what it says.
///
/// Asking GRDB's `DatabaseValueConvertible` for each value, and then what that is, took 820 instructions a value, a tenth of
/// a rebuild (callgrind).
package protocol RowValue {
    func add(to row: inout [UInt8])
}

/// A column's value as a row's bytes have it.
enum RowColumn {
    case null
    case integer(Int)
    /// Valid as long as the bytes stay where they are.
    case text(UnsafeRawBufferPointer)

    private enum Kind: UInt8 {
        case null, integer, text
    }

    /// Shows the values that stand in a range of bytes, by their place from 1.
    static func forEach(
        in bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ body: (Int32, RowColumn) -> Void
    ) {
        var (at, place) = (range.lowerBound, Int32(1))
        func number() -> Int {
            defer { at += 8 }
            return Int(Int64(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: Int64.self)))
        }
        while at < range.upperBound {
            let kind = Kind(rawValue: bytes[at])
            at += 1
            switch kind {
            case .integer: body(place, .integer(number()))
            case .text:
                let count = number()
                body(place, .text(UnsafeRawBufferPointer(rebasing: bytes[at..<(at + count)])))
                at += count
            case .null, nil: body(place, .null)
            }
            place += 1
        }
    }

    fileprivate static func appendNull(to row: inout [UInt8]) { row.append(Kind.null.rawValue) }

    fileprivate static func append(_ integer: Int, to row: inout [UInt8]) { append(.integer, integer, to: &row) }

    fileprivate static func append(_ text: UnsafeRawBufferPointer, to row: inout [UInt8]) {
        append(.text, text.count, to: &row)
        row.append(contentsOf: text)
    }

    private static func append(_ kind: Kind, _ number: Int, to row: inout [UInt8]) {
        withUnsafeTemporaryAllocation(byteCount: 9, alignment: 1) { bytes in
            bytes[0] = kind.rawValue
            bytes.storeBytes(of: Int64(number).bigEndian, toByteOffset: 1, as: Int64.self)
            row.append(contentsOf: UnsafeRawBufferPointer(bytes))
        }
    }
}

extension String: RowValue {
    package func add(to row: inout [UInt8]) {
        var text = self
        text.withUTF8 { RowColumn.append(UnsafeRawBufferPointer($0), to: &row) }
    }
}

extension Int: RowValue {
    package func add(to row: inout [UInt8]) { RowColumn.append(self, to: &row) }
}

extension Bool: RowValue {
    package func add(to row: inout [UInt8]) { RowColumn.append(self ? 1 : 0, to: &row) }
}

/// `YYYY-MM-DD`.
extension CalendarDate: RowValue {
    package func add(to row: inout [UInt8]) {
        withUnsafeTemporaryAllocation(byteCount: CalendarDate.textWidth, alignment: 1) { text in
            write(to: text)
            RowColumn.append(UnsafeRawBufferPointer(text), to: &row)
        }
    }
}

extension Optional: RowValue where Wrapped: RowValue {
    package func add(to row: inout [UInt8]) {
        if let self { self.add(to: &row) } else { RowColumn.appendNull(to: &row) }
    }
}
