import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// Why a closed finding is more likely than others to come back: any of these puts it into a look-back by risk
/// (docs/decisions/0010).
package enum LookBackRisk: String, Choice {
    case relapsed, returned, extended, late, common

    package var title: Message {
        switch self {
        case .relapsed: Message("曾经反弹", "relapsed before")
        case .returned: Message("曾被退回", "was returned")
        case .extended: Message("曾经延期", "was extended")
        case .late: Message("逾期完成", "completed late")
        case .common: Message("共性问题类别", "category of a common problem")
        }
    }
}

/// A closed finding that a look-back may be drawn from.
package struct LookBackCandidate: Equatable, Sendable {
    package var number: FindingNumber
    package var risks: Set<LookBackRisk>
}

extension Desk {
    /// The closed findings of these rounds, by number.
    package func lookBackCandidates(of rounds: [RoundID]) throws -> [LookBackCandidate] {
        let common = Set(try transaction.commonProblems(office.thresholds).map(\.id.text))
        let marks = databaseQuestionMarks(count: rounds.count)
        let sql = """
            SELECT number, category, relapses, reopened, returns, extensions, was_late FROM (SELECT f.*, \
            (SELECT count(*) FROM rm_reopening o WHERE o.number = f.number) AS reopened FROM rm_finding f) \
            WHERE stage = 'closed' AND round IN (\(marks)) ORDER BY year, ordinal
            """
        let rows = try Row.fetchAll(
            transaction.database, sql: sql, arguments: StatementArguments(rounds.map(\.text)))
        return rows.compactMap { row in
            guard let number = row.text("number").flatMap({ FindingNumber($0) }) else { return nil }
            let risks: [(LookBackRisk, Bool)] = [
                (.relapsed, row.integer("relapses") + row.integer("reopened") > 0),
                (.returned, row.integer("returns") > 0), (.extended, row.integer("extensions") > 0),
                (.late, row.integer("was_late") != 0), (.common, common.contains(row.text("category") ?? "")),
            ]
            return LookBackCandidate(number: number, risks: Set(risks.filter(\.1).map(\.0)))
        }
    }
}
