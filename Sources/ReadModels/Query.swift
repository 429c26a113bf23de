import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// A condition in SQL with its arguments.
struct Conditions {
    private(set) var sql: [String] = []
    private(set) var arguments = StatementArguments()

    mutating func add(_ condition: String, _ values: [(any DatabaseValueConvertible)?] = []) {
        sql.append("(\(condition))")
        arguments += StatementArguments(values)
    }

    /// The column holds one of these; nothing is asked where there are none.
    mutating func add(_ column: String, isOneOf values: [String]) {
        guard !values.isEmpty else { return }
        add("\(column) IN (\(databaseQuestionMarks(count: values.count)))", values)
    }

    /// The finding `f` is one of those that the rows speak of.
    mutating func add(_ rows: FilteredRows) {
        var inner = Conditions()
        inner.add(rows.filter, of: rows.listing)
        sql.append("(f.number IN (SELECT f.number FROM \(rows.listing.from)\(inner.clause)))")
        arguments += inner.arguments
    }

    var clause: String { sql.isEmpty ? "" : " WHERE " + sql.joined(separator: " AND ") }
}

extension Conditions {
    /// What is asked of the finding `f`, whether findings or measures are listed.
    init(_ filter: FindingFilter) {
        add("f.number", isOneOf: filter.numbers.map(\.text))
        add("f.round", isOneOf: filter.rounds.map(\.text))
        add("f.category", isOneOf: filter.categories)
        add("f.stage", isOneOf: filter.stages.map(\.rawValue))
        add("f.source", isOneOf: filter.sources)
        if let since = filter.since { add("f.registered_on >= ?", [since.description]) }
        if let until = filter.until { add("f.registered_on <= ?", [until.description]) }
        if let isOpen = filter.isOpen { add("f.is_open = ?", [isOpen]) }
    }

    mutating func addUnits(_ units: [UnitID], in table: String, _ join: String) {
        guard !units.isEmpty else { return }
        let marks = databaseQuestionMarks(count: units.count)
        add("EXISTS (SELECT 1 FROM \(table) u WHERE \(join) AND u.unit IN (\(marks)))", units.map(\.text))
    }

    /// - Parameter due: an expression for the deadline that is open.
    mutating func addLights(_ filter: FindingFilter, due: String, on day: CalendarDate) {
        if let isOverdue = filter.isOverdue {
            add("coalesce(\(due) < ?, 0) = ?", [day.description, isOverdue])
        }
        guard !filter.lights.isEmpty else { return }
        let soon = day.adding(days: DueLight.soon).description
        var values: [String] = []
        let parts = filter.lights.map { light -> String in
            switch light {
            case .red:
                values.append(day.description)
                return "\(due) < ?"
            case .yellow:
                values += [day.description, soon]
                return "\(due) BETWEEN ? AND ?"
            case .green:
                values.append(soon)
                return "\(due) > ?"
            }
        }
        add(parts.joined(separator: " OR "), values)
    }

    /// - Parameter places: expressions in one of which the text must stand.
    mutating func addText(_ text: String?, in places: [String], orMeasures: Bool) {
        guard let text, !text.isEmpty else { return }
        let pattern = LikePattern.containing(text)
        var parts = places.map { "\($0) LIKE ? ESCAPE '\\'" }
        if orMeasures {
            parts.append(
                "EXISTS (SELECT 1 FROM rm_measure m WHERE m.number = f.number AND m.text LIKE ? ESCAPE '\\')")
        }
        add(parts.joined(separator: " OR "), Array(repeating: pattern, count: parts.count))
    }
}

/// Of the measure `m`: its deadline, as long as it counts.
private let openDeadline = "CASE WHEN f.is_open AND m.completed_on IS NULL THEN m.deadline END"

private let texts = ["f.number", "f.description", "f.details", "f.goal", "f.category", "f.source"]

extension Conditions {
    static func findings(_ filter: FindingFilter, on day: CalendarDate) -> Conditions {
        var conditions = Conditions(filter)
        conditions.addUnits(filter.units, in: "rm_finding_unit", "u.number = f.number")
        if !filter.owners.isEmpty {
            let owners = filter.owners.map(\.text)
            let marks = databaseQuestionMarks(count: owners.count)
            conditions.add(
                """
                f.owner IN (\(marks)) \
                OR EXISTS (SELECT 1 FROM rm_measure m WHERE m.number = f.number AND m.owner IN (\(marks)))
                """, owners + owners)
        }
        conditions.addLights(filter, due: "f.due", on: day)
        conditions.addText(filter.text, in: texts, orMeasures: true)
        return conditions
    }

    static func measures(_ filter: FindingFilter, due: String, on day: CalendarDate) -> Conditions {
        var conditions = Conditions(filter)
        conditions.addUnits(filter.units, in: "rm_measure_unit", "u.number = m.number AND u.measure = m.measure")
        conditions.add("m.owner", isOneOf: filter.owners.map(\.text))
        conditions.addLights(filter, due: due, on: day)
        conditions.addText(filter.text, in: texts + ["m.text"], orMeasures: false)
        return conditions
    }
}

// MARK: - Lists

extension SQLiteStore.Transaction {
    func findingRows(_ filter: FindingFilter, on day: CalendarDate) throws -> [FindingRow] {
        var list: [FindingRow] = []
        try scanFindings(filter, on: day) { list.append($0) }
        return list
    }

