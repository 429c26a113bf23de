import Ledger
import LedgerSQLite
import Rectification

/// One state of a ledger as a horizon shows it, for questions whose answers must agree. Not to be kept after the body
/// that it was given to has returned.
package struct LedgerView {
    /// By which findings are overdue or due soon.
    package let day: CalendarDate
    private let ledger: OpenLedger
    private let horizon: Horizon
    private let transaction: SQLiteStore.Transaction

    fileprivate init(
        _ ledger: OpenLedger, _ horizon: Horizon, _ transaction: SQLiteStore.Transaction, on day: CalendarDate
    ) {
        self.ledger = ledger
        self.horizon = horizon
        self.transaction = transaction
        self.day = day
    }

    package func office() throws -> Office {
        let gate = Gate(horizon, ledger.identity.zone)
        return try transaction.office(where: gate.lets(through:))
    }

    /// Every row of a list, one after the other; memory stays flat.
    package func eachRow(of listing: Listing, _ body: (ListingRow) throws -> Void) throws {
        try transaction.eachRow(of: listing, ListingQuery(), on: day, body)
    }

    /// Every record, the oldest first, one after the other; memory stays flat.
    package func eachRecord(_ body: (LogRow) throws -> Void) throws {
        var filter = LogFilter()
        filter.order = .oldestFirst
        filter.narrow(to: horizon)
        try ledger.log(filter, nil, in: transaction) { row in
            try body(row)
            return .more
        }
    }
}

extension OpenLedger {
    /// Asks several things of one state of the ledger, whatever is appended meanwhile.
    ///
    /// - Throws: `Fault` E-POSITION-NONE; and whatever the body throws.
    package func look<T>(_ horizon: Horizon = .now, _ body: (LedgerView) throws -> T) throws -> T {
        try view(horizon) { transaction, day in try body(LedgerView(self, horizon, transaction, on: day)) }
    }
}
