import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// What stands beside the rates of findings (`domain.md`: derived): regulations made, people held accountable, and how
/// satisfied people are.
package struct RoundResults: Equatable, Sendable {
    /// 建立制度数: regulations adopted that answer a finding of the group, or settle a common problem with one behind it;
    /// of all, every regulation adopted.
    package var regulations = 0
    /// 问责人数: nil where it is not counted by such a group.
    package var accountable: Int?
    package var satisfied = 0
    package var answered = 0

    /// 满意度: satisfied or basically satisfied / answered, by the latest survey of each round.
    package var satisfaction: Rate? { Rate(satisfied, answered) }

    /// Of a group of which nothing is said.
    static func none(by grouping: Grouping?, _ filter: FindingFilter) -> RoundResults {
        RoundResults(accountable: Counting(grouping, filter)?.accountable == nil ? nil : 0)
    }

    /// By what accountability and surveys can be grouped: they are counted by round, the one by unit as well. Where
    /// findings are filtered by anything else, nobody counted them so.
    fileprivate struct Counting {
        var accountable: String?
        var survey: String?

        /// - Parameter filter: may name rounds, and units where units are grouped by.
        init?(_ grouping: Grouping?, _ filter: FindingFilter) {
            var rest = filter
            rest.rounds = []
            if grouping == .unit { rest.units = [] }
            guard rest.isEmpty else { return nil }
            switch grouping {
            case nil: (accountable, survey) = ("NULL", "NULL")
            case .round: (accountable, survey) = ("r.id", "r.id")
            case .source: (accountable, survey) = ("r.source", "r.source")
            case .unit: (accountable, survey) = ("a.unit", nil)
            case .category: return nil
            }
        }
    }
}

extension SQLiteStore.Transaction {
    func results(
        by grouping: Grouping?, _ filter: FindingFilter, on day: CalendarDate
    ) throws -> [String?: RoundResults] {
        var results = try regulations(by: grouping, filter, on: day)
        guard let counting = RoundResults.Counting(grouping, filter) else { return results }
        var conditions = Conditions()
        conditions.add("r.id", isOneOf: filter.rounds.map(\.text))
        if let group = counting.survey {
            var asked = conditions
            asked.add("r.answered > 0")
            let sql = """
                SELECT \(group), sum(r.satisfied + r.basically_satisfied), sum(r.answered) FROM rm_round r\
                \(asked.clause) GROUP BY 1
                """
            for row in try Row.fetchAll(database, sql: sql, arguments: asked.arguments) {
                results[row.text(at: 0), default: RoundResults()].satisfied = row.integer(at: 1)
                results[row.text(at: 0), default: RoundResults()].answered = row.integer(at: 2)
            }
        }
        guard let group = counting.accountable else { return results }
        if grouping == .unit {
            conditions.add("a.unit <> ''")
            conditions.add("a.unit", isOneOf: filter.units.map(\.text))
        }
        let sql = """
            SELECT \(group), sum(a.talk + a.criticism + a.organisational + a.discipline) FROM rm_accountability a \
            JOIN rm_round r ON r.id = a.id\(conditions.clause) GROUP BY 1
            """
        for key in results.keys { results[key]?.accountable = 0 }
        for row in try Row.fetchAll(database, sql: sql, arguments: conditions.arguments) {
            results[row.text(at: 0), default: RoundResults()].accountable = row.integer(at: 1)
        }
        return results
    }

    /// Regulations adopted that answer one of these findings, by name or by a common problem; every regulation adopted where
    /// all are asked for.
    func regulationsMade(_ filter: FindingFilter, on day: CalendarDate) throws -> [RegulationID] {
        var conditions = Conditions()
        var answering = ""
        if !filter.isEmpty {
            conditions = .findings(filter, on: day)
            conditions.add("f.stage NOT IN ('withdrawn', 'merged')")
            answering = " JOIN \(Regulation.answered) a ON a.id = r.id JOIN rm_finding f ON f.number = a.number"
        }
        conditions.add("r.adopted_on IS NOT NULL")
        let sql = "SELECT DISTINCT r.id FROM rm_regulation r\(answering)\(conditions.clause) ORDER BY r.id"
        return try String.fetchAll(database, sql: sql, arguments: conditions.arguments).compactMap { RegulationID($0) }
    }

    private func regulations(
        by grouping: Grouping?, _ filter: FindingFilter, on day: CalendarDate
    ) throws -> [String?: RoundResults] {
        if grouping == nil, filter.isEmpty {
            let sql = "SELECT count(*) FROM rm_regulation WHERE adopted_on IS NOT NULL"
            return [nil: RoundResults(regulations: try Int.fetchOne(database, sql: sql) ?? 0)]
        }
        var conditions = Conditions.findings(filter, on: day)
        conditions.add("r.adopted_on IS NOT NULL AND f.stage NOT IN ('withdrawn', 'merged')")
        if grouping == .unit { conditions.add("g.unit", isOneOf: filter.units.map(\.text)) }
        let join = grouping == .unit ? " LEFT JOIN rm_finding_unit g ON g.number = f.number" : ""
        let sql = """
            SELECT \(grouping?.column ?? "NULL"), count(DISTINCT r.id) FROM rm_regulation r \
            JOIN \(Regulation.answered) a ON a.id = r.id JOIN rm_finding f ON f.number = a.number\(join)\
            \(conditions.clause) GROUP BY 1
            """
        var results: [String?: RoundResults] = [:]
        for row in try Row.fetchAll(database, sql: sql, arguments: conditions.arguments) {
            results[row.text(at: 0)] = RoundResults(regulations: row.integer(at: 1))
        }
        return results
    }
}
