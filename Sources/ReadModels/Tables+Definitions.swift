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

        /// - Parameters:
        ///   - number: a column that numbers the rows, for an index to name them by.
        ///   - columns: as they are defined, with commas between them and nowhere else.
        init(_ name: String, numbered number: String? = nil, key: [String], _ columns: String) {
            let names = Definition.names(columns)
            precondition(names.starts(with: key), "the columns of the key come first")
            let known = key.joined(separator: ", ")
            let given = number == nil ? "" : "(\(names.joined(separator: ", ")))"
            let write = number == nil ? "INSERT OR REPLACE" : "INSERT"
            let marks = Array(repeating: "?", count: names.count).joined(separator: ", ")
            let columns =
                number.map { "(\($0) INTEGER PRIMARY KEY, \(columns), UNIQUE(\(known))) STRICT" }
                ?? "(\(columns), PRIMARY KEY(\(known))) STRICT, WITHOUT ROWID"
            self.name = name
            self.key = key
            width = names.count
            body = name + columns
            sql = "CREATE TABLE \(body)"
            insertion = "\(write) INTO \(name)\(given) VALUES (\(marks))"
            deletion = "DELETE FROM \(name) WHERE \(key[0]) = ?"
            removal = "DELETE FROM \(name) WHERE " + key.map { "\($0) = ?" }.joined(separator: " AND ")
            saying = number == nil ? "*" : names.joined(separator: ", ")
            let aside = "aside_\(name)"
            self.aside = (aside, aside + columns, "\(write) INTO \(aside)\(given) VALUES (\(marks))")
        }

        /// By bytes: every command that writes has all definitions made, and by characters this was a sixth of what it did.
        private static func names(_ columns: String) -> [String] {
            columns.utf8.split(separator: UInt8(ascii: ",")).map { column in
                let space = UInt8(ascii: " ")
                return String(Substring(column.drop { $0 == space }.prefix { $0 != space }))
            }
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
