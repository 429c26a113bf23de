import Ledger
import ReadModels
import Rectification

/// Recurring duties by month: a row for each duty and unit.
struct DutyGridAnswer: ListAnswer {
    var grid: DutyGrid

    var table: Table {
        var table = Table(
            [
                .init(Message("经常性工作", "Duty"), .left, .flexible(minimum: 8), importance: 1_000),
                .init(Message("频次", "How often"), importance: -10_000),
                .init(Message("单位", "Unit"), .left, .flexible(minimum: 8), importance: 1_000),
            ] + grid.months.map { .init(title(of: $0), importance: importance(of: $0)) })
        var above: DutyID?
        for row in grid.rows {
            let isFirst = row.duty != above
            above = row.duty
            table.add(
                [
                    Table.Cell(isFirst ? row.duty.text : ""),
                    Table.Cell(isFirst ? row.frequency.title : Message("", "")),
                    Table.Cell(row.unit.text),
                ] + row.outcomes.map { $0?.mark ?? "" })
        }
        return table
    }

    /// Whole on every row, and in words.
    var csv: Table {
        var table = Table(
            [
                .init(Message("经常性工作", "duty")), .init(Message("频次", "frequency")), .init(Message("单位", "unit")),
            ] + grid.months.map { .init(Message(verbatim: String($0.description.prefix(7)))) })
        for row in grid.rows {
            table.add(
                [Table.Cell(row.duty.text), Table.Cell(row.frequency.title), Table.Cell(row.unit.text)]
                    + row.outcomes.map { Table.Cell($0?.title ?? Message("", "")) })
        }
        return table
    }

    /// Without the year: the note under the grid says which months they are.
    private func title(of month: CalendarDate) -> Message {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return Message("\(month.month)月", names[month.month - 1])
    }

    /// Where not all months fit, those go first in which nothing stands, then those far from the day.
    private func importance(of month: CalendarDate) -> Int {
        let distance = (month.year - grid.day.year) * 12 + month.month - grid.day.month
        let isEmpty = grid.months.firstIndex(of: month).map { place in
            grid.rows.allSatisfy { $0.outcomes[place] == nil }
        }
        return -abs(distance) - (isEmpty == true ? 5_000 : 0)
    }

    var lines: [JSONValue] {
        grid.rows.map { row in
            let outcomes = zip(grid.months, row.outcomes).map { month, outcome in
                (String(month.description.prefix(7)), JSONValue.text(outcome?.rawValue))
            }
            return [
                "duty": .text(row.duty), "frequency": .string(row.frequency.rawValue), "unit": .text(row.unit),
                "months": .object(Dictionary(uniqueKeysWithValues: outcomes)),
            ]
        }
    }

    var json: JSONValue { ["asOf": .text(grid.day), "duties": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String {
        guard screen.isTerminal, !grid.rows.isEmpty else { return listed(on: screen, language) }
        let outcomes = grid.rows.flatMap(\.outcomes)
        let counts = DutyOutcome.allCases.map { outcome in
            let number = outcomes.count { $0 == outcome }
            return Message(
                "\(outcome.sign) \(outcome.title.zh) \(number)", "\(outcome.sign) \(outcome.title.en) \(number)")
        }
        let span = [grid.months.first, grid.months.last].compactMap { $0.map { String($0.description.prefix(7)) } }
        let note = Message(
            "\(span.joined(separator: " 至 "))，截至 \(grid.day)：\(counts.map(\.zh).joined(separator: "，"))",
            "\(span.joined(separator: " to ")), as of \(grid.day): \(counts.map(\.en).joined(separator: ", "))")
        return table.text(on: screen, language: language) + screen.style(.dim, note.text(language)) + "\n"
    }
}

extension DutyOutcome {
    var sign: String {
        switch self {
        case .met: "✓"
        case .missed: "✗"
        case .open: "·"
        }
    }

    fileprivate var mark: Table.Cell {
        switch self {
        case .met: Table.Cell(sign, .green)
        case .missed: Table.Cell(sign, .red)
        case .open: Table.Cell(sign)
        }
    }
}
