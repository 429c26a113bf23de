import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// The read models: tables in the ledger's database, each row a pure function of one stream's state. They can all be
/// dropped and rebuilt (`format.md`: SQLite store).
///
/// Statements name the tables without a schema, so that they speak of the TEMP tables of a view where there are some,
/// and of the live ones otherwise (sqlite.org/lang_naming.html).
package enum Tables {
    /// Of the tables' definitions and of what is put into them: tables of another version are rebuilt.
    static let version = 5

    /// Makes the tables of a new, empty ledger.
    package static func create(in database: Database) throws {
        try create(in: database, temporary: false)
    }

    static func create(in database: Database, temporary: Bool) throws {
        for table in definitions {
            try database.execute(sql: temporary ? "CREATE TEMP TABLE \(table.body)" : table.sql)
        }
        if !temporary {
            try database.execute(sql: spanOrder.sql)
            try database.execute(sql: TextIndex.sql)
        }
        try advance(to: 0, in: database)
    }

    /// Notes that the tables hold the ledger up to a position.
    package static func advance(to position: Int, in database: Database) throws {
        try database.cachedStatement(sql: "INSERT OR REPLACE INTO rm_meta(id, version, position) VALUES (1, ?, ?)")
            .execute(arguments: [version, position])
    }

    /// Brings the tables up to date where they are behind the ledger or of another version.
    package static func catchUp(_ transaction: SQLiteStore.Transaction, zone: LocalZone) throws {
        let last = try transaction.last()?.sequence ?? 0
        guard let position = try position(in: transaction), position <= last else {
            try rebuild(transaction)
            return
        }
        guard position < last else { return }
        var changed: [String: Set<StreamName>] = [:]
        try transaction.scan(.from(position + 1)) { stored in
            if let stream = StreamName(stored.stream) { changed[String(stream.kind), default: []].insert(stream) }
            return .more
        }
        let writer = TableWriter(transaction)
        for concept in concepts { try put(concept, changed, transaction, writer) }
        try TextIndex.settle(in: transaction.database)
        try advance(to: last, in: transaction.database)
    }

    private static func put<C: Tabled>(
        _ concept: C.Type, _ changed: [String: Set<StreamName>], _ transaction: SQLiteStore.Transaction,
        _ writer: TableWriter
    ) throws {
        for stream in changed[C.ID.kind] ?? [] {
            var fold = StreamFold<C>(where: nil)
            try transaction.scanBytes(.stream(stream)) { stored in
                _ = try fold.take(stored, C.evolve)
                return .more
            }
            if let folded = fold.end() { try writer.replace(folded) }
        }
    }

    /// Whether the live tables are of this version and hold the whole ledger.
    static func areCurrent(_ transaction: SQLiteStore.Transaction) throws -> Bool {
        guard let position = try position(in: transaction) else { return false }
        return position == (try transaction.last()?.sequence ?? 0)
    }

    /// Up to where the live tables hold the ledger; nil where they are not all there as defined, or of another version.
    static func position(in transaction: SQLiteStore.Transaction) throws -> Int? {
        let live = try liveDefinitions(in: transaction)
        let areAsDefined = objects.allSatisfy { name, sql in live[name].map { sql == nil || $0 == sql } ?? false }
        guard live.count == objects.count, areAsDefined else { return nil }
        let sql = "SELECT position, version FROM main.rm_meta WHERE id = 1"
        guard let row = try Row.fetchOne(transaction.database.cachedStatement(sql: sql)),
            row.integer(at: 1) == version
        else { return nil }
        return row.integer(at: 0)
    }

    /// Whether a program of another version made the live tables.
    static func areOfAnotherVersion(_ transaction: SQLiteStore.Transaction) throws -> Bool {
        guard try liveDefinitions(in: transaction)[meta.name] == meta.sql else { return false }
        let row = try Row.fetchOne(transaction.database, sql: "SELECT version FROM main.rm_meta WHERE id = 1")
        return row.map { $0.integer(at: 0) != version } ?? false
    }

    /// What the file has under the read models' names or on their tables, and how it is defined.
    static func liveDefinitions(in transaction: SQLiteStore.Transaction) throws -> [String: String] {
        let sql = """
            SELECT name, sql FROM main.sqlite_schema \
            WHERE (name GLOB 'rm_*' OR tbl_name GLOB 'rm_*') AND name NOT GLOB 'sqlite_*'
            """
        let rows = try Row.fetchCursor(transaction.database.cachedStatement(sql: sql))
        var found: [String: String] = [:]
        while let row = try rows.next() { found[row.text(at: 0) ?? "?"] = row.text(at: 1) ?? "" }
        return found
    }

}

