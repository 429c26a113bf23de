extension Tables {
    package final class Definition: Sendable {
        let name: String
        /// The columns that a row is known by: the first ones.
        let key: [String]
        /// How many columns a row gives.
        let width: Int
        private let columns: String
        private let number: String?

        /// Every command that writes has all of them made: what only some ask for is made when it is asked for.
        ///
        /// - Parameters:
        ///   - number: a column that numbers the rows, for an index to name them by.
        ///   - columns: as they are defined, with commas between them and nowhere else.
        init(_ name: String, numbered number: String? = nil, key: [String], _ columns: String) {
            (self.name, self.key, self.columns, self.number) = (name, key, columns, number)
            width = columns.utf8.count { $0 == UInt8(ascii: ",") } + 1
        }

        /// What follows `CREATE TABLE`.
        var body: String { body(of: name) }
        /// Word for word what `sqlite_schema` holds.
        var sql: String { "CREATE TABLE \(body)" }
        /// By what its rows are ordered: the key.
        var order: String { key.joined(separator: ", ") }
        /// Writes a row.
        var insertion: String { insertion(into: name) }
        /// Removes the rows of one state.
        var deletion: String { "DELETE FROM \(name) WHERE \(key[0]) = ?" }
        /// Removes the row of a key.
        var removal: String { "DELETE FROM \(name) WHERE " + key.map { "\($0) = ?" }.joined(separator: " AND ") }
        /// The columns that say something: all but a number that only this file gives its rows.
        var saying: String { number == nil ? "*" : names.joined(separator: ", ") }
        /// A table of the same columns under another name, what follows `CREATE TABLE` for it, and what writes a row.
        var aside: (name: String, body: String, insertion: String) {
            let aside = "aside_\(name)"
            return (aside, body(of: aside), insertion(into: aside))
        }

        var names: [String] {
            columns.split(separator: ",").map { column in
                String(column.drop { $0 == " " }.prefix { $0 != " " })
            }
        }

        private func body(of name: String) -> String {
            guard let number else { return "\(name)(\(columns), PRIMARY KEY(\(order))) STRICT, WITHOUT ROWID" }
            return "\(name)(\(number) INTEGER PRIMARY KEY, \(columns), UNIQUE(\(order))) STRICT"
        }

        private func insertion(into name: String) -> String {
            let marks = Array(repeating: "?", count: width).joined(separator: ", ")
            guard number != nil else { return "INSERT OR REPLACE INTO \(name) VALUES (\(marks))" }
            return "INSERT INTO \(name)(\(saying)) VALUES (\(marks))"
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
