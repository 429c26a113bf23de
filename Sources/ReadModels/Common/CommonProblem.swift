import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// A category that is a common problem, or was settled as one.
package struct CommonProblem: Equatable, Sendable {
    package enum State: String, Choice {
        case open, again, regulated, explained

        package var title: Message {
            switch self {
            case .open: Message("待处理", "to be settled")
            case .again: Message("处理后再现", "back after it was settled")
            case .regulated: Message("已建制度", "regulation made")
            case .explained: Message("已说明", "explained")
            }
        }

        /// Whether somebody is to settle it.
        package var isOpen: Bool { self == .open || self == .again }
    }

    package var id: CommonID
    package var state: State
    /// The rules that it meets by what no settlement has spoken of.
    package var rules: Set<CommonRule>
    /// Where it was found, by what is behind it.
    package var units: [UnitID]
    /// What is behind it: of an open one, the findings that no settlement has spoken of; of a settled one, those that
    /// its settlements spoke of.
    package var findings: [FindingNumber]
    /// The first and the last day of what is behind it.
    package var first: CalendarDate?
    package var last: CalendarDate?
    package var settledOn: CalendarDate?
    package var regulation: RegulationID?
    package var reason: String?
    package var settlements: Int
}

extension OpenLedger {
    /// Those to be settled first, each group by category.
    package func commonProblems(_ horizon: Horizon = .now) throws -> [CommonProblem] {
        let thresholds = try office(horizon).thresholds
        return try view(horizon) { transaction, _ in try transaction.commonProblems(thresholds) }
    }
}

extension Desk {
    /// The common problem of this category; nil where it is none.
    package func commonProblem(_ id: CommonID) throws -> CommonProblem? {
        try transaction.commonProblems(office.thresholds).first { $0.id == id }
    }
}

extension SQLiteStore.Transaction {
    func commonProblems(_ thresholds: Thresholds) throws -> [CommonProblem] {
        var sightings = try sightings()
        let settlements = try settlements()
        for category in settlements.keys where sightings[category] == nil { sightings[category] = [] }
        return sightings.compactMap { category, sightings in
            CommonProblem(category, sightings, settlements[category], thresholds)
        }.sorted { left, right in
            (left.state.isOpen ? 0 : 1, left.id) < (right.state.isOpen ? 0 : 1, right.id)
        }
    }

    /// By category. What was withdrawn or merged was not found.
    private func sightings() throws -> [CommonID: [CommonRule.Sighting]] {
        let columns = """
            f.number, f.category, f.round, coalesce(f.unit, (SELECT group_concat(unit, char(10)) FROM rm_finding_unit u \
            WHERE u.number = f.number)) AS units
            """
        let isListed = "f.stage NOT IN ('withdrawn', 'merged')"
        let sql = """
            SELECT \(columns), f.registered_on AS day, 0 AS is_reopening FROM rm_finding f WHERE \(isListed) \
            UNION ALL SELECT \(columns), o.reopened_on, 1 FROM rm_reopening o \
            JOIN rm_finding f ON f.number = o.number WHERE \(isListed)
            """
        let rows = try Row.fetchCursor(database, sql: sql)
        var found: [CommonID: [CommonRule.Sighting]] = [:]
        while let row = try rows.next() {
            // A category that can be no stream's name cannot be settled either.
            guard let category = row.text("category").flatMap({ CommonID($0) }),
                let number = row.text("number").flatMap({ FindingNumber($0) }),
                let day = row.text("day").flatMap({ CalendarDate($0) })
            else { continue }
            let units = row.text("units")?.split(separator: "\n").compactMap { UnitID(String($0)) } ?? []
            found[category, default: []].append(
                CommonRule.Sighting(
                    number, on: day, units: units, round: row.text("round").flatMap { RoundID($0) },
                    isReopening: row.integer("is_reopening") != 0))
        }
        return found
    }

    /// Each category's settlements in order, and the findings that they spoke of.
    private func settlements() throws -> [CommonID: [Common.Settlement]] {
        var settlements: [CommonID: [Common.Settlement]] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT * FROM rm_common ORDER BY id, place") {
            guard let id = row.text("id").flatMap({ CommonID($0) }),
                let day = row.text("settled_on").flatMap({ CalendarDate($0) })
            else { continue }
            settlements[id, default: []].append(
                Common.Settlement(
                    on: day, regulation: row.text("regulation").flatMap { RegulationID($0) },
                    reason: row.text("reason"), findings: []))
        }
        for row in try Row.fetchAll(database, sql: "SELECT DISTINCT id, number FROM rm_common_finding") {
            guard let id = row.text("id").flatMap({ CommonID($0) }),
                let number = row.text("number").flatMap({ FindingNumber($0) })
            else { continue }
            settlements[id]?[0].findings.append(number)
        }
        return settlements
    }
}

extension CommonProblem {
    /// Nil where the category neither is nor was a common problem.
    fileprivate init?(
        _ id: CommonID, _ sightings: [CommonRule.Sighting], _ settlements: [Common.Settlement]?,
        _ thresholds: Thresholds
    ) {
        let settled = Set((settlements ?? []).flatMap(\.findings))
        let last = settlements?.last
        // Only what no settlement has spoken of makes it a common problem (anew).
        let fresh = sightings.filter { sighting in
            !settled.contains(sighting.finding) || (sighting.isReopening && last.map { sighting.on > $0.on } ?? true)
        }
        let rules = CommonRule.met(by: fresh, thresholds)
        guard last != nil || !rules.isEmpty else { return nil }
        let behind = rules.isEmpty ? sightings.filter { settled.contains($0.finding) } : fresh
        let state: State =
            switch (rules.isEmpty, last) {
            case (false, nil): .open
            case (false, _): .again
            case (true, let last): last?.regulation == nil ? .explained : .regulated
            }
        self.init(
            id: id, state: state, rules: rules, units: Set(behind.flatMap(\.units)).sorted(),
            findings: Set(behind.map(\.finding)).sorted(), first: behind.map(\.on).min(), last: behind.map(\.on).max(),
            settledOn: last?.on, regulation: last?.regulation, reason: last?.reason,
            settlements: settlements?.count ?? 0)
    }
}
