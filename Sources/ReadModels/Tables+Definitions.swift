extension Tables {
    struct Definition: Sendable {
        let name: String
        /// The columns that a row is known by.
        let key: [String]
        /// What follows `CREATE TABLE`.
        let body: String
        /// Word for word what `sqlite_schema` holds.
        let sql: String
        /// Writes a row: made once, since a rebuild writes many.
        let insertion: String

        init(_ name: String, key: [String], _ columns: String) {
            self.name = name
            self.key = key
            body = "\(name)(\(columns), PRIMARY KEY(\(key.joined(separator: ", ")))) STRICT, WITHOUT ROWID"
            sql = "CREATE TABLE \(body)"
            let count = columns.split(separator: ",").count
            let marks = Array(repeating: "?", count: count).joined(separator: ", ")
            insertion = "INSERT OR REPLACE INTO \(name) VALUES (\(marks))"
        }
    }

    static let definitions = [meta, finding, findingUnit, measure, measureUnit, round]

    /// Days are written `YYYY-MM-DD`. Nothing here depends on what day it is.
    static let meta = Definition(
        "rm_meta", key: ["id"], "id INTEGER NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL")
    static let finding = Definition(
        "rm_finding", key: ["number"],
        """
        number TEXT NOT NULL, year INTEGER NOT NULL, ordinal INTEGER NOT NULL, stage TEXT NOT NULL, \
        is_open INTEGER NOT NULL, category TEXT NOT NULL, description TEXT NOT NULL, details TEXT, goal TEXT, \
        source TEXT, round TEXT, unit TEXT, lead_unit TEXT, leader TEXT, owner TEXT, feedback_on TEXT, \
        registered_on TEXT NOT NULL, closed_on TEXT, deadline TEXT, due TEXT, measures INTEGER NOT NULL, \
        measures_done INTEGER NOT NULL, evidence INTEGER NOT NULL, returns INTEGER NOT NULL, \
        extensions INTEGER NOT NULL, relapses INTEGER NOT NULL, closures INTEGER NOT NULL, \
        doubts INTEGER NOT NULL, merged_into TEXT, is_claimed INTEGER NOT NULL
        """)
    static let findingUnit = Definition(
        "rm_finding_unit", key: ["number", "place"],
        "number TEXT NOT NULL, place INTEGER NOT NULL, unit TEXT NOT NULL")
    static let measure = Definition(
        "rm_measure", key: ["number", "measure"],
        """
        number TEXT NOT NULL, measure INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL, owner TEXT, \
        planned_on TEXT NOT NULL, original_deadline TEXT, deadline TEXT, next_review TEXT, percent INTEGER, \
        completed_on TEXT, is_done INTEGER NOT NULL, evidence INTEGER NOT NULL, extensions INTEGER NOT NULL, \
        requested_deadline TEXT, is_claimed INTEGER NOT NULL
        """)
    static let measureUnit = Definition(
        "rm_measure_unit", key: ["number", "measure", "place"],
        "number TEXT NOT NULL, measure INTEGER NOT NULL, place INTEGER NOT NULL, unit TEXT NOT NULL")
    static let round = Definition(
        "rm_round", key: ["id"],
        """
        id TEXT NOT NULL, source TEXT NOT NULL, body TEXT, feedback_on TEXT, intensive_until TEXT, document TEXT, \
        opened_on TEXT NOT NULL, closed_on TEXT, left_open INTEGER NOT NULL, is_claimed INTEGER NOT NULL
        """)
}
