import GRDB
import GRDBSQLite

extension Statement {
    /// Runs a statement that has no rows with the values of a row, or of its key.
    ///
    /// Straight through SQLite's C interface: handing them over as `StatementArguments` took half of the 130,000
    /// instructions that a record's read models cost (callgrind).
    func run(_ bytes: [UInt8], _ range: Range<Int>) throws {
        try bytes.withUnsafeBytes { bytes in
            try run { bind in StateRows.forEachValue(bytes, in: range, bind) }
        }
    }

    /// Runs a statement that has no rows with a number and a text, in this order.
    func run(_ number: Int64, _ text: String) throws {
        var text = text
        try text.withUTF8 { text in
            try run { bind in
                bind(1, .integer(number))
                bind(2, .text(UnsafeRawBufferPointer(text)))
            }
        }
    }

    private func run(_ values: ((Int32, BoundValue) -> Void) -> Void) throws {
        let handle = sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        values { Statement.bind($1, at: $0, of: handle) }
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE else {
            let message = sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) }
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
        }
    }

    private static func bind(_ value: BoundValue, at index: Int32, of handle: SQLiteStatement) {
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let number): sqlite3_bind_int64(handle, index, number)
        case .double(let number): sqlite3_bind_double(handle, index, number)
        case .text(let bytes):
            // A nil start would bind NULL in place of empty text.
            guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self), !bytes.isEmpty else {
                sqlite3_bind_text(handle, index, "", 0, nil)
                return
            }
            sqlite3_bind_text(handle, index, start, Int32(bytes.count), nil)
        case .blob(let bytes):
            sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), nil)
        }
    }
}
