extension Tables {
    package final class Definition: Sendable {
        let name: String
        /// The columns that a row is known by.
        let key: [String]
        /// What follows `CREATE TABLE`.
        let body: String
        /// Word for word what `sqlite_schema` holds.
        let sql: String
        /// By what its rows are ordered: the key.
        var order: String { key.joined(separator: ", ") }
        /// Writes a row: made once, since a rebuild writes many.
        let insertion: String
        /// Removes the rows of one state.
        let deletion: String
        /// Removes the row of a key.
        let removal: String
        /// How many columns a row gives.
        let width: Int
        /// The columns that say something: all but a number that only this file gives its rows.
        let saying: String
        /// A table of the same columns under another name, what follows `CREATE TABLE` for it, and what writes a row.
        let aside: (name: String, body: String, insertion: String)

        init(_ name: String, key: [String], _ columns: String) {
            self.name = name
            self.key = key
            width = Definition.names(columns).count
            precondition(Definition.names(columns).starts(with: key), "the columns of the key come first")
            body = "\(name)(\(columns), PRIMARY KEY(\(key.joined(separator: ", ")))) STRICT, WITHOUT ROWID"
            sql = "CREATE TABLE \(body)"
            let marks = Array(repeating: "?", count: width).joined(separator: ", ")
            insertion = "INSERT OR REPLACE INTO \(name) VALUES (\(marks))"
            deletion = "DELETE FROM \(name) WHERE \(key[0]) = ?"
            removal = Definition.removal(name, key)
            saying = "*"
            aside = Definition.aside(name, body, insertion)
        }

        /// - Parameter number: a column that numbers the rows, for an index to name them by.
        init(_ name: String, numbered number: String, key: [String], _ columns: String) {
            self.name = name
            self.key = key
            width = Definition.names(columns).count
            precondition(Definition.names(columns).starts(with: key), "the columns of the key come first")
            body = "\(name)(\(number) INTEGER PRIMARY KEY, \(columns), UNIQUE(\(key.joined(separator: ", ")))) STRICT"
            sql = "CREATE TABLE \(body)"
            let names = Definition.names(columns).joined(separator: ", ")
            let marks = Array(repeating: "?", count: width).joined(separator: ", ")
            insertion = "INSERT INTO \(name)(\(names)) VALUES (\(marks))"
            deletion = "DELETE FROM \(name) WHERE \(key[0]) = ?"
            removal = Definition.removal(name, key)
            saying = names
            aside = Definition.aside(name, body, insertion)
        }

        private static func names(_ columns: String) -> [String] {
            columns.split(separator: ",").compactMap { $0.split(separator: " ").first.map(String.init) }
        }

        private static func aside(_ name: String, _ body: String, _ insertion: String) -> (String, String, String) {
            ("aside_\(name)", "aside_\(body)", insertion.replacing("INTO \(name)", with: "INTO aside_\(name)"))
        }

        private static func removal(_ name: String, _ key: [String]) -> String {
            "DELETE FROM \(name) WHERE " + key.map { "\($0) = ?" }.joined(separator: " AND ")
        }
    }

    /// Those that have rows of streams of every concept.
    static let shared = [span, link, text]
    static let definitions = [meta] + shared + concepts.flatMap { $0.tables }

    /// What the file has of read models, by name: word for word what `sqlite_schema` says; nil where that is SQLite's
    /// affair.
    static let objects: [(name: String, sql: String?)] =
        definitions.map { ($0.name, $0.sql) } + [spanOrder, (TextIndex.name, TextIndex.sql)]
        + TextIndex.shadows.map { ($0, nil) }

    /// Days are written `YYYY-MM-DD`. Nothing here depends on what day it is.
    static let meta = Definition(
        "rm_meta", key: ["id"], "id INTEGER NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL")
    /// Which streams name which others.
    static let link = Definition(
        "rm_link", key: ["source", "way", "target"], "source TEXT NOT NULL, way TEXT NOT NULL, target TEXT NOT NULL")
}
