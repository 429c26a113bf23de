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
        return try findingHappenings(until: last, through: gate).filter { $0.on >= quarter.firstOfYear }
    }

    private func findingHappenings(until day: CalendarDate, through gate: Gate) throws -> [Happening] {
        var all: [Happening] = []
        try foldAll(FindingNumber.kind, where: gate.test, FindingHappenings.evolve) {
            all += $0.happenings(until: day)
        }
        return all
    }
}
