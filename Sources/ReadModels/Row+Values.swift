import GRDB
import Ledger
import Rectification

// Rows of the tables as values. A row that another hand has written and that makes no sense is left out; `verify` is the
// one to tell. GRDB's own subscripts would stop the program at a value of another type.

extension Row {
    func text(_ column: String) -> String? { String.fromDatabaseValue(self[column]) }
    func text(at index: Int) -> String? { String.fromDatabaseValue(self[index]) }
    func integer(_ column: String) -> Int { Int.fromDatabaseValue(self[column]) ?? 0 }
    func integer(at index: Int) -> Int { Int.fromDatabaseValue(self[index]) ?? 0 }

    fileprivate func id<ID: TextIdentifier>(_ column: String) -> ID? { text(column).flatMap { ID($0) } }
    fileprivate func day(_ column: String) -> CalendarDate? { text(column).flatMap { CalendarDate($0) } }
    fileprivate func choice<C: Choice>(_ column: String) -> C? { text(column).flatMap { C(rawValue: $0) } }

    /// Names hold no line feed.
    fileprivate var units: [UnitID] {
        text("units")?.split(separator: "\n").compactMap { UnitID(String($0)) } ?? []
    }
}

extension FindingRow {
    init?(_ row: Row, on day: CalendarDate) {
        guard let number: FindingNumber = row.id("number"), let stage: Finding.Stage = row.choice("stage"),
            let registeredOn = row.day("registered_on")
        else { return nil }
        let due = row.day("due")
        let closedOn = row.day("closed_on")
        self.init(
            number: number, stage: stage, light: DueLight(due: due, on: day),
            description: row.text("description") ?? "",
            category: row.text("category") ?? "", source: row.text("source"), round: row.id("round"), units: row.units,
            leadUnit: row.id("lead_unit"), owner: row.id("owner"), leader: row.id("leader"),
            deadline: row.day("deadline"), overdueDays: due?.daysOverdue(on: day) ?? 0, registeredOn: registeredOn,
            closedOn: closedOn, measures: row.integer("measures"), measuresDone: row.integer("measures_done"),
            evidence: row.integer("evidence"), returns: row.integer("returns"), extensions: row.integer("extensions"),
            relapses: row.integer("relapses"), doubts: row.integer("doubts"), isClaimed: row.integer("is_claimed") != 0,
            age: max(0, (closedOn ?? day).dayNumber - registeredOn.dayNumber), supervision: row.choice("supervision"),
            nextSupervision: row.choice("supervision_next"))
    }
}

extension MeasureRow {
    init?(_ row: Row, on day: CalendarDate) {
        guard let finding: FindingNumber = row.id("number"), let stage: Finding.Stage = row.choice("stage"),
            let kind: Measure.Kind = row.choice("kind"), let plannedOn = row.day("planned_on")
        else { return nil }
        let due = row.day("due")
        self.init(
            finding: finding, stage: stage, description: row.text("description") ?? "",
            category: row.text("category") ?? "",
            round: row.id("round"), number: row.integer("measure"), text: row.text("text") ?? "", kind: kind,
            light: DueLight(due: due, on: day), owner: row.id("owner"), units: row.units, plannedOn: plannedOn,
            originalDeadline: row.day("original_deadline"), deadline: row.day("deadline"),
            overdueDays: due?.daysOverdue(on: day) ?? 0, nextReview: row.day("next_review"),
            percent: Int.fromDatabaseValue(row["percent"]),
            completedOn: row.day("completed_on"), isDone: row.integer("is_done") != 0,
            evidence: row.integer("evidence"),
            extensions: row.integer("extensions"), requestedDeadline: row.day("requested_deadline"),
            isClaimed: row.integer("is_claimed") != 0)
    }
}

extension Tally {
    /// The columns of `statisticsRows`, after the group.
    init?(_ row: Row) {
        guard let stage = row.text(at: 1).flatMap({ Finding.Stage(rawValue: $0) }) else { return nil }
        self.init(
            stage: stage, isOverdue: row.integer(at: 2) != 0, measures: row.integer(at: 3),
            measuresDone: row.integer(at: 4), timed: row.integer(at: 5), onTime: row.integer(at: 6),
            closures: row.integer(at: 7), relapses: row.integer(at: 8))
    }
}
