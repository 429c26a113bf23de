import GRDB
import Ledger
import LedgerSQLite
import Rectification

// What points are counted for, source by source. Findings are folded from their records, since what was verified before
// a finding was reopened no longer stands in the tables; the rest is read from the tables, which show the same horizon.

extension SQLiteStore.Transaction {
    /// Everything from the year's beginning to a day of the quarter.
    func happenings(of quarter: QuarterID, until day: CalendarDate, through gate: Gate) throws -> [Happening] {
        let last = min(day, quarter.last)
        let first = quarter.firstOfYear
        return try findingHappenings(until: last, through: gate).filter { $0.on >= first }
            + activityHappenings(from: first, until: last) + taskHappenings(from: first, until: last)
    }

    private func findingHappenings(until day: CalendarDate, through gate: Gate) throws -> [Happening] {
        var all: [Happening] = []
        try foldAll(FindingNumber.kind, where: gate.test, FindingHappenings.evolve) {
            all += $0.happenings(until: day)
        }
        return all
    }

    /// Who held an activity and who took part, as far as they are named; how many took part without being named.
    private func activityHappenings(from first: CalendarDate, until last: CalendarDate) throws -> [Happening] {
        let sql = """
            SELECT id, kind, held_on, host, present, (SELECT group_concat(member, char(10)) \
            FROM rm_activity_participant p WHERE p.id = a.id) FROM rm_activity a \
            WHERE NOT is_withdrawn AND held_on BETWEEN ? AND ?
            """
        let rows = try Row.fetchCursor(
            database, sql: sql, arguments: [first.description, last.description])
        var all: [Happening] = []
        while let row = try rows.next() {
            guard let id = row.text(at: 0).flatMap({ ActivityNumber($0) }),
                let heldOn = row.text(at: 2).flatMap({ CalendarDate($0) })
            else { continue }
            let kind = row.text(at: 1)
            func add(_ what: Happening.What, _ doer: Happening.Doer) {
                all.append(Happening(what, kind: kind, by: doer, on: heldOn, in: id.stream))
            }
            if let host = row.text(at: 3).flatMap({ ActorID($0) }) { add(.hosted, .post(host)) }
            let members = (row.text(at: 5) ?? "").split(separator: "\n").compactMap { MemberCode(String($0)) }
            for member in members { add(.participated, .member(member)) }
            let unnamed = row.integer(at: 4) - members.count
            if unnamed > 0 { add(.participated, .unnamed(unnamed)) }
        }
        return all
    }

    /// Tasks that were completed by their last day, for whoever owned them then.
    private func taskHappenings(from first: CalendarDate, until last: CalendarDate) throws -> [Happening] {
        let sql = """
            SELECT id, owner, completed_on FROM rm_task \
            WHERE withdrawn_on IS NULL AND completed_on <= until_on AND completed_on BETWEEN ? AND ?
            """
        let rows = try Row.fetchCursor(
            database, sql: sql, arguments: [first.description, last.description])
        var all: [Happening] = []
        while let row = try rows.next() {
            guard let id = row.text(at: 0).flatMap({ TaskID($0) }),
                let owner = row.text(at: 1).flatMap({ ActorID($0) }),
                let completedOn = row.text(at: 2).flatMap({ CalendarDate($0) })
            else { continue }
            all.append(Happening(.taskontime, by: .post(owner), on: completedOn, in: id.stream))
        }
        return all
    }
}
