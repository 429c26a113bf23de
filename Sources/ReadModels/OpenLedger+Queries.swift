import Ledger
import LedgerSQLite
import Rectification

// What a ledger answers. Lists are read from the tables; a single finding, the office and every history are folded from
// the records.

extension OpenLedger {
    /// By number.
    package func findings(_ filter: FindingFilter = .init(), _ horizon: Horizon = .now) throws -> [FindingRow] {
        try view(horizon) { transaction, day in try transaction.findingRows(filter, on: day) }
    }

    /// By finding and number.
    package func measures(_ filter: FindingFilter = .init(), _ horizon: Horizon = .now) throws -> [MeasureRow] {
        try view(horizon) { transaction, day in try transaction.measureRows(filter, on: day) }
    }

    /// By group; one row of all findings where the grouping is nil.
    ///
    /// - Parameter rows: counts only the findings that these speak of.
    package func statistics(
        by grouping: Grouping? = nil, _ filter: FindingFilter = .init(), of rows: FilteredRows? = nil,
        _ horizon: Horizon = .now
    ) throws -> [StatisticsRow] {
        try view(horizon) { transaction, day in
            try transaction.statisticsRows(by: grouping, filter, of: rows, on: day)
        }
    }

    /// Nil where the ledger has no such finding, or had none then.
    package func finding(_ number: FindingNumber, _ horizon: Horizon = .now) throws -> Finding? {
        try store.read { try finding(number, horizon, in: $0) }
    }

    func finding(
        _ number: FindingNumber, _ horizon: Horizon, in transaction: SQLiteStore.Transaction
    ) throws -> Finding? {
        _ = try day(of: horizon, in: transaction)
        let gate = Gate(horizon, identity.zone)
        return try transaction.fold(number.stream, where: gate.lets(through:), Finding.evolve)
    }

    package func round(_ id: RoundID, _ horizon: Horizon = .now) throws -> Round? {
        let gate = Gate(horizon, identity.zone)
        return try store.read { try $0.fold(id.stream, where: gate.lets(through:), Round.evolve) }
    }

    package func office(_ horizon: Horizon = .now) throws -> Office {
        let gate = Gate(horizon, identity.zone)
        return try store.read { transaction in
            _ = try day(of: horizon, in: transaction)
            return try transaction.office(where: gate.lets(through:))
        }
    }

    package func record(_ sequence: Int) throws -> StoredRecord? {
        try store.read { try $0.stored(at: sequence) }
    }
}
