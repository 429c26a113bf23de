import Foundation
import GRDB
import GRDBSQLite
import Ledger

extension SQLiteStore {
    /// One transaction on the store's connection; not to be kept after its body has returned.
    package final class Transaction: LedgerTransaction {
        /// For the read models, which write their tables in the same transaction.
        package let database: Database
        package let file: URL

        init(_ database: Database, file: URL) {
            self.database = database
            self.file = file
        }

        /// Those that run for every record, found once a transaction.
        private var hot = [Statement?](repeating: nil, count: HotStatement.allCases.count)

        /// As `run`, for a statement that runs for every record.
        func run(_ one: HotStatement) throws -> PreparedRun {
            if let known = hot[one.rawValue], sqlite3_stmt_busy(known.sqliteStatement) == 0 {
                return PreparedRun(known, of: file)
            }
            let found = try statement(one.sql)
            hot[one.rawValue] = found
            return PreparedRun(found, of: file)
        }

        /// A run of this statement, prepared once a connection. A scan inside a scan of the same kind gets one of its own.
        package func run(_ sql: String) throws -> PreparedRun {
            try PreparedRun(statement(sql), of: file)
        }

        private func statement(_ sql: String) throws -> Statement {
            try SQLiteStore.faults(of: file) {
                let statement = try database.cachedStatement(sql: sql)
                guard sqlite3_stmt_busy(statement.sqliteStatement) != 0 else { return statement }
                return try database.makeStatement(sql: sql)
            }
        }
    }
}

/// The statements of an append. To find one among the prepared ones by its text took 1,000 instructions, four times a
/// record (callgrind).
enum HotStatement: Int, CaseIterable {
    case insertRecord, version, putTile, tile

    var sql: String {
        switch self {
        case .insertRecord:
            "INSERT INTO main.record(seq, stream, version, type, body, hash) VALUES (?, ?, ?, ?, ?, ?)"
        case .version: "SELECT max(version) FROM main.record WHERE stream = ?"
        case .putTile:
            """
            INSERT INTO main.tile(level, idx, hashes) VALUES (?, ?, ?) \
            ON CONFLICT(level, idx) DO UPDATE SET hashes = excluded.hashes
            """
        case .tile: "SELECT hashes FROM main.tile WHERE level = ? AND idx = ?"
        }
    }
}

// MARK: - Writing

extension SQLiteStore.Transaction {
    package func insert(_ record: StoredBytes) throws {
        let run = try run(.insertRecord)
        run.bind(record.sequence, at: 1)
        run.bind(textInPlace: record.stream, at: 2)
        run.bind(record.version, at: 3)
        run.bind(textInPlace: record.type, at: 4)
        run.bind(textInPlace: record.body, at: 5)
        run.bind(blobInPlace: record.hash, at: 6)
        try run.execute()
    }

    package func insert(command: Identifier, records: ClosedRange<Int>) throws {
        let run = try run("INSERT INTO main.command(id, first, last) VALUES (?, ?, ?)")
        run.bind(command.text, at: 1)
        run.bind(records.lowerBound, at: 2)
        run.bind(records.upperBound, at: 3)
        try run.execute()
    }

    package func insert(_ disclosure: SealedDisclosure) throws {
        let run = try run("INSERT INTO main.disclosure(digest, seq, subject, sealed) VALUES (?, ?, ?, ?)")
        run.bind(disclosure.digest, at: 1)
        run.bind(disclosure.sequence, at: 2)
        run.bind(disclosure.subject, at: 3)
        run.bind(blob: disclosure.sealed, at: 4)
        try run.execute()
    }

    package func put(tile hashes: [UInt8], level: Int, index: Int) throws {
        let run = try run(.putTile)
        run.bind(level, at: 1)
        run.bind(index, at: 2)
        run.bind(blob: hashes, at: 3)
        try run.execute()
    }
}

// MARK: - Looking up

extension SQLiteStore.Transaction {
    package func last() throws -> StoredRecord? {
        var last: StoredRecord?
        try scan(.backwards(from: Int.max)) { record in
            last = record
            return .stop
        }
        return last
    }

    package func version(of stream: StreamName) throws -> Int {
        let run = try run(.version)
        run.bind(stream.text, at: 1)
        return try run.next() ? run.integer(0) : 0
    }

