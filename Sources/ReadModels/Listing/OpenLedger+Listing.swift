import GRDB
import Ledger
import LedgerSQLite
import Rectification

extension OpenLedger {
    /// The rows of a list that are asked for.
    package func rows(
        of listing: Listing, _ query: ListingQuery = ListingQuery(), _ horizon: Horizon = .now
    ) throws -> [ListingRow] {
        var rows: [ListingRow] = []
        try eachRow(of: listing, query, horizon) { rows.append($0) }
        return rows
    }

    /// All rows.
    package func rows(of listing: Listing, _ horizon: Horizon) throws -> [ListingRow] {
        try rows(of: listing, ListingQuery(), horizon)
    }

    /// - Parameter id: the one row of this identifier, where it is given.
    package func rows(of listing: Listing, id: String?, _ horizon: Horizon = .now) throws -> [ListingRow] {
        var query = ListingQuery()
        query.id = id
        return try rows(of: listing, query, horizon)
    }

    /// One row after the other; memory stays flat. The body may not ask the ledger anything.
    package func eachRow(
        of listing: Listing, _ query: ListingQuery = ListingQuery(), _ horizon: Horizon = .now,
        _ body: (ListingRow) throws -> Void
    ) throws {
        if let rows = try firstRows(of: listing, query, horizon) { return try rows.forEach(body) }
        try view(horizon) { transaction, day in
            try transaction.eachRow(of: listing, query, on: day, body)
        }
    }

    /// How many rows are asked for.
    package func count(
        of listing: Listing, _ query: ListingQuery = ListingQuery(), _ horizon: Horizon = .now
    ) throws -> Int {
        try view(horizon) { transaction, day in try transaction.count(of: listing, query, on: day) }
    }
}

extension SQLiteStore.Transaction {
    func eachRow(
        of listing: Listing, _ query: ListingQuery, on day: CalendarDate, _ body: (ListingRow) throws -> Void
    ) throws {
        let conditions = query.conditions(of: listing, on: day)
        let fields = listing.showing(query.columns).fields
        let columns = fields.map(\.sql).joined(separator: ", ")
        var sql = "SELECT \(columns) FROM \(listing.from)\(conditions.clause) ORDER BY \(query.order(of: listing))"
        if let limit = query.limit { sql += " LIMIT \(limit)" }
        let rows = try Row.fetchCursor(database, sql: Listing.sql(sql, on: day), arguments: conditions.arguments)
        while let row = try rows.next() {
            try body(ListingRow(values: fields.indices.map { ListingValue(row[$0] as DatabaseValue) }))
        }
    }

    func count(of listing: Listing, _ query: ListingQuery, on day: CalendarDate) throws -> Int {
        let conditions = query.conditions(of: listing, on: day)
        let sql = "SELECT count(*) FROM \(listing.from)\(conditions.clause)"
        let count = try Int.fetchOne(database, sql: Listing.sql(sql, on: day), arguments: conditions.arguments)
        return min(count ?? 0, query.limit ?? .max)
    }
}

extension ListingQuery {
    fileprivate func conditions(of listing: Listing, on day: CalendarDate) -> Conditions {
        var conditions = findings.flatMap { listing.narrowing?($0, day) } ?? Conditions()
        if let id { conditions.add("\(listing.id) = ?", [id]) }
        if let filter { conditions.add(filter, of: listing) }
        return conditions
    }

    /// What follows ORDER BY: rows without a value come last, whichever way.
    fileprivate func order(of listing: Listing) -> String {
        let parts = order.compactMap { order -> String? in
            guard let field = listing.field(order.field) else { return nil }
            return "(\(field.sql)) IS NULL, \(field.sorting)\(order.isDescending ? " DESC" : "")"
        }
        return (parts + [listing.order]).joined(separator: ", ")
    }
}

extension Listing {
    /// A statement with the days in it that its expressions speak of.
    static func sql(_ text: String, on day: CalendarDate) -> String {
        text.replacing("{today}", with: day.description)
            .replacing("{soon}", with: day.adding(days: DueLight.soon).description)
    }
}

extension Listing.Field {
    /// Words of a fixed set in the order of the set, anything else by its value.
    fileprivate var sorting: String {
        if let rank { return "(\(rank))" }
        guard let words = kind.words else { return "(\(sql))" }
        // Words of the program's own, of letters only.
        let cases = words.enumerated().map { "WHEN '\($1.word)' THEN \($0)" }.joined(separator: " ")
        return "CASE (\(sql)) \(cases) END"
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
