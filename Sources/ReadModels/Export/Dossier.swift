import Ledger
import LedgerSQLite
import Rectification

/// A finding with every step of it.
package struct Dossier: Sendable {
    package var finding: Finding
    /// As lists show it on the day of the view.
    package var row: FindingRow
    package var steps: [HistoryRow]
}

/// Findings in full, for those who take them elsewhere: all of one moment.
package struct Dossiers: Sendable {
    package var findings: [Dossier]
    /// The ledger's own name, which is older than any day.
    package var name: String
    package var office: Office
    package var rounds: [Round]
    /// What day it is in the view.
    package var day: CalendarDate
    /// The last record that the view holds.
    package var last: LogRow?
}

extension OpenLedger {
    /// The findings that a filter lets through, by number, with the office and its rounds.
    ///
    /// - Parameter progress: is told how many steps have been read.
    package func dossiers(
        _ filter: FindingFilter = .init(), _ horizon: Horizon = .now, progress: (Int) -> Void = { _ in }
    ) throws -> Dossiers {
        let gate = Gate(horizon, identity.zone)
        return try view(horizon) { transaction, day in
            var read = 0
            let findings = try transaction.findingRows(filter, on: day).compactMap { row -> Dossier? in
                let steps = try transaction.history(of: row.number, through: gate)
                read += steps.count
                progress(read)
                return steps.last?.after.map { Dossier(finding: $0, row: row, steps: steps) }
            }
            return Dossiers(
                findings: findings, name: try transaction.office().name,
                office: try transaction.office(where: gate.lets(through:)),
                rounds: try transaction.rounds(through: gate), day: day, last: try transaction.last(through: gate))
        }
    }
}

extension LedgerTransaction {
    /// The last record that a gate lets through.
    func last(through gate: Gate) throws -> LogRow? {
        var found: LogRow?
        try scan(.backwards(from: Int.max)) { stored in
            let record = try stored.record()
            guard gate.lets(through: record) else { return .more }
            found = LogRow(stored, record)
            return .stop
        }
        return found
    }
}