// MARK: - Folding everything

extension Tables {
    /// Drops the live tables, whatever they are, and folds the whole ledger into new ones.
    ///
    /// - Parameter progress: is told now and then how many records have been folded.
    /// - Returns: how many records were folded.
    @discardableResult
    static func rebuild(
        _ transaction: SQLiteStore.Transaction, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        let database = transaction.database
        try TextIndex.drop(in: database)
        let strays = try Row.fetchAll(
            database,
            sql: """
                SELECT type, name FROM main.sqlite_schema \
                WHERE name GLOB 'rm_*' AND type IN ('table', 'view') OR tbl_name GLOB 'rm_*' AND type = 'trigger' \
                ORDER BY type DESC
                """)
        for row in strays {
            guard let type = row.text(at: 0), let name = row.text(at: 1) else { continue }
            try database.execute(sql: "DROP \(type) IF EXISTS main.\(name.quotedDatabaseIdentifier)")
        }
        try create(in: database, temporary: false)
        let count = try fill(transaction, nil, progress: progress)
        try TextIndex.fill(in: database)
        return count
    }

    /// Runs the body while the tables show only what a horizon lets through: TEMP tables hide the live ones meanwhile.
    /// Nothing is written to the ledger.
    static func withView<T>(
        of transaction: SQLiteStore.Transaction, through gate: Gate, progress: (Int) -> Void = { _ in },
        _ body: () throws -> T
    ) throws -> T {
        // Where the body throws, the transaction is rolled back, and the TEMP tables with it.
        try create(in: transaction.database, temporary: true)
        try fill(transaction, gate.test, progress: progress)
        let result = try body()
        for table in definitions { try transaction.database.execute(sql: "DROP TABLE temp.\(table.name)") }
        return result
    }

    /// Stream by stream into empty tables, each row written as it comes.
    @discardableResult
    private static func fill(
        _ transaction: SQLiteStore.Transaction, _ isTaken: ((Ledger.Record) -> Bool)?, progress: (Int) -> Void
    ) throws -> Int {
        let writer = TableWriter(transaction)
        var count = 0
        for concept in concepts {
            try fold(concept, transaction, where: isTaken, &count, progress, writer.insert)
        }
        try advance(to: try transaction.last()?.sequence ?? 0, in: transaction.database)
        progress(count)
        return count
    }

    /// Hands over the rows of every stream of a concept, in the order of their names.
    private static func fold<C: Tabled>(
        _ concept: C.Type, _ transaction: SQLiteStore.Transaction, where isTaken: ((Ledger.Record) -> Bool)?,
        _ count: inout Int, _ progress: (Int) -> Void, _ each: @escaping (StateRows) throws -> Void
    ) throws {
        let ahead = FoldAhead<C>(where: isTaken, write: each)
        try transaction.scanBytes(.kind(C.ID.kind)) { stored in
            count += 1
            if count % 4_096 == 0 { progress(count) }
            try ahead.take(stored)
            return .more
        }
        try ahead.finish()
    }
}

// MARK: - Holding them against the records

extension Tables {
    /// Whether the live tables, which are as defined, say what the records say: one pass over both, in which nothing is
    /// written.
    static func sayWhatRecordsSay(
        _ transaction: SQLiteStore.Transaction, progress: (Int) -> Void
    ) throws -> Bool {
        guard try areCurrent(transaction), try count(of: meta, transaction) == 1 else { return false }
        var (count, compared) = (0, 0)
        for concept in concepts {
            guard try areSame(concept, transaction, &count, progress, &compared) else { return false }
        }
        progress(count)
        // A row of a stream of no concept is in none of the passes.
        return try compared == shared.reduce(0) { try $0 + Tables.count(of: $1, transaction) }
    }

    private static func areSame<C: Tabled>(
        _ concept: C.Type, _ transaction: SQLiteStore.Transaction, _ count: inout Int, _ progress: (Int) -> Void,
        _ compared: inout Int
    ) throws -> Bool {
        let comparison = try TableComparison(concept, in: transaction)
        try fold(concept, transaction, where: nil, &count, progress, comparison.take)
        compared += comparison.shared
        return try comparison.finish()
    }

    private static func count(of table: Definition, _ transaction: SQLiteStore.Transaction) throws -> Int {
        try Int.fetchOne(transaction.database, sql: "SELECT count(*) FROM main.\(table.name)") ?? 0
    }
}
