import Ledger
import LedgerSQLite
import Rectification

// What points are counted for, source by source: folded from the records, so that it can be told of the ledger as it was
// at any position, beside what the tables show.

extension SQLiteStore.Transaction {
    /// Everything from the year's beginning to a day of the quarter.
    func happenings(of quarter: QuarterID, until day: CalendarDate, through gate: Gate) throws -> [Happening] {
        var all: [Happening] = []
        let last = min(day, quarter.last)
        func add(_ more: [Happening]) {
            all += more.filter { quarter.firstOfYear <= $0.on && $0.on <= last }
        }
        try foldAll(FindingNumber.kind, where: gate.test, FindingHappenings.evolve) { add($0.happenings(until: last)) }
        try foldAll(ActivityNumber.kind, where: gate.test, Activity.evolve) { add($0.happenings) }
        try foldAll(TaskID.kind, where: gate.test, PlanTask.evolve) { add($0.happenings) }
        return all
    }
}

extension Activity {
    /// Who held it and who took part, as far as they are named; how many took part without being named.
    fileprivate var happenings: [Happening] {
        guard !isWithdrawn else { return [] }
        func happening(_ what: Happening.What, _ doer: Happening.Doer) -> Happening {
            Happening(what, kind: kind, by: doer, on: heldOn, in: id.stream)
        }
        let unnamed = (present ?? 0) - participants.count
        return (host.map { [happening(.hosted, .post($0))] } ?? [])
            + participants.map { happening(.participated, .member($0)) }
            + (unnamed > 0 ? [happening(.participated, .unnamed(unnamed))] : [])
    }
}

extension PlanTask {
    /// That it was completed by its last day, for whoever owned it then.
    fileprivate var happenings: [Happening] {
        guard let owner, withdrawnOn == nil, let completedOn, completedOn <= until else { return [] }
        return [Happening(.taskontime, by: .post(owner), on: completedOn, in: id.stream)]
    }
}
