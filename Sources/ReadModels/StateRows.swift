import GRDB
import Ledger
import Rectification

/// The rows of a state as bytes, so that those of two states can be held against each other, and be bound without asking
/// each value again what it is.
struct StateRows {
    struct Row {
        let table: Tables.Definition
        /// Where its values stand, and those of them that it is known by.
        let values: Range<Int>, key: Range<Int>
    }

    private(set) var bytes: [UInt8] = []
    private(set) var rows: [Row] = []
    /// Whether no two rows of a table have one key: seen by the keys, which rise.
    private(set) var haveOwnKeys = true

    init<C: Tabled>(_ state: C) {
        state.rows { add($0, $1) }
        let source = state.id.stream.text
        var links: [Link] = []
        for link in state.links where !links.contains(link) {
            links.append(link)
            add(Tables.link, [source, link.way, link.target.text])
        }
        for (part, text) in state.parts { add(Tables.text, [source, part, text]) }
    }

    private mutating func add(_ table: Tables.Definition, _ values: [(any DatabaseValueConvertible)?]) {
        precondition(values.count == table.width, "a value for each column")
        let start = bytes.count
        var key = start..<start
        for (column, value) in values.enumerated() {
            StateRows.append(value?.databaseValue.storage ?? .null, to: &bytes)
            if column == table.key.count - 1 { key = start..<bytes.count }
        }
        let row = Row(table: table, values: start..<bytes.count, key: key)
        // Links and texts are told apart already, in the order in which the state names them.
        if table !== Tables.link, table !== Tables.text, let last = rows.last(where: { $0.table === table }),
            !isRising(last.key, key)
        {
            haveOwnKeys = false
        }
        rows.append(row)
    }

    private func isRising(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        bytes[one].lexicographicallyPrecedes(bytes[other])
    }

    /// Whether a row says the same as a row of another state.
    func isSame(_ row: Row, as other: Row, of state: StateRows) -> Bool {
        row.table === other.table && bytes[row.values].elementsEqual(state.bytes[other.values])
    }

    func key(of row: Row) -> RowKey { RowKey(table: ObjectIdentifier(row.table), bytes: Array(bytes[row.key])) }

    // MARK: Values: a byte that says what it is, and what it says

    fileprivate enum Kind: UInt8 {
        case null, integer, double, text, blob
    }

    private static func append(_ value: DatabaseValue.Storage, to bytes: inout [UInt8]) {
        func append(_ kind: Kind) { bytes.append(kind.rawValue) }
        func append(_ number: UInt64) { withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) } }
        switch value {
        case .null: append(.null)
        case .int64(let number):
            append(.integer)
            append(UInt64(bitPattern: number))
        case .double(let number):
            append(.double)
            append(number.bitPattern)
        case .string(var text):
            append(.text)
            text.withUTF8 {
                append(UInt64($0.count))
                bytes.append(contentsOf: $0)
            }
        case .blob(let data):
            append(.blob)
            append(UInt64(data.count))
            bytes.append(contentsOf: data)
        }
    }

    /// The texts among the values of a row.
    func texts(of row: Row) -> [String] {
        var texts: [String] = []
        bytes.withUnsafeBytes { bytes in
            StateRows.forEachValue(bytes, in: row.values) { _, value in
                if case .text(let text) = value { texts.append(String(decoding: text, as: UTF8.self)) }
            }
        }
        return texts
    }

    /// Hands over the values of a row, or of its key, to be bound in place.
    static func forEachValue(
        _ bytes: UnsafeRawBufferPointer, in range: Range<Int>, _ body: (Int32, BoundValue) -> Void
    ) {
        var (at, index) = (range.lowerBound, Int32(1))
        func number() -> UInt64 {
            defer { at += 8 }
            return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        }
        func part() -> UnsafeRawBufferPointer {
            let count = Int(number())
            defer { at += count }
            return UnsafeRawBufferPointer(rebasing: bytes[at..<(at + count)])
        }
        while at < range.upperBound {
            let kind = Kind(rawValue: bytes[at])
            at += 1
            switch kind {
            case .integer: body(index, .integer(Int64(bitPattern: number())))
            case .double: body(index, .double(Double(bitPattern: number())))
            case .text: body(index, .text(part()))
            case .blob: body(index, .blob(part()))
            case .null, nil: body(index, .null)
            }
            index += 1
        }
    }
}

struct RowKey: Hashable {
    let table: ObjectIdentifier
    let bytes: [UInt8]
}

/// A value that is bound to a statement; its bytes stay where they are until the statement has run.
enum BoundValue {
    case null
    case integer(Int64)
    case double(Double)
    case text(UnsafeRawBufferPointer)
    case blob(UnsafeRawBufferPointer)
}
