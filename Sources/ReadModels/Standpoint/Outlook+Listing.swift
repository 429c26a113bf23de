import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// Which rows of a listing are wanted.
package struct ListingFilter: Sendable {
    /// A field's name, and the values of which it has one. What is empty asks nothing.
    package var fields: [(name: String, values: [String])]
    /// Of a list about findings: those that its rows are of (its tables call them `f`).
    package var findings: FindingFilter

    package init(_ fields: KeyValuePairs<String, [String]> = [:], findings: FindingFilter = .init()) {
        self.fields = fields.map { ($0.key, $0.value) }
        self.findings = findings
    }

    func conditions(on listing: Listing, _ day: CalendarDate) -> Conditions {
        var conditions = findings.isEmpty ? Conditions() : Conditions.findings(findings, on: day)
        for (name, values) in fields {
            guard let field = listing.field(name) else { preconditionFailure("\(listing.name) has no \(name)") }
            conditions.add("(\(field.sql))", isOneOf: values)
        }
        return conditions
    }
}

extension Outlook {
    /// The rows of a list, in its order, one after the other; memory stays flat.
    package func eachRow(
        of listing: Listing, _ filter: ListingFilter = .init(), _ body: (ListingRow) throws -> Void
    ) throws {
        try transaction.eachRow(of: listing, filter.conditions(on: listing, day), on: day, body)
    }

    /// The rows of a list that is known to be short.
    package func rows(of listing: Listing, _ filter: ListingFilter = .init()) throws -> [ListingRow] {
        var rows: [ListingRow] = []
        try eachRow(of: listing, filter) { rows.append($0) }
        return rows
    }

    package func count(of listing: Listing, _ filter: ListingFilter = .init()) throws -> Int {
        try transaction.count(of: listing, filter.conditions(on: listing, day), on: day)
    }
}
