import GRDB
import GRDBSQLite

extension Statement {
    /// Runs a statement that has no rows with these values.
    ///
    /// Straight through SQLite's C interface: handing them over as `StatementArguments` took half of the 130,000
    /// instructions that a record's read models cost (callgrind).
    func run(_ values: [(any DatabaseValueConvertible)?]) throws {
        let handle = sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        precondition(Int(sqlite3_bind_parameter_count(handle)) == values.count, "a value for each column")
        for (index, value) in values.enumerated() { Statement.bind(value, at: Int32(index + 1), of: handle) }
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE else {
            let message = sqlite3_errmsg(sqlite3_db_handle(handle)).map { String(cString: $0) }
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
        }
    }

    private static func bind(_ value: (any DatabaseValueConvertible)?, at index: Int32, of handle: SQLiteStatement) {
        switch value?.databaseValue.storage ?? .null {
        case .null: sqlite3_bind_null(handle, index)
        case .int64(let number): sqlite3_bind_int64(handle, index, number)
        case .double(let number): sqlite3_bind_double(handle, index, number)
        case .string(var text):
            text.withUTF8 { bytes in
                // A nil start would bind NULL in place of empty text.
                guard let start = bytes.baseAddress, !bytes.isEmpty else {
                    sqlite3_bind_text(handle, index, "", 0, copied)
                    return
                }
                start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    _ = sqlite3_bind_text(handle, index, $0, Int32(bytes.count), copied)
                }
            }
        case .blob(let data):
            data.withUnsafeBytes { bytes in
                _ = sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), copied)
            }
        }
    }

    /// SQLITE_TRANSIENT, a macro that Swift does not import: SQLite copies what is bound.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)
    }
}
