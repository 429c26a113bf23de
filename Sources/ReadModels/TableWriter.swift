import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// Brings the tables from one state of a stream to the next. Its statements are looked up once.
final class TableWriter {
    private let transaction: SQLiteStore.Transaction
    /// Whether rows go into tables of the other names.
    private let aside: Bool
    private var statements: [ObjectIdentifier: (insertion: Statement, removal: Statement)] = [:]

    init(_ transaction: SQLiteStore.Transaction, aside: Bool = false) {
        (self.transaction, self.aside) = (transaction, aside)
    }

    private var database: Database { transaction.database }

    /// Writes the rows of a state that has none yet, but nothing into the index of texts: it is built afterwards, or there
    /// is none.
    func insert(_ state: StateRows) throws {
        for row in state.rows { try insert(row, of: state) }
    }

    /// Replaces what the tables have of a stream, whatever it is.
    func replace<C: Tabled>(_ folded: FoldedStream<C>) throws {
        try remove(C.tables, folded.stream)
        let rows = StateRows(folded)
        for row in rows.rows { try write(row, of: rows) }
    }

    private func remove(_ tables: [Tables.Definition], _ name: StreamName) throws {
        for table in tables {
            try database.cachedStatement(sql: table.deletion).execute(arguments: [String(name.id)])
        }
        let stream = name.text
        try database.cachedStatement(sql: Tables.link.deletion).execute(arguments: [stream])
        let parts = try String.fetchAll(
            database.cachedStatement(sql: "SELECT part FROM rm_text WHERE stream = ? ORDER BY id"), arguments: [stream])
        for part in parts { try removeText(part, of: stream) }
    }

    /// Writes what has changed, and that the stream has records in a span.
    func put(_ change: StateChange) throws {
        if change.isAnew { try remove(change.tables, change.stream) }
        if let old = change.old { for row in change.gone { try remove(row, of: old) } }
        if let new = change.new { for row in change.come { try write(row, of: new) } }
        for row in change.span.rows {
            try run(database.cachedStatement(sql: Tables.widening), row.values, of: change.span)
        }
    }

    // MARK: Rows

    private func insert(_ row: StateRows.Row, of state: StateRows) throws {
        try run(statements(of: row.table).insertion, row.values, of: state)
    }

    /// Writes a row, and a text into the index as well.
    private func write(_ row: StateRows.Row, of state: StateRows) throws {
        try insert(row, of: state)
        guard row.table === Tables.text, let text = state.texts(of: row).last else { return }
        try TextIndex.add(text, at: database.lastInsertedRowID, in: database)
    }

    private func remove(_ row: StateRows.Row, of state: StateRows) throws {
        guard row.table === Tables.text else {
            return try run(statements(of: row.table).removal, row.key, of: state)
        }
        let texts = state.texts(of: row)
        try removeText(texts[1], of: texts[0])
    }

    private func removeText(_ part: String, of stream: String) throws {
        let sql = "SELECT id, text FROM rm_text WHERE stream = ? AND part = ?"
        let held = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [stream, part])
        guard let held, let id = Int64.fromDatabaseValue(held[0]) else { return }
        try TextIndex.remove(held.text(at: 1) ?? "", at: id, in: database)
        try database.cachedStatement(sql: "DELETE FROM rm_text WHERE id = ?").execute(arguments: [id])
    }

    /// Straight through SQLite's C interface: handing the values over as `StatementArguments` took half of the 130,000
    /// instructions that a record's read models cost (callgrind).
    private func run(_ statement: Statement, _ values: Range<Int>, of state: StateRows) throws {
        let run = PreparedRun(statement, of: transaction.file)
        try state.bytes.withUnsafeBytes { bytes in
            for (index, value) in RowColumns(values, of: bytes).enumerated() {
                switch value {
                case .null: break
                case .integer(let number): run.bind(number, at: Int32(index + 1))
                case .text(let text): run.bind(textInPlace: text, at: Int32(index + 1))
                }
            }
            try run.execute()
        }
    }

    private func statements(of table: Tables.Definition) throws -> (insertion: Statement, removal: Statement) {
        if let known = statements[ObjectIdentifier(table)] { return known }
        let made = try (
            database.cachedStatement(sql: aside ? table.aside.insertion : table.insertion),
            database.cachedStatement(sql: table.removal)
        )
        statements[ObjectIdentifier(table)] = made
        return made
    }
}
