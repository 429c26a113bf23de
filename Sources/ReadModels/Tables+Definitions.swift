extension Tables {
    package struct Definition: Sendable {
        let name: String
        /// The columns that a row is known by.
        let key: [String]
        /// What follows `CREATE TABLE`.
        let body: String
        /// Word for word what `sqlite_schema` holds.
        let sql: String
        /// Writes a row: made once, since a rebuild writes many.
        let insertion: String
        /// Removes the rows of one state.
        let deletion: String
        /// The columns that say something: all but a number that only this file gives its rows.
        let saying: String

        init(_ name: String, key: [String], _ columns: String) {
            self.name = name
            self.key = key
            body = "\(name)(\(columns), PRIMARY KEY(\(key.joined(separator: ", ")))) STRICT, WITHOUT ROWID"
            sql = "CREATE TABLE \(body)"
            let count = columns.split(separator: ",").count
            let marks = Array(repeating: "?", count: count).joined(separator: ", ")
            insertion = "INSERT OR REPLACE INTO \(name) VALUES (\(marks))"
            deletion = "DELETE FROM \(name) WHERE \(key[0]) = ?"
            saying = "*"
        }

        /// - Parameter number: a column that numbers the rows, for an index to name them by.
        init(_ name: String, numbered number: String, key: [String], _ columns: String) {
            self.name = name
            self.key = key
            body = "\(name)(\(number) INTEGER PRIMARY KEY, \(columns), UNIQUE(\(key.joined(separator: ", ")))) STRICT"
            sql = "CREATE TABLE \(body)"
            let names = columns.split(separator: ",").map { $0.split(separator: " ")[0] }.joined(separator: ", ")
            let count = columns.split(separator: ",").count
            let marks = Array(repeating: "?", count: count).joined(separator: ", ")
            insertion = "INSERT INTO \(name)(\(names)) VALUES (\(marks))"
            deletion = "DELETE FROM \(name) WHERE \(key[0]) = ?"
            saying = names
        }
    }

    static let definitions = [meta, link, text] + concepts.flatMap { $0.tables }

    /// What the file has of read models, by name: word for word what `sqlite_schema` says; nil where that is SQLite's
    /// affair.
    static let objects: [(name: String, sql: String?)] =
        definitions.map { ($0.name, $0.sql) } + [(TextIndex.name, TextIndex.sql)] + TextIndex.shadows.map { ($0, nil) }

    /// Days are written `YYYY-MM-DD`. Nothing here depends on what day it is.
    static let meta = Definition(
        "rm_meta", key: ["id"], "id INTEGER NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL")
    /// Which streams name which others.
    static let link = Definition(
        "rm_link", key: ["source", "way", "target"], "source TEXT NOT NULL, way TEXT NOT NULL, target TEXT NOT NULL")
}
