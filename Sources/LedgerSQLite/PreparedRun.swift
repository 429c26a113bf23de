import Foundation
import GRDB
import GRDBSQLite
import Ledger

/// One run of a prepared statement through SQLite's C interface: bound, stepped, read; ready for the next run when it
/// goes away. A row costs no more than the values that are read from it.
package struct PreparedRun: ~Copyable {
    /// Keeps the handle alive.
    private let statement: Statement
    private let handle: SQLiteStatement
    private let file: URL

    /// - Parameter file: the ledger that a fault names.
    package init(_ statement: Statement, of file: URL) {
        self.statement = statement
        self.file = file
        handle = statement.sqliteStatement
    }

    deinit {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    // MARK: Parameters, from 1

    package func bind(_ value: Int, at index: Int32) {
        sqlite3_bind_int64(handle, index, Int64(value))
    }

    package func bind(_ text: String, at index: Int32) {
        text.withBytes { bind(text: $0, at: index) }
    }

    func bind(text bytes: [UInt8], at index: Int32) {
        bytes.withUnsafeBytes { bind(text: $0, at: index) }
    }

    private func bind(text bytes: UnsafeRawBufferPointer, at index: Int32) {
        // A nil start would bind NULL in place of empty text.
        guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self), !bytes.isEmpty else {
            sqlite3_bind_text(handle, index, "", 0, PreparedRun.copied)
            return
        }
        sqlite3_bind_text(handle, index, start, Int32(bytes.count), PreparedRun.copied)
    }

    func bind(blob bytes: [UInt8], at index: Int32) {
        guard !bytes.isEmpty else {
            sqlite3_bind_zeroblob(handle, index, 0)
            return
        }
        bytes.withUnsafeBytes { bytes in
            _ = sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), PreparedRun.copied)
        }
    }

    // MARK: Parameters that are not copied: they stay until the run has been executed

    package func bind(textInPlace bytes: UnsafeRawBufferPointer, at index: Int32) {
        guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self), !bytes.isEmpty else {
            return bind(text: bytes, at: index)
        }
        sqlite3_bind_text(handle, index, start, Int32(bytes.count), nil)
    }

    func bind(blobInPlace bytes: UnsafeRawBufferPointer, at index: Int32) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else {
            sqlite3_bind_zeroblob(handle, index, 0)
            return
        }
        sqlite3_bind_blob(handle, index, start, Int32(bytes.count), nil)
    }

    // MARK: Rows

    /// Steps to the next row; false after the last.
    ///
    /// - Throws: `Fault` as in `Fault.sqlite`.
    package func next() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let connection = sqlite3_db_handle(handle)
            let message = sqlite3_errmsg(connection).map { String(cString: $0) }
            throw Fault.sqlite(DatabaseError(resultCode: ResultCode(rawValue: code), message: message), file)
        }
    }

    /// Runs a statement that has no rows.
    package func execute() throws {
        while try next() {}
    }

    // MARK: Columns, from 0

    func integer(_ column: Int32) -> Int {
        Int(sqlite3_column_int64(handle, column))
    }

    /// The column's bytes as they lie in the file, text or blob: valid until the next step.
    func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        // SQLite asks for the pointer before the count.
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    /// Text; bytes that are no UTF-8 are shown as U+FFFD.
    func text(_ column: Int32) -> String {
        String(decoding: bytes(column), as: UTF8.self)
    }

    /// Whether there is nothing in a column.
    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// Whether a column holds this integer.
    package func holds(_ number: Int, _ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_INTEGER && integer(column) == number
    }

    /// Whether a column holds this text.
    package func holds(_ text: UnsafeRawBufferPointer, _ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_TEXT && bytes(column).isEqual(to: text)
    }

    // MARK: For SQLite

    /// SQLITE_TRANSIENT, a macro that Swift does not import: SQLite copies what is bound.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)
    }
}

extension PreparedRun {
    /// Reads text into a variable that is left alone where it holds the same bytes already.
    func read(_ text: inout String, from column: Int32) {
        let bytes = bytes(column)
        let same = text.withUTF8 { held in
            guard held.count == bytes.count, let start = held.baseAddress, let read = bytes.baseAddress else {
                return false
            }
            return memcmp(start, read, held.count) == 0
        }
        if !same { text = String(decoding: bytes, as: UTF8.self) }
    }
}
