import Ledger
import ReadModels
import Rectification

/// What supervision is due on a day, each with the command that issues it.
struct SupervisionDueAnswer: ListAnswer {
    var day: CalendarDate
    var rows: [SupervisionProposal]

    var table: Table {
        var table = Table([
            .init(Message("编号", "No."), importance: 9), .init(Message("该用", "Level due"), importance: 9),
            .init(Message("逾期", "Late"), .right, importance: 8),
            .init(Message("起点", "From"), .right, importance: 6),
            .init(Message("现为", "Now"), importance: 4),
            .init(Message("问题", "Finding"), .left, .flexible(minimum: 12), importance: 7),
            .init(Message("责任单位", "Unit"), .left, .flexible(minimum: 5), importance: 3),
            .init(Message("责任人", "Owner"), .left, .flexible(minimum: 5), importance: 5),
        ])
        for row in rows {
            table.add([
                Table.Cell(row.finding.number.text), Table.Cell(row.level.title), overdueCell(row.finding.overdueDays),
                Table.Cell(Message("\(row.threshold)天", "\(row.threshold)d")),
                Table.Cell(row.finding.supervision?.title ?? Message("", "")), Table.Cell(row.finding.description),
                Table.Cell(Message.list(row.finding.units.map(\.text)) ?? Message("", "")),
                Table.Cell(row.finding.owner?.name ?? ""),
            ])
        }
        return table
    }

    var lines: [JSONValue] {
        rows.map { row in
            [
                "number": .text(row.finding.number), "level": .string(row.level.rawValue),
                "overdueDays": .integer(row.finding.overdueDays), "threshold": .integer(row.threshold),
                "supervision": .text(row.finding.supervision?.rawValue), "due": .text(row.finding.deadline),
                "description": .string(row.finding.description), "units": .texts(row.finding.units),
                "owner": .text(row.finding.owner), "command": .string(SupervisionDueAnswer.command(row)),
            ]
        }
    }

    var json: JSONValue { ["asOf": .text(day), "due": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String {
        let list = listed(on: screen, language)
        guard screen.isTerminal, !rows.isEmpty else { return list }
        let title = Message("由督查人员或责任领导发出", "To be issued by a verifier or the accountable leader")
        return list + heading(title, on: screen, language)
            + rows.map { "  " + SupervisionDueAnswer.command($0) + "\n" }.joined()
    }

    private static func command(_ row: SupervisionProposal) -> String {
        "taizhang supervise issue \(row.finding.number) --level \(row.level.rawValue)"
    }
}
