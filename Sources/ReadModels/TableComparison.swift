import Ledger
import LedgerSQLite

/// Holds the live rows of one concept against its states, as they are folded: both lie in the order of their keys, and
/// nothing is written for it. Where a row differs it says no more than that.
final class TableComparison {
    /// Rows of one table, in the order of the key.
    private final class Live {
        let run: PreparedRun
        init(_ run: consuming PreparedRun) { self.run = run }
    }

    private var tables: [(table: Tables.Definition, live: Live)]
    /// Whether every row so far was the same.
    private var areSame = true
    /// Rows of the tables that all concepts share, of this concept.
    private(set) var shared = 0

    init<C: Tabled>(_ concept: C.Type, in transaction: SQLiteStore.Transaction) throws {
        tables = try C.tables.map { table in
            (table, Live(try transaction.run("SELECT * FROM main.\(table.name) ORDER BY \(table.order)")))
        }
        let names = StreamName.range(ofKind: C.ID.kind)
        for table in Tables.shared {
            let run = try transaction.run(
                """
                SELECT \(table.saying) FROM main.\(table.name) WHERE \(table.key[0]) >= ? AND \(table.key[0]) < ? \
                ORDER BY \(table.order)
                """)
            run.bind(names.from, at: 1)
            run.bind(names.below, at: 2)
            tables.append((table, Live(run)))
        }
    }

    /// - Parameter state: the next of its concept.
    func take(_ state: StateRows) throws {
        guard areSame else { return }
        try state.bytes.withUnsafeBytes { bytes in
            for row in state.inTableOrder {
                guard let live = tables.first(where: { $0.table === row.table })?.live, try live.run.next(),
                    live.run.hasValues(RowColumns(row.values, of: bytes))
                else {
                    areSame = false
                    return
                }
                if Tables.shared.contains(where: { $0 === row.table }) { shared += 1 }
            }
        }
    }

    /// After the last state.
    ///
    /// - Returns: whether the live rows were those of the states, and no others.
    func finish() throws -> Bool { try areSame && tables.allSatisfy { try !$0.live.run.next() } }
}

extension PreparedRun {
    /// Whether the row that it stands on has these values, by type and byte.
    fileprivate func hasValues(_ values: RowColumns) -> Bool {
        for (index, value) in values.enumerated() {
            let isSame =
                switch value {
                case .null: isNull(Int32(index))
                case .integer(let number): holds(number, Int32(index))
                case .text(let text): holds(text, Int32(index))
                }
            guard isSame else { return false }
        }
        return true
    }
}

extension StateRows {
    /// The rows as tables have them: those of each in the order of its key, of two of one key the last.
    fileprivate var inTableOrder: [Row] {
        bytes.withUnsafeBytes { bytes in
            let sorted = rows.enumerated().sorted { left, right in
                let order = StateRows.order(left.element, right.element, bytes)
                return order == 0 ? left.offset < right.offset : order < 0
            }
            return sorted.indices.compactMap { index in
                let row = sorted[index].element
                let isReplaced = index + 1 < sorted.count && StateRows.order(row, sorted[index + 1].element, bytes) == 0
                return isReplaced ? nil : row
            }
        }
    }

    /// By table, and then by key.
    private static func order(_ left: Row, _ right: Row, _ bytes: UnsafeRawBufferPointer) -> Int {
        guard left.table === right.table else {
            return ObjectIdentifier(left.table) < ObjectIdentifier(right.table) ? -1 : 1
        }
        return RowColumn.order(RowColumns(left.key, of: bytes), RowColumns(right.key, of: bytes))
    }
}
