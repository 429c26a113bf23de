import Foundation
import GRDB
import GRDBSQLite
import Ledger

/// A ledger in one SQLite file (`format.md`: SQLite store), on one connection.
///
/// Calls from several threads wait for each other. `read` and `write` are not reentrant: a body that calls either on
/// the same store is a programming error, and stops the program.
package final class SQLiteStore: LedgerStore, Sendable {
    package enum Access: Sendable {
        case readWrite
        /// Nothing is written to the ledger; TEMP tables can be made all the same.
        case readOnly
    }

    package let file: URL
    let queue: DatabaseQueue
    /// What the file was like when it was opened without locks, on a medium that cannot be written; nil otherwise.
    let fingerprint: FileFingerprint?

    init(file: URL, queue: DatabaseQueue, fingerprint: FileFingerprint?) {
        self.file = file
        self.queue = queue
        self.fingerprint = fingerprint
    }

    /// TEMP tables made by the body stay on the connection. What it would write to the ledger is refused, and undone.
    ///
    /// - Throws: `Fault` as in `Fault.sqlite`, E-READ-WROTE, E-LEDGER-MOVED; and whatever the body throws.
    package func read<T>(_ body: (Transaction) throws -> T) throws -> T {
        try checkUnmoved()
        let result = try inTransaction(.deferred, body) { database in
            guard sqlite3_txn_state(database.sqliteConnection, "main") != SQLITE_TXN_WRITE
            else { throw Fault.wroteInRead }
            // A commit, for the sake of TEMP tables. SQLite refuses it once a damaged page was met, and what could be
            // read is told all the same.
            do { try database.end() } catch { try database.rollback() }
        }
        try checkUnmoved()
        return result
    }

    /// Waits for another writer as long as the busy timeout says.
    ///
    /// - Throws: `Fault` E-BUSY, E-READ-ONLY and the others of `Fault.sqlite`; and whatever the body throws.
    package func write<T>(_ body: (Transaction) throws -> T) throws -> T {
        // SQLite would make it a reader, and let a body that happens to write nothing pass.
        guard !queue.configuration.readonly else { throw Fault.readOnly(file) }
        return try inTransaction(.immediate, body) { try $0.end() }
    }

    /// Closes the connection; what it holds of the write-ahead log goes into the file, unless others have it open.
    package func close() throws {
        try faults { try queue.close() }
    }

    private func inTransaction<T>(
        _ kind: Database.TransactionKind, _ body: (Transaction) throws -> T, end: (Database) throws -> Void
    ) throws -> T {
        try faults {
            try queue.writeWithoutTransaction { database in
                try database.begin(kind)
                do {
                    let result = try body(Transaction(database, file: file))
                    try end(database)
                    return result
                } catch {
                    // The first error is the one to tell.
                    try? database.rollback()
                    throw error
                }
            }
        }
    }

    /// Holds a file that was opened without locks against what it was.
    func checkUnmoved() throws {
        guard let fingerprint else { return }
        guard FileFingerprint(of: file) == fingerprint else { throw Fault.moved(file) }
    }

    /// Runs the body; its SQLite errors become faults.
    func faults<T>(_ body: () throws -> T) throws -> T {
        try SQLiteStore.faults(of: file, body)
    }

    static func faults<T>(of file: URL, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw Fault.sqlite(error, file)
        }
    }
}

extension Database {
    // GRDB's own compile their statement every time, which took a fifteenth of a single append (callgrind).

    fileprivate func begin(_ kind: TransactionKind) throws {
        try cachedStatement(sql: "BEGIN \(kind.rawValue) TRANSACTION").execute()
    }

    fileprivate func end() throws { try cachedStatement(sql: "COMMIT TRANSACTION").execute() }
}

/// Size and time of a file: has it been written since?
struct FileFingerprint: Equatable, Sendable {
    private var size: Int
    private var seconds: Int
    private var nanoseconds: Int

    /// Nil where the file cannot be looked at.
    init?(of file: URL) {
        var status = stat()
        guard stat(file.path, &status) == 0 else { return nil }
        size = Int(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
