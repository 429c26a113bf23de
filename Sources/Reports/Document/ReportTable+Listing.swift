import Ledger
import ReadModels
import Rectification

// Any list of the ledger as a table of a report.

extension ReportTable {
    /// - Parameter fields: in this order; nil for those that screens show.
    init(
        _ listing: Listing, _ query: ListingQuery = .init(), from outlook: Outlook, fields: [String]? = nil,
        name: Message? = nil
    ) throws {
        let places = listing.places(of: fields)
        self.init(
            name ?? listing.title, places.map { listing.fields[$0].column },
            count: try outlook.count(of: listing, query)
        ) { body in
            try outlook.eachRow(of: listing, query) { try body(listing.cells(places, of: $0)) }
        }
    }

    /// Of rows that were chosen already.
    ///
    /// - Parameter last: a column that the list does not have.
    init(
        _ listing: Listing, rows: [ListingRow], fields: [String]? = nil, name: Message? = nil,
        last: (column: Column, cell: (ListingRow) -> ReportCell)? = nil
    ) {
        let places = listing.places(of: fields)
        self.init(
            name ?? listing.title,
            places.map { listing.fields[$0].column } + (last.map { [$0.column] } ?? []),
            rows: rows.map { row in listing.cells(places, of: row) + (last.map { [$0.cell(row)] } ?? []) })
    }
}

extension Listing {
    fileprivate func places(of names: [String]?) -> [Int] {
        guard let names else { return fields.indices.filter { fields[$0].importance != nil } }
        return names.map { name in
            guard let place = fields.firstIndex(where: { $0.name == name }) else {
                preconditionFailure("\(self.name) has no \(name)")
            }
            return place
        }
    }

    fileprivate func cells(_ places: [Int], of row: ListingRow) -> [ReportCell] {
        places.map { fields[$0].cell(row.values[$0]) }
    }

    /// A field of a row as a cell.
    func cell(_ name: String, _ row: ListingRow) -> ReportCell {
        field(name).map { $0.cell(value(name, row)) } ?? .none
    }

    func integer(_ name: String, _ row: ListingRow) -> Int {
        if case .integer(let number) = value(name, row) { number } else { 0 }
    }

    func day(_ name: String, _ row: ListingRow) -> CalendarDate? {
        value(name, row).text.flatMap { CalendarDate($0) }
    }
}

extension Listing.Field {
    fileprivate var column: ReportTable.Column {
        let kind: ReportTable.Column.Kind =
            switch self.kind {
            // What a narrow screen may not cut is what a thing is known by.
            case .text: minimum == nil && importance != nil ? .key : .text
            case .actor, .names: .text
            case .flag, .choice: .key
            case .integer, .late: .integer
            case .day: .date
            case .percent: .percent
            case .light: .light
            }
        return ReportTable.Column(title, kind)
    }

    fileprivate func cell(_ value: ListingValue) -> ReportCell {
        let words = ReportCell.message(message(value))
        // Lists round to whole per cent: in words, so that no tenth is shown that was never computed.
        switch (kind, value) {
        case (.integer, .integer(let number)), (.late, .integer(let number)): return .integer(number)
        case (.day, .text(let text)): return CalendarDate(text).map { .date($0) } ?? words
        case (.light, .text(let text)): return DueLight(rawValue: text).map { .light($0) } ?? words
        default: return words
        }
    }
}
