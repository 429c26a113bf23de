import GRDB
import Ledger
import LedgerSQLite

/// The index over `rm_text`: SQLite's FTS5 by trigrams, so that Chinese needs no word boundaries
/// (sqlite.org/fts5.html#the_trigram_tokenizer). It holds no text of its own and says only where to look: `find` holds
/// every row against what was asked, and so the index has neither places nor sizes, half of what it took to write it
/// (docs/decisions/0014). Views as of a moment have none.
enum TextIndex {
    static let name = "rm_find"
    static let sql = """
        CREATE VIRTUAL TABLE rm_find USING \
        fts5(text, content='rm_text', content_rowid='id', tokenize='trigram', detail=none, columnsize=0)
        """
    /// FTS5's own tables. How they are defined is its affair; what is in them is held against `rm_text`.
    static let shadows = ["rm_find_config", "rm_find_data", "rm_find_idx"]

    /// The fewest characters that the index finds.
    static let shortest = 3

    /// What to ask the index for a word of at least so many: every three characters that follow one another in it.
    static func query(_ word: String) -> String {
        let scalars = Array(word.unicodeScalars)
        let places = 0...(scalars.count - shortest)
        // A long word is told well enough by its beginning.
        let trigrams = places.prefix(32).map { String(String.UnicodeScalarView(scalars[$0..<($0 + shortest)])) }
        return "(" + trigrams.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: " AND ") + ")"
    }

    static func add(_ text: String, at id: Int64, in database: Database) throws {
        // Made anew, it has the row already.
        _ = try mending(in: database) {
            try database.cachedStatement(sql: "INSERT INTO rm_find(rowid, text) VALUES (?, ?)")
                .execute(arguments: [id, text])
        }
    }

    static func remove(_ text: String, at id: Int64, in database: Database) throws {
        let removal = {
            try database.cachedStatement(sql: "INSERT INTO rm_find(rm_find, rowid, text) VALUES ('delete', ?, ?)")
                .execute(arguments: [id, text])
        }
        // Made anew, it has the row still.
        if try mending(in: database, removal) { try removal() }
    }

    /// Has FTS5 write what it holds back until the end of the transaction, where a damage could only be told by
    /// refusing all of it. It does so before a savepoint.
    static func settle(in database: Database) throws {
        _ = try mending(in: database) {
            try database.execute(sql: "SAVEPOINT rm_find")
            try database.execute(sql: "RELEASE rm_find")
        }
    }

    /// Reads all of `rm_text` anew.
    static func fill(in database: Database) throws {
        try database.execute(sql: "INSERT INTO rm_find(rm_find) VALUES ('rebuild')")
    }

    /// No damaged index stops an entry in the ledger: it is made anew.
    ///
    /// - Returns: whether it was.
    private static func mending(in database: Database, _ body: () throws -> Void) throws -> Bool {
        do {
            try body()
            return false
        } catch let error as DatabaseError where isOfIndex(error) || error.resultCode == .SQLITE_CONSTRAINT {
            try drop(in: database)
            try database.execute(sql: sql)
            try fill(in: database)
            return true
        }
    }

    /// Whether an error may come from the index and not from the file it lies in.
    static func isOfIndex(_ error: DatabaseError) -> Bool {
        error.extendedResultCode == .SQLITE_CORRUPT_VTAB || error.resultCode == .SQLITE_ERROR
    }

    /// FTS5 drops no index whose tables it cannot read: it gets empty ones first.
    static func drop(in database: Database, _ schema: String = "main") throws {
        let isThere = try Bool.fetchOne(
            database,
            sql: "SELECT count(*) FROM \(schema).sqlite_schema WHERE name = 'rm_find' AND sql LIKE 'CREATE VIRTUAL%'")
        guard isThere == true else { return }
        for shadow in shadows { try database.execute(sql: "DROP TABLE IF EXISTS \(schema).\(shadow)") }
        try database.execute(
            sql: """
                CREATE TABLE \(schema).rm_find_data(id INTEGER PRIMARY KEY, block BLOB);
                CREATE TABLE \(schema).rm_find_idx(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
                CREATE TABLE \(schema).rm_find_config(k PRIMARY KEY, v) WITHOUT ROWID;
                INSERT INTO \(schema).rm_find_config VALUES ('version', 4);
                INSERT INTO \(schema).rm_find_data VALUES (1, x''), (10, x'00000000000000');
                DROP TABLE \(schema).rm_find
                """)
    }

    /// Whether the tables that statements speak of have an index: those of a view have not.
    static func isThere(in database: Database) throws -> Bool {
        try Bool.fetchOne(database, sql: "SELECT count(*) = 0 FROM temp.sqlite_schema WHERE name = 'rm_text'") ?? false
    }
}

// MARK: - Checking

extension TextIndex {
    /// Holds the live index against the texts by FTS5's own check, on a copy of both in TEMP: the check is a statement that
    /// writes, and a ledger is only read here.
    static func findings(_ transaction: SQLiteStore.Transaction) throws -> [Verdict.Finding] {
        let database = transaction.database
        let version = try Row.fetchAll(database, sql: "SELECT k, v FROM main.rm_find_config")
        guard version.count == 1, version[0].text(at: 0) == "version", version[0].integer(at: 1) == 4 else {
            return [altered]
        }
        do {
            try database.execute(sql: "CREATE TEMP TABLE \(Tables.text.body)")
            defer { try? database.execute(sql: "DROP TABLE temp.rm_text") }
            try database.execute(sql: "INSERT INTO temp.rm_text SELECT * FROM main.rm_text")
            try database.execute(sql: sql.replacing("TABLE rm_find", with: "TABLE temp.rm_find"))
            for shadow in shadows {
                try database.execute(sql: "DELETE FROM temp.\(shadow)")
                try database.execute(sql: "INSERT INTO temp.\(shadow) SELECT * FROM main.\(shadow)")
            }
            try database.execute(sql: "INSERT INTO temp.rm_find(rm_find, rank) VALUES ('integrity-check', 1)")
            try database.execute(sql: "DROP TABLE temp.rm_find")
            return []
        } catch let error as DatabaseError where isOfIndex(error) {
            try drop(in: database, "temp")
            return [altered]
        }
    }

    private static let altered = Verdict.Finding(
        .readModel, field: name,
        Message("全文索引 rm_find 与 rm_text 不符。", "The index rm_find does not agree with rm_text."))
}
