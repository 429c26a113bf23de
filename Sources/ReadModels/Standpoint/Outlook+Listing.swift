import Ledger
import LedgerSQLite
import Rectification

extension Outlook {
    /// The rows of a list, in its order, one after the other; memory stays flat.
    package func eachRow(
        of listing: Listing, _ query: ListingQuery = .init(), _ body: (ListingRow) throws -> Void
    ) throws {
        try transaction.eachRow(of: listing, query, on: day, body)
    }

    /// The rows of a list that is known to be short.
    package func rows(of listing: Listing, _ query: ListingQuery = .init()) throws -> [ListingRow] {
        var rows: [ListingRow] = []
        try eachRow(of: listing, query) { rows.append($0) }
        return rows
    }

    package func count(of listing: Listing, _ query: ListingQuery = .init()) throws -> Int {
        try transaction.count(of: listing, query, on: day)
    }
}
