import Ledger
import LedgerSQLite

extension OpenLedger {
    /// Runs a query on the tables as a horizon shows them, and tells it what day it is there.
    ///
    /// Live tables that are behind are brought up to date first. Where that cannot be written (a read-only medium,
    /// another writer at work), and for every other horizon, the query runs on TEMP tables folded for it.
    func view<T>(
        _ horizon: Horizon, _ body: (SQLiteStore.Transaction, CalendarDate) throws -> T
    ) throws -> T {
        if horizon == .now {
            if let result = try live(body) { return result }
            if try catchUp(), let result = try live(body) { return result }
        }
        return try store.read { transaction in
            let day = try day(of: horizon, in: transaction)
            return try Tables.withView(of: transaction, through: Gate(horizon, identity.zone)) {
                try body(transaction, day)
            }
        }
    }

    /// The result on the live tables; nil where they are not current.
    private func live<T>(_ body: (SQLiteStore.Transaction, CalendarDate) throws -> T) throws -> T? {
        try store.read { transaction in
            try Tables.areCurrent(transaction) ? try body(transaction, today) : nil
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
