import Ledger
import ReadModels
import Rectification

/// The rows of a listing, in every form that lists have.
struct ListingAnswer: ListAnswer {
    var listing: Listing
    var rows: [ListingRow]
    /// Fields that go without saying where people read it.
    var omitting: Set<String> = []

    var table: Table {
        let shown = listing.fields.enumerated().filter {
            $0.element.importance != nil && !omitting.contains($0.element.name)
        }
        var table = Table(
            shown.map { _, field in
                .init(field.title, field.alignment, field.flexibility, importance: field.importance ?? 0)
            })
        for row in rows { table.add(shown.map { index, field in field.cell(row.values[index]) }) }
        return table
    }

    /// With the columns that screens leave out.
    var csv: Table {
        var table = Table(listing.fields.map { .init($0.title) })
        for row in rows { table.add(listing.cells(of: row)) }
        return table
    }

    var lines: [JSONValue] { rows.map(json) }
    var json: JSONValue { .object([listing.name: .array(lines)]) }

    func json(_ row: ListingRow) -> JSONValue {
        .object(
            Dictionary(uniqueKeysWithValues: zip(listing.fields, row.values).map { ($0.name, $0.json($1)) }))
    }

    func text(on screen: Screen, _ language: Language) -> String { listed(on: screen, language) }
}

extension Listing {
    /// Every field of a row.
    func cells(of row: ListingRow) -> [Table.Cell] { zip(fields, row.values).map { $0.cell($1) } }
}

extension Listing.Field {
    fileprivate var alignment: Alignment {
        switch kind {
        case .integer, .percent, .late: .right
        default: .left
        }
    }

    fileprivate var flexibility: Table.Flexibility { minimum.map { .flexible(minimum: $0) } ?? .rigid }

    func cell(_ value: ListingValue) -> Table.Cell {
        guard let text = value.text else { return "" }
        if case .late = kind { return overdueCell(Int(text) ?? 0) }
        if case .light = kind { return Light(DueLight(rawValue: text)).cell }
        var cell = Table.Cell(message(value) ?? Message(verbatim: text))
        if case .integer = value { cell.isFigure = true }
        return cell
    }

    fileprivate func json(_ value: ListingValue) -> JSONValue {
        switch (kind, value) {
        case (.names, _): .array(value.text?.split(separator: "\n").map { .string(String($0)) } ?? [])
        case (_, .none): .null
        case (.flag, .integer(let number)): .bool(number != 0)
        case (_, .integer(let number)): .integer(number)
        case (_, .text(let text)): .string(text)
        }
    }
}

/// One thing of a listing: its fields, lists of what belongs to it, and every step of it.
struct ThingPage: Answer {
    var listing: Listing
    var row: ListingRow
    var parts: [ListingAnswer] = []
    var steps: [LogRow]

    func text(on screen: Screen, _ language: Language) -> String {
        var facts = Facts()
        for (field, value) in zip(listing.fields, row.values) {
            switch (field.kind, value) {
            case (.light, _), (.flag, .integer(0)): continue
            // What screens never list is only told where there is some of it.
            case (_, .integer(0)) where field.importance == nil: continue
            default: facts.add(field.title, field.message(value))
            }
        }
        var text = facts.text(on: screen, language)
        for part in parts where !part.rows.isEmpty {
            text += heading(part.listing.title, on: screen, language) + part.text(on: screen, language)
        }
        guard !steps.isEmpty else { return text }
        let table = StepTable(steps: steps.map { StepTable.Step($0.record, showsSubject: false) })
        return text + heading(Message("经过", "History"), on: screen, language) + table.text(on: screen, language)
    }

    var json: JSONValue {
        guard case .object(var members) = ListingAnswer(listing: listing, rows: []).json(row) else { return .null }
        for part in parts { members[part.listing.name] = .array(part.lines) }
        members["steps"] = .array(steps.map { StepTable.Step.json($0.record, hash: $0.hash) })
        return .object(members)
    }
}

extension Message {
    /// What is said of anything that only an imported sheet claims.
    static let imported = Message("来自导入的表格，当时并未记录", "claimed by an imported sheet, not recorded when it happened")
}
