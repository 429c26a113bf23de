import Ledger
import LedgerSQLite

extension OpenLedger {
    /// Runs a query on the tables as a horizon shows them, and tells it what day it is there.
    ///
    /// It goes by the live tables (`Overlay`), which are brought up to date first where they are behind. Where that cannot
    /// be written (a read-only medium, another writer at work), the query runs on TEMP tables folded for it.
    func view<T>(
        _ horizon: Horizon, _ body: (SQLiteStore.Transaction, CalendarDate) throws -> T
    ) throws -> T {
        if let result = try live(horizon, body) { return result }
        if try catchUp(), let result = try live(horizon, body) { return result }
        return try store.read { transaction in
            let day = try day(of: horizon, in: transaction)
            return try Tables.withView(of: transaction, through: Gate(horizon, identity.zone)) {
                try body(transaction, day)
            }
        }
    }

    /// The result by the live tables; nil where they are not current.
    private func live<T>(
        _ horizon: Horizon, _ body: (SQLiteStore.Transaction, CalendarDate) throws -> T
    ) throws -> T? {
        try store.read { transaction in
            let day = try day(of: horizon, in: transaction)
            guard let overlay = try Overlay(horizon, of: self, in: transaction) else { return nil }
            return try horizon == .now ? body(transaction, day) : overlay.run { try body(transaction, day) }
        }
    }

    /// The rows of a limited list, where the first streams of its kind have as many; nil where more must be looked at.
    func firstRows(of listing: Listing, _ query: ListingQuery, _ horizon: Horizon) throws -> [ListingRow]? {
        guard horizon != .now, query.order.isEmpty, query.id == nil, let limit = query.limit, limit <= 1_000,
            let concept = Tables.concepts.first(where: { $0.streamKind == listing.ranked })
        else { return nil }
        // Where something is asked of them, some of the first are not among the rows.
        let count = query.filter == nil && query.findings?.isEmpty ?? true ? limit : 4 * limit
        return try store.read { transaction in
            let day = try day(of: horizon, in: transaction)
            guard let overlay = try Overlay(horizon, of: self, in: transaction) else { return nil }
            return try overlay.first(count, of: concept) { areAll in
                var rows: [ListingRow] = []
                try transaction.eachRow(of: listing, query, on: day) { rows.append($0) }
                return areAll || rows.count == limit ? rows : nil
            }
        }
    }

    /// Whether the live tables could be brought up to date.
    private func catchUp() throws -> Bool {
        do {
            try store.write { try Tables.catchUp($0, zone: identity.zone) }
            return true
        } catch let fault as Fault where ["E-READ-ONLY", "E-BUSY", "E-DISK-FULL"].contains(fault.code) {
            return false
        }
    }
}
