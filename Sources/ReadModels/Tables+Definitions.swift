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

        init(_ name: String, key: [String], _ columns: String) {
            self.name = name
            self.key = key
            body = "\(name)(\(columns), PRIMARY KEY(\(key.joined(separator: ", ")))) STRICT, WITHOUT ROWID"
            sql = "CREATE TABLE \(body)"
            let count = columns.split(separator: ",").count
            let marks = Array(repeating: "?", count: count).joined(separator: ", ")
            insertion = "INSERT OR REPLACE INTO \(name) VALUES (\(marks))"
            deletion = "DELETE FROM \(name) WHERE \(key[0]) = ?"
        }
    }

    static let definitions = [meta, link] + concepts.flatMap { $0.tables }

    /// Days are written `YYYY-MM-DD`. Nothing here depends on what day it is.
    static let meta = Definition(
        "rm_meta", key: ["id"], "id INTEGER NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL")
    /// Which streams name which others.
    static let link = Definition(
        "rm_link", key: ["source", "way", "target"], "source TEXT NOT NULL, way TEXT NOT NULL, target TEXT NOT NULL")
}
