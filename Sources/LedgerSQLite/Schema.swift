/// The tables and triggers of a ledger's file. This is the storage format (`format.md`: SQLite store): other programs
/// read it, so it changes only with `version`.
enum Schema {
    /// "TZLG": `PRAGMA application_id`, by which `file(1)` and SQLite know whose file it is.
    static let applicationID = 0x545A_4C47
    /// `PRAGMA user_version`: the version of the format.
    static let version = 1

    /// A table or trigger; `sql` is word for word what `sqlite_schema` holds.
    struct Object: Sendable, Equatable {
        var name: String
        var sql: String
    }

    static let objects = tables + triggers
    static let appendOnly = "append-only"
    static let tableNames = tables.map(\.name)

    private static let tables = [
        Object(
            name: "record",
            sql: """
                CREATE TABLE record(seq INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, \
                type TEXT NOT NULL, body TEXT NOT NULL, hash BLOB NOT NULL, UNIQUE(stream, version)) STRICT
                """),
        Object(
            name: "command",
            sql: """
                CREATE TABLE command(id TEXT PRIMARY KEY, first INTEGER NOT NULL REFERENCES record(seq), \
                last INTEGER NOT NULL REFERENCES record(seq)) STRICT, WITHOUT ROWID
                """),
        Object(
            name: "tile",
            sql: """
                CREATE TABLE tile(level INTEGER NOT NULL, idx INTEGER NOT NULL, hashes BLOB NOT NULL, \
                PRIMARY KEY(level, idx)) STRICT, WITHOUT ROWID
                """),
        Object(
            name: "disclosure",
            sql: """
                CREATE TABLE disclosure(digest TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES record(seq), \
                subject TEXT NOT NULL, sealed BLOB NOT NULL) STRICT
                """),
        Object(
            name: "checkpoint",
            sql: """
                CREATE TABLE checkpoint(size INTEGER NOT NULL, origin TEXT NOT NULL, note TEXT NOT NULL, \
                PRIMARY KEY(size, origin)) STRICT, WITHOUT ROWID
                """),
        Object(
            name: "attestation",
            sql: """
                CREATE TABLE attestation(id INTEGER PRIMARY KEY, size INTEGER NOT NULL, origin TEXT NOT NULL, \
                kind TEXT NOT NULL, content BLOB NOT NULL) STRICT
                """),
    ]

    /// INSERT OR REPLACE deletes without asking the DELETE trigger unless the connection has `recursive_triggers` on,
    /// and another program's has not: what would be replaced is therefore refused before it is inserted.
    private static let triggers =
        refusals(
            of: "record",
            replacing: """
                NEW.seq <= (SELECT max(seq) FROM record) \
                OR EXISTS (SELECT 1 FROM record WHERE stream = NEW.stream AND version = NEW.version)
                """)
        + refusals(of: "command", replacing: "EXISTS (SELECT 1 FROM command WHERE id = NEW.id)")
        + refusals(
            of: "checkpoint",
            replacing: "EXISTS (SELECT 1 FROM checkpoint WHERE size = NEW.size AND origin = NEW.origin)")
        + refusals(of: "attestation", replacing: "EXISTS (SELECT 1 FROM attestation WHERE id = NEW.id)")

    private static func refusals(of table: String, replacing condition: String) -> [Object] {
        let refusal = "BEGIN SELECT RAISE(ABORT, '\(appendOnly)'); END"
        return [
            Object(
                name: "\(table)_update", sql: "CREATE TRIGGER \(table)_update BEFORE UPDATE ON \(table) \(refusal)"),
            Object(
                name: "\(table)_delete", sql: "CREATE TRIGGER \(table)_delete BEFORE DELETE ON \(table) \(refusal)"),
            Object(
                name: "\(table)_replace",
                sql: "CREATE TRIGGER \(table)_replace BEFORE INSERT ON \(table) WHEN \(condition) \(refusal)"),
        ]
    }
}