    package func outcome(of command: Identifier) throws -> ClosedRange<Int>? {
        let run = try run("SELECT first, last FROM main.command WHERE id = ?")
        run.bind(command.text, at: 1)
        guard try run.next() else { return nil }
        let (first, last) = (run.integer(0), run.integer(1))
        // A table that was tampered with may say that it ends before it begins.
        return first <= last ? first...last : nil
    }

    package func tile(level: Int, index: Int) throws -> [UInt8]? {
        let run = try run(.tile)
        run.bind(level, at: 1)
        run.bind(index, at: 2)
        return try run.next() ? Array(run.bytes(0)) : nil
    }

    package func disclosure(_ digest: String) throws -> SealedDisclosure? {
        let run = try run("SELECT digest, seq, subject, sealed FROM main.disclosure WHERE digest = ?")
        run.bind(digest, at: 1)
        return try run.next() ? SealedDisclosure(run) : nil
    }
}

// MARK: - Scanning

extension SQLiteStore.Transaction {
    package func scan(_ selection: Selection, _ body: (StoredRecord) throws -> Scan) throws {
        let run = try run(selection.sql)
        selection.bind(to: run)
        // Runs of records of one type, or of one stream, share its text.
        var (stream, type) = ("", "")
        while try run.next() {
            run.read(&stream, from: 1)
            run.read(&type, from: 3)
            let record = StoredRecord(
                sequence: run.integer(0), stream: stream, version: run.integer(2), type: type,
                body: Array(run.bytes(4)), hash: Array(run.bytes(5)))
            if try body(record) == .stop { return }
        }
    }

    package func scanBytes(_ selection: Selection, _ body: (StoredBytes) throws -> Scan) throws {
        let run = try run(selection.sql)
        selection.bind(to: run)
        while try run.next() {
            let record = StoredBytes(
                sequence: run.integer(0), stream: run.bytes(1), version: run.integer(2), type: run.bytes(3),
                body: run.bytes(4), hash: run.bytes(5))
            if try body(record) == .stop { return }
        }
    }

    package func scanVersions(_ body: (_ stream: String, _ version: Int, _ sequence: Int) throws -> Void) throws {
        let run = try run("SELECT stream, version, seq FROM main.record ORDER BY stream, version")
        var stream = ""
        while try run.next() {
            run.read(&stream, from: 0)
            try body(stream, run.integer(1), run.integer(2))
        }
    }

    package func scanTiles(_ body: (_ level: Int, _ index: Int, _ hashes: [UInt8]) throws -> Void) throws {
        let run = try run("SELECT level, idx, hashes FROM main.tile ORDER BY level, idx")
        while try run.next() { try body(run.integer(0), run.integer(1), Array(run.bytes(2))) }
    }

    package func scanCommands(_ body: (_ id: String, _ records: (first: Int, last: Int)) throws -> Void) throws {
        let run = try run("SELECT id, first, last FROM main.command ORDER BY first")
        while try run.next() { try body(run.text(0), (run.integer(1), run.integer(2))) }
    }

    package func scanDisclosures(_ body: (SealedDisclosure) throws -> Void) throws {
        let run = try run("SELECT digest, seq, subject, sealed FROM main.disclosure ORDER BY rowid")
        while try run.next() { try body(SealedDisclosure(run)) }
    }
}

extension Selection {
    fileprivate var sql: String {
        switch self {
        case .from: Selection.columns + "WHERE seq >= ? ORDER BY seq"
        case .backwards: Selection.columns + "WHERE seq <= ? ORDER BY seq DESC"
        case .stream: Selection.columns + "WHERE stream = ? ORDER BY version"
        case .kind: Selection.columns + "WHERE stream >= ? AND stream < ? ORDER BY stream, version"
        }
    }

    private static var columns: String { "SELECT seq, stream, version, type, body, hash FROM main.record " }

    fileprivate func bind(to run: borrowing PreparedRun) {
        switch self {
        case .from(let sequence), .backwards(let sequence): run.bind(sequence, at: 1)
        case .stream(let name): run.bind(name.text, at: 1)
        case .kind(let kind):
            let names = StreamName.range(ofKind: kind)
            run.bind(names.from, at: 1)
            run.bind(names.below, at: 2)
        }
    }
}

extension SealedDisclosure {
    fileprivate init(_ run: borrowing PreparedRun) {
        self.init(digest: run.text(0), sequence: run.integer(1), subject: run.text(2), sealed: Array(run.bytes(3)))
    }
}
