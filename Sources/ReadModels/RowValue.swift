import Foundation
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

    fileprivate enum Kind: UInt8 {
        case null, integer, text
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

/// The values that stand in a range of bytes.
struct RowColumns: Sequence, IteratorProtocol {
    private let bytes: UnsafeRawBufferPointer
    private var rest: Range<Int>

    init(_ range: Range<Int>, of bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        rest = range
    }

    mutating func next() -> RowColumn? {
        guard !rest.isEmpty else { return nil }
        let kind = RowColumn.Kind(rawValue: take(1)[0])
        switch kind {
        case .integer: return .integer(number())
        case .text: return .text(take(number()))
        case .null, nil: return .null
        }
    }

    private mutating func number() -> Int { Int(Int64(bigEndian: take(8).loadUnaligned(as: Int64.self))) }

    private mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
        defer { rest = (rest.lowerBound + count)..<rest.upperBound }
        return UnsafeRawBufferPointer(rebasing: bytes[rest.lowerBound..<(rest.lowerBound + count)])
    }
}

extension RowColumn {
    /// As SQLite orders keys (sqlite.org/datatype3.html#sort_order): none, numbers by their size, texts by their bytes.
    static func order(_ left: RowColumns, _ right: RowColumns) -> Int {
        for (one, other) in zip(left, right) {
            let order: Int =
                switch (one, other) {
                case (.null, .null): 0
                case (.integer(let one), .integer(let other)): one < other ? -1 : one > other ? 1 : 0
                case (.text(let one), .text(let other)): one.order(against: other)
                default: one.rank - other.rank
                }
            if order != 0 { return order }
        }
        return 0
    }

    private var rank: Int {
        switch self {
        case .null: 0
        case .integer: 1
        case .text: 2
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func order(against other: UnsafeRawBufferPointer) -> Int {
        let shorter = Swift.min(count, other.count)
        if shorter > 0, let one = baseAddress, let two = other.baseAddress {
            let order = Int(memcmp(one, two, shorter))
            if order != 0 { return order }
        }
        return count - other.count
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
