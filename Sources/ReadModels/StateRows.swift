import Ledger
import Rectification

/// The rows of a state as bytes, so that those of two states can be held against each other, and be bound without asking
/// each value again what it is.
package struct StateRows: Sendable {
    struct Row: Sendable {
        let table: Tables.Definition
        /// Where its values stand, and those of them that it is known by.
        let values: Range<Int>, key: Range<Int>
    }

    private(set) var bytes: [UInt8] = []
    private(set) var rows: [Row] = []
    /// Whether no two rows of a table have one key: seen by the keys, which rise.
    private(set) var haveOwnKeys = true

    /// - Parameter state: whose `encoded` this is.
    init<C: Tabled>(of state: C) {
        state.rows { add($0, $1) }
        let source = state.id.stream.text
        for link in state.links.distinct { add(Tables.link, [source, link.way, link.target.text]) }
        for (part, text) in state.parts { add(Tables.text, [source, part, text]) }
    }

    /// With the row of the stream's span.
    init<C: Tabled>(_ folded: FoldedStream<C>) {
        if let state = folded.state {
            self = state.encoded
            add(Tables.span, folded.span.row(of: folded.stream))
        } else {
            self.init(folded.span, of: folded.stream)
        }
    }

    /// The row of a span alone.
    init(_ span: Span, of stream: StreamName) { add(Tables.span, span.row(of: stream)) }

    private mutating func add(_ table: Tables.Definition, _ values: [any RowValue]) {
        precondition(values.count == table.width, "a value for each column")
        let start = bytes.count
        var key = start..<start
        for (column, value) in values.enumerated() {
            value.add(to: &bytes)
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
        row.table === other.table
            && bytes.withUnsafeBytes { bytes in
                state.bytes.withUnsafeBytes { bytes[part: row.values].isEqual(to: $0[part: other.values]) }
            }
    }

    func key(of row: Row) -> RowKey { RowKey(table: ObjectIdentifier(row.table), bytes: Array(bytes[row.key])) }

    /// The texts among the values of a row.
    func texts(of row: Row) -> [String] {
        var texts: [String] = []
        bytes.withUnsafeBytes { bytes in
            for case .text(let text) in RowColumns(row.values, of: bytes) {
                texts.append(String(decoding: text, as: UTF8.self))
            }
        }
        return texts
    }
}

struct RowKey: Hashable {
    let table: ObjectIdentifier
    let bytes: [UInt8]
}