    /// One row after the other: memory stays flat.
    func scanFindings(
        _ filter: FindingFilter, on day: CalendarDate, _ body: (FindingRow) throws -> Void
    ) throws {
        let conditions = Conditions.findings(filter, on: day)
        let sql = """
            SELECT f.*, (SELECT group_concat(unit, char(10)) FROM (SELECT unit FROM rm_finding_unit u \
            WHERE u.number = f.number ORDER BY place)) AS units FROM rm_finding f\(conditions.clause) \
            ORDER BY f.year, f.ordinal
            """
        let rows = try Row.fetchCursor(database, sql: sql, arguments: conditions.arguments)
        while let row = try rows.next() {
            if let finding = FindingRow(row, on: day) { try body(finding) }
        }
    }

    func countFindings(_ filter: FindingFilter, on day: CalendarDate) throws -> Int {
        let conditions = Conditions.findings(filter, on: day)
        let sql = "SELECT count(*) FROM rm_finding f\(conditions.clause)"
        return try Row.fetchOne(database, sql: sql, arguments: conditions.arguments)?.integer(at: 0) ?? 0
    }

    func measureRows(_ filter: FindingFilter, on day: CalendarDate) throws -> [MeasureRow] {
        var list: [MeasureRow] = []
        try scanMeasures(filter, on: day) { list.append($0) }
        return list
    }

    /// One row after the other: memory stays flat.
    func scanMeasures(
        _ filter: FindingFilter, on day: CalendarDate, _ body: (MeasureRow) throws -> Void
    ) throws {
        let conditions = Conditions.measures(filter, due: openDeadline, on: day)
        let sql = """
            SELECT m.*, f.stage, f.description, f.category, f.round, \(openDeadline) AS due, \
            (SELECT group_concat(unit, char(10)) FROM (SELECT unit FROM rm_measure_unit u \
            WHERE u.number = m.number AND u.measure = m.measure ORDER BY place)) AS units \
            FROM rm_measure m JOIN rm_finding f ON f.number = m.number\(conditions.clause) \
            ORDER BY f.year, f.ordinal, m.measure
            """
        let rows = try Row.fetchCursor(database, sql: sql, arguments: conditions.arguments)
        while let row = try rows.next() {
            if let measure = MeasureRow(row, on: day) { try body(measure) }
        }
    }

    func countMeasures(_ filter: FindingFilter, on day: CalendarDate) throws -> Int {
        let conditions = Conditions.measures(filter, due: openDeadline, on: day)
        let sql = "SELECT count(*) FROM rm_measure m JOIN rm_finding f ON f.number = m.number\(conditions.clause)"
        return try Row.fetchOne(database, sql: sql, arguments: conditions.arguments)?.integer(at: 0) ?? 0
    }
}

// MARK: - Statistics

extension SQLiteStore.Transaction {
    func statisticsRows(
        by grouping: Grouping?, _ filter: FindingFilter, of rows: FilteredRows? = nil, on day: CalendarDate
    ) throws -> [StatisticsRow] {
        var conditions = Conditions.findings(filter, on: day)
        if let rows { conditions.add(rows) }
        if grouping == .unit { conditions.add("g.unit", isOneOf: filter.units.map(\.text)) }
        let join = grouping == .unit ? " LEFT JOIN rm_finding_unit g ON g.number = f.number" : ""
        // Measures are counted in one pass: views of tables cannot look up those of each finding.
        let sql = """
            SELECT \(grouping?.column ?? "NULL"), f.stage, f.due IS NOT NULL AND f.due < ?, f.measures, \
            f.measures_done, coalesce(t.timed, 0), coalesce(t.on_time, 0), f.closures, f.relapses \
            FROM rm_finding f LEFT JOIN (SELECT number, \
            count(*) FILTER (WHERE completed_on IS NOT NULL OR original_deadline < ?) AS timed, \
            count(*) FILTER (WHERE completed_on <= original_deadline) AS on_time \
            FROM rm_measure WHERE original_deadline IS NOT NULL GROUP BY number) t \
            ON t.number = f.number\(join)\(conditions.clause)
            """
        let arguments = StatementArguments([day.description, day.description]) + conditions.arguments
        let rows = try Row.fetchCursor(database, sql: Listing.sql(sql, on: day), arguments: arguments)
        var groups: [String?: Statistics] = grouping == nil ? [nil: Statistics()] : [:]
        while let row = try rows.next() {
            guard let tally = Tally(row) else { continue }
            groups[row.text(at: 0), default: Statistics()].add(tally)
        }
        let results = try results(by: grouping, filter, on: day)
        for group in results.keys where groups[group] == nil { groups[group] = Statistics() }
        return groups.map { group, statistics in
            StatisticsRow(
                group: group, statistics: statistics, results: results[group] ?? .none(by: grouping, filter))
        }.sorted { left, right in
            guard let first = left.group else { return false }
            return right.group.map { first.utf8.lexicographicallyPrecedes($0.utf8) } ?? true
        }
    }
}

extension Grouping {
    var column: String {
        switch self {
        case .round: "f.round"
        case .unit: "g.unit"
        case .category: "f.category"
        case .source: "f.source"
        }
    }
}
