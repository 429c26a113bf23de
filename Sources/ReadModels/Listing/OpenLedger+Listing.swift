import GRDB
import Ledger
import LedgerSQLite
import Rectification

extension OpenLedger {
    /// The rows of a list, in its order.
    ///
    /// - Parameter id: the one row of this identifier, where it is given.
    package func rows(of listing: Listing, id: String? = nil, _ horizon: Horizon = .now) throws -> [ListingRow] {
        var rows: [ListingRow] = []
        try eachRow(of: listing, id: id, horizon) { rows.append($0) }
        return rows
    }

    /// One row after the other; memory stays flat. The body may not ask the ledger anything.
    package func eachRow(
        of listing: Listing, id: String? = nil, _ horizon: Horizon = .now, _ body: (ListingRow) throws -> Void
    ) throws {
        try view(horizon) { transaction, day in
            try transaction.eachRow(of: listing, id: id, on: day, body)
        }
    }
}

extension SQLiteStore.Transaction {
    func eachRow(
        of listing: Listing, id: String?, on day: CalendarDate, _ body: (ListingRow) throws -> Void
    ) throws {
        var conditions = Conditions()
        if let id { conditions.add("\(listing.id) = ?", [id]) }
        try eachRow(of: listing, conditions, on: day, body)
    }

    func eachRow(
        of listing: Listing, _ conditions: Conditions, on day: CalendarDate, _ body: (ListingRow) throws -> Void
    ) throws {
        let columns = listing.fields.map(\.sql).joined(separator: ", ")
        let sql = "SELECT \(columns) FROM \(listing.from)\(conditions.clause) ORDER BY \(listing.order)"
        let rows = try Row.fetchCursor(database, sql: Listing.sql(sql, on: day), arguments: conditions.arguments)
        while let row = try rows.next() {
            try body(ListingRow(values: listing.fields.indices.map { ListingValue(row[$0] as DatabaseValue) }))
        }
    }

    func count(of listing: Listing, _ conditions: Conditions, on day: CalendarDate) throws -> Int {
        let sql = "SELECT count(*) FROM \(listing.from)\(conditions.clause)"
        return try Int.fetchOne(database, sql: Listing.sql(sql, on: day), arguments: conditions.arguments) ?? 0
    }
}

extension Listing {
    /// With the days in place of `{today}` and `{soon}`.
    fileprivate static func sql(_ text: String, on day: CalendarDate) -> String {
        text.replacing("{today}", with: day.description)
            .replacing("{soon}", with: day.adding(days: DueLight.soon).description)
    }
}

extension ListingValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .int64(let number): self = .integer(Int(number))
        case .string(let text): self = .text(text)
        // No column of ours holds anything else; another hand's is shown as none, `verify` is the one to tell.
        case .null, .double, .blob: self = .none
        }
    }
}
