import Ledger

extension OpenLedger {
    /// How many of the rows asked for have each value of some fields, as a list of its own: those fields and `count`.
    ///
    /// A row counts for each of its names. The most frequent come first, unless the query says in what order its rows
    /// come: groups then come as their first rows do. The query's limit is one of groups.
    package func groups(
        of listing: Listing, _ query: ListingQuery, by fields: [String], _ horizon: Horizon = .now
    ) throws -> (listing: Listing, rows: [ListingRow]) {
        let limit = query.limit
        var query = query
        query.columns = fields
        // It limits the groups, not the rows that are counted.
        query.limit = nil
        var grouped = listing.showing(fields)
        var counts: [[ListingValue]: Int] = [:]
        var seen: [[ListingValue]] = []
        try eachRow(of: listing, query, horizon) { row in
            for group in ListingRow.combinations(zip(grouped.fields, row.values).map { $0.kind.parts(of: $1) }) {
                if counts[group] == nil { seen.append(group) }
                counts[group, default: 0] += 1
            }
        }
        if query.order.isEmpty {
            let order = seen.enumerated().sorted { left, right in
                let (first, second) = (counts[left.element] ?? 0, counts[right.element] ?? 0)
                return first == second ? left.offset < right.offset : first > second
            }
            seen = order.map(\.element)
        }
        grouped.fields.append(Listing.Field("count", Message("数量", "Count"), .integer, "count(*)", importance: 99))
        grouped.name = "groups"
        return (grouped, seen.prefix(limit ?? .max).map { ListingRow(values: $0 + [.integer(counts[$0] ?? 0)]) })
    }
}

extension Listing.Field.Kind {
    fileprivate func parts(of value: ListingValue) -> [ListingValue] {
        guard case .names = self, let text = value.text else { return [value] }
        return text.split(separator: "\n").map { .text(String($0)) }
    }
}

extension ListingRow {
    /// Every way to take one value of each field.
    fileprivate static func combinations(_ fields: [[ListingValue]]) -> [[ListingValue]] {
        fields.reduce([[]]) { rows, values in rows.flatMap { row in values.map { row + [$0] } } }
    }
}
