import Foundation
import GRDB
import GRDBSQLite
import Ledger

extension SQLiteStore {
    /// Makes a new, empty ledger; the folder is there already. Only its owner may read the file.
    ///
    /// - Throws: `Fault` E-LEDGER-EXISTS where something of that name is there; others of `Fault.sqlite`.
    package static func create(at file: URL) throws -> SQLiteStore {
        SQLiteLibrary.setUp
        let descriptor = Foundation.open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? Fault.exists(file) : Fault.cannotCreate(file, errno) }
        Foundation.close(descriptor)
        do {
            try layOut(file)
            try syncFolder(of: file)
            return try open(file, access: .readWrite)
        } catch {
            discard(file)
            throw error
        }
    }

    /// Opens a ledger. One that cannot be opened is left as it was, to the byte.
    ///
    /// - Parameter busyTimeout: how long a writer waits for another.
    /// - Throws: `Fault` E-LEDGER-NONE, E-LEDGER-NOT, E-LEDGER-NEWER, E-LEDGER-READ; others of `Fault.sqlite`.
    package static func open(
        _ file: URL, access: Access, busyTimeout: Duration = .seconds(5)
    ) throws -> SQLiteStore {
        SQLiteLibrary.setUp
        try checkKind(of: file)
        try checkHeader(of: file)
        return try faults(of: file) {
            let store: SQLiteStore
            switch access {
            case .readWrite: store = try openForWriting(file, busyTimeout)
            case .readOnly: store = try openForReading(file, busyTimeout)
            }
            // Once more, now that what lies in the write-ahead log is seen as well.
            try store.queue.writeWithoutTransaction { database in
                try Header { try Int.fetchOne(database, sql: $0) }.check(file)
            }
            return store
        }
    }

    // MARK: - Making

    /// Writes the schema in one transaction, and only then turns the write-ahead log on: the file itself says whose it
    /// is from the first moment.
    private static func layOut(_ file: URL) throws {
        try faults(of: file) {
            let queue = try DatabaseQueue(path: file.path, configuration: configuration(readonly: false, .zero))
            try queue.inTransaction(.exclusive) { database in
                try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
                try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
                for object in Schema.objects { try database.execute(sql: object.sql) }
                return .commit
            }
            try queue.writeWithoutTransaction { database in try turnOnLog(database) }
            try queue.close()
        }
    }

    /// Makes a new name in a folder last through a power cut.
    static func syncFolder(of file: URL) throws {
        let descriptor = Foundation.open(file.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault.cannotCreate(file, errno) }
        defer { Foundation.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Fault.cannotCreate(file, errno) }
    }

    /// Takes away what was begun and not finished.
    static func discard(_ file: URL) {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: file.path + suffix)
        }
    }

    // MARK: - Looking before opening

    /// SQLite would wait for a pipe, and makes a ledger of an empty file.
    private static func checkKind(of file: URL) throws {
        var status = stat()
        guard stat(file.path, &status) == 0 else {
            throw errno == EACCES ? Fault.unreadable(file) : Fault.none(file)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG where status.st_size == 0: throw Fault.notLedger(file, .empty)
        case S_IFREG: return
        case S_IFDIR: throw Fault.notLedger(file, .folder)
        default: throw Fault.notLedger(file, .otherKind)
        }
    }

    /// Reads the header through SQLite, without locks and without a trace. Reading it ourselves would end, on closing
    /// the file, every lock that this process holds on it (POSIX; sqlite.org/howtocorrupt.html §2.2).
    ///
    /// On a bare connection: one of GRDB's reads the schema, and starts threads where it ends, which was a tenth of what
    /// `finding show` took.
    private static func checkHeader(of file: URL) throws {
        var connection: OpaquePointer?
        defer { sqlite3_close(connection) }
        let opened = sqlite3_open_v2(
            unlockedName(of: file), &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nil)
        do {
            guard opened == SQLITE_OK, let connection else {
                throw DatabaseError(resultCode: ResultCode(rawValue: opened))
            }
            try Header { try number($0, connection) }.check(file)
        } catch let error as DatabaseError {
            switch error.resultCode.primaryResultCode {
            case .SQLITE_NOTADB: throw Fault.notLedger(file, .notSQLite)
            case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: throw Fault.unreadable(file)
            // What is damaged, or being written at this moment, is for the opening itself to tell.
            default: return
            }
        }
    }

    /// The one number that a statement gives on a bare connection; nil where it gives no row.
    private static func number(_ sql: String, _ connection: OpaquePointer) throws(DatabaseError) -> Int? {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        var code = sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
        if code == SQLITE_OK { code = sqlite3_step(statement) }
        switch code {
        case SQLITE_ROW: return Int(sqlite3_column_int64(statement, 0))
        case SQLITE_DONE: return nil
        default: throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
    }

    private struct Header {
        var applicationID: Int
        var version: Int

        /// - Parameter number: the one number that a statement gives.
        init(_ number: (String) throws -> Int?) rethrows {
            applicationID = try number("PRAGMA application_id") ?? 0
            version = try number("PRAGMA user_version") ?? 0
        }

        func check(_ file: URL) throws {
            guard applicationID == Schema.applicationID else { throw Fault.notLedger(file, .otherProgram) }
            guard version <= Schema.version else { throw Fault.newer(file, needs: version, knows: Schema.version) }
        }
    }

    // MARK: - Connections

    private static func openForWriting(_ file: URL, _ busyTimeout: Duration) throws -> SQLiteStore {
        let queue = try DatabaseQueue(path: file.path, configuration: configuration(readonly: false, busyTimeout))
        try queue.writeWithoutTransaction { database in
            // SQLite opens what it may not write for reading, and says nothing.
            guard sqlite3_db_readonly(database.sqliteConnection, "main") == 0 else { throw Fault.readOnly(file) }
            try turnOnLog(database)
        }
        return SQLiteStore(file: file, queue: queue, fingerprint: nil)
    }

    private static func openForReading(_ file: URL, _ busyTimeout: Duration) throws -> SQLiteStore {
        let configuration = configuration(readonly: true, busyTimeout)
        do {
            let queue = try DatabaseQueue(path: file.path, configuration: configuration)
            return SQLiteStore(file: file, queue: queue, fingerprint: nil)
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) && !hasLog(file)
        {
            // The folder cannot be written, so there can be no write-ahead log and no locks; `read` holds the file
            // against what it was, since elsewhere it may be writable.
            let fingerprint = FileFingerprint(of: file)
            let queue = try DatabaseQueue(path: unlockedName(of: file), configuration: configuration)
            return SQLiteStore(file: file, queue: queue, fingerprint: fingerprint)
        }
    }

    /// Whether a write-ahead log holds what is not in the file yet.
    private static func hasLog(_ file: URL) -> Bool {
        var status = stat()
        return stat(file.path + "-wal", &status) == 0 && status.st_size > 0
    }

    /// A URI by which SQLite reads a file as one that nobody changes (sqlite.org/uri.html: immutable).
    private static func unlockedName(of file: URL) -> String {
        file.absoluteURL.absoluteString + "?immutable=1"
    }

    static func configuration(readonly: Bool, _ busyTimeout: Duration) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(busyTimeout / .seconds(1))
        configuration.label = "taizhang.ledger"
        configuration.prepareDatabase { database in
            // A committed record survives a power cut (sqlite.org/pragma.html#pragma_synchronous).
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA recursive_triggers = ON")
            // Whoever hands in the file does not choose which functions its schema calls.
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        return configuration
    }

    private static func turnOnLog(_ database: Database) throws {
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
        guard mode == "wal" else { throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: "no write-ahead log") }
    }
}
