import Ledger

/// Which rows of a listing are wanted, which of their fields, and in what order.
package struct ListingQuery: Sendable {
    package struct Order: Equatable, Sendable {
        package var field: String
        package var isDescending: Bool
    }

    package var filter: Filter?
    /// What the options of `finding list` ask, where the listing is about findings (`Listing.narrowing`).
    package var findings: FindingFilter?
    /// The identifier of the one row that is wanted.
    package var id: String?
    /// The listing's own order decides where these do not.
    package var order: [Order] = []
    /// Names of fields; nil: all.
    package var columns: [String]?
    package var limit: Int?

    package init() {}

    /// Rows in which each of these fields has one of its values; a field without values asks nothing.
    package init(_ fields: KeyValuePairs<String, [Filter.Value]>, findings: FindingFilter? = nil) {
        let asked = fields.filter { !$0.value.isEmpty }.map { Filter.comparison(.init($0.key, .among, $0.value)) }
        filter = asked.count > 1 ? .all(asked) : asked.first
        self.findings = findings
    }
}

/// Rows of the findings or the measures that a filter lets through.
package struct FilteredRows: Sendable {
    package var listing: Listing
    package var filter: Filter

    package init?(_ listing: Listing, _ filter: Filter?) {
        guard let filter else { return nil }
        self.listing = listing
        self.filter = filter
    }
}

extension ListingQuery {
    /// Reads `field,-field`; a hyphen before a field turns its order round.
    ///
    /// - Throws: E-FILTER-FIELD.
    package static func order(_ text: String, of listing: Listing) throws(Fault) -> [Order] {
        var order: [Order] = []
        for (name, range) in names(in: text) {
            let isDescending = name.hasPrefix("-") && listing.field(called: name) == nil
            let bare = isDescending ? String(name.dropFirst()) : name
            guard let field = listing.field(called: bare) else { throw .noField(bare, text, range, listing) }
            order.append(Order(field: field.name, isDescending: isDescending))
        }
        return order
    }

    /// Reads `field,field`.
    ///
    /// - Throws: E-FILTER-FIELD.
    package static func fields(_ text: String, of listing: Listing) throws(Fault) -> [String] {
        var fields: [String] = []
        for (name, range) in names(in: text) {
            guard let field = listing.field(called: name) else { throw .noField(name, text, range, listing) }
            if !fields.contains(field.name) { fields.append(field.name) }
        }
        return fields
    }

    /// The parts between commas, and where each stands among the text's scalars.
    private static func names(in text: String) -> [(String, Range<Int>)] {
        let scalars = Array(text.unicodeScalars)
        var names: [(String, Range<Int>)] = []
        var start = 0
        for end in 0...scalars.count where end == scalars.count || ",，、".unicodeScalars.contains(scalars[end]) {
            var (first, last) = (start, end)
            while first < last, FilterToken.isSpace(scalars[first]) { first += 1 }
            while last > first, FilterToken.isSpace(scalars[last - 1]) { last -= 1 }
            let range = first..<max(last, first + 1)
            names.append((String(String.UnicodeScalarView(scalars[first..<last])), range))
            start = end + 1
        }
        return names
    }
}

extension Listing {
    /// The field of this name or title, in either language.
    package func field(called name: String) -> Field? {
        field(name)
            ?? fields.first { field in
                [field.name, field.title.zh, field.title.en].contains { $0.lowercased() == name.lowercased() }
            }
    }

    /// With these fields only, in this order, all of them shown.
    package func showing(_ columns: [String]?) -> Listing {
        guard let columns else { return self }
        var listing = self
        listing.fields = columns.compactMap { self.field($0) }.enumerated().map { place, field in
            var field = field
            field.importance = columns.count - place
            return field
        }
        return listing
    }

    package static func named(_ name: String) -> Listing? {
        all.first { listing in
            [listing.name, listing.title.zh, listing.title.en].contains { $0.lowercased() == name.lowercased() }
        }
    }
}
