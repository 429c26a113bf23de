import Ledger
import LedgerSQLite
import Rectification

/// What is seen of a ledger from a standpoint, within one transaction; not to be kept.
///
/// Everything is folded anew from the records: what another hand may have written into the live tables is not seen.
/// Lists are given row by row, so that memory stays flat.
package final class Outlook {
    package let ledger: LedgerIdentity
    package let standpoint: Standpoint
    let transaction: SQLiteStore.Transaction

    package var day: CalendarDate { standpoint.day }
    var gate: Gate { standpoint.gate(ledger.zone) }

    init(_ ledger: LedgerIdentity, _ standpoint: Standpoint, _ transaction: SQLiteStore.Transaction) {
        self.ledger = ledger
        self.standpoint = standpoint
        self.transaction = transaction
    }
}

extension OpenLedger {
    /// Lets the body look from a standpoint. The body may not ask the ledger anything else meanwhile.
    ///
    /// - Parameter progress: is told now and then how many records have been folded.
    package func look<T>(
        from standpoint: Standpoint, progress: (Int) -> Void = { _ in }, _ body: (Outlook) throws -> T
    ) throws -> T {
        try store.read { transaction in
            try Tables.withView(of: transaction, through: standpoint.gate(identity.zone), progress: progress) {
                try body(Outlook(identity, standpoint, transaction))
            }
        }
    }
}

extension Outlook {
    /// By number.
    package func findings(_ filter: FindingFilter, _ body: (FindingRow) throws -> Void) throws {
        try transaction.scanFindings(filter, on: day, body)
    }

    package func count(_ filter: FindingFilter) throws -> Int { try transaction.countFindings(filter, on: day) }

    /// By finding and number.
    package func measures(_ filter: FindingFilter, _ body: (MeasureRow) throws -> Void) throws {
        try transaction.scanMeasures(filter, on: day, body)
    }

    package func countMeasures(_ filter: FindingFilter) throws -> Int {
        try transaction.countMeasures(filter, on: day)
    }

    package func statistics(_ filter: FindingFilter) throws -> Statistics {
        try transaction.statisticsRows(by: nil, filter, on: day).first?.statistics ?? Statistics()
    }

    /// What stands beside the rates of these findings.
    package func results(_ filter: FindingFilter) throws -> RoundResults {
        try transaction.results(by: nil, filter, on: day)[nil] ?? .none(by: nil, filter)
    }

    /// The regulations that `RoundResults.regulations` counts.
    package func regulationsMade(_ filter: FindingFilter) throws -> [RegulationID] {
        try transaction.regulationsMade(filter, on: day)
    }

    /// By group.
    package func statistics(by grouping: Grouping, _ filter: FindingFilter) throws -> [StatisticsRow] {
        try transaction.statisticsRows(by: grouping, filter, on: day)
    }

    /// By the day it was opened, and name.
    package func rounds() throws -> [Round] { try transaction.rounds(through: gate) }

    /// The ledger's name; it has one whatever day is looked at.
    package func name() throws -> String {
        let gate = Gate(.now, ledger.zone, upTo: standpoint.size)
        return try transaction.office(where: gate.lets(through:)).name
    }

    package func office() throws -> Office { try transaction.office(where: gate.lets(through:)) }

    /// A finding with all that lists leave out; nil where there is none.
    package func finding(_ number: FindingNumber) throws -> Finding? {
        try transaction.fold(number.stream, where: gate.lets(through:), Finding.evolve)
    }
}
