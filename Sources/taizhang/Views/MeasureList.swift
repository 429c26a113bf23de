import Ledger
import ReadModels
import Rectification

/// Measures of many findings, one a line.
struct MeasureList: Sendable {
    var rows: [MeasureRow]

    var table: Table {
        var table = Table([
            .init(Message("措施", "Measure"), importance: 9), .init(Message("灯", "Light"), importance: 7),
            .init(Message("内容", "What"), .left, .flexible(minimum: 16), importance: 8),
            .init(Message("方式", "Kind"), importance: 2),
            .init(Message("责任单位", "Unit"), .left, .flexible(minimum: 8), importance: 1),
            .init(Message("责任人", "Owner"), .left, .flexible(minimum: 8), importance: 3),
            .init(Message("时限", "Due"), importance: 5), .init(Message("逾期", "Late"), .right, importance: 6),
            .init(Message("情况", "Status"), .left, .flexible(minimum: 8), importance: 4),
        ])
        for row in rows {
            table.add([
                Table.Cell("\(row.finding)/\(row.number)"), Light(row.light).cell, Table.Cell(row.text),
                Table.Cell(row.kind.title), Table.Cell(Message.list(row.units.map(\.text)) ?? Message("", "")),
                Table.Cell(row.owner?.name ?? ""), Table.Cell(row.deadline?.description ?? ""),
                overdueCell(row.overdueDays), Table.Cell(MeasureList.status(row)),
            ])
        }
        return table
    }

    static func summary(_ statistics: Statistics) -> Message {
        let count = Message(
            "\(statistics.total) 个问题，\(statistics.measures) 条措施，已落实 \(statistics.measuresDone) 条",
            "\(statistics.total) findings, \(statistics.measures) measures, \(statistics.measuresDone) done")
        guard let rate = statistics.punctuality else { return count }
        return count + Message("；按期完成率 \(rate.text)", "; on time \(rate.text)")
    }

    private static func status(_ row: MeasureRow) -> Message {
        if row.completedOn != nil { return Message("完成", "done") }
        if let until = row.requestedDeadline { return Message("待批延至 \(until)", "asked until \(until)") }
        if row.kind == .sustained, row.isDone { return Message("坚持中", "kept up") }
        if let percent = row.percent { return Message(verbatim: "\(percent)%") }
        return Message("未完成", "open")
    }

    var lines: [JSONValue] { rows.map(MeasureList.json) }

    private static func json(_ row: MeasureRow) -> JSONValue {
        [
            "finding": .text(row.finding), "number": .integer(row.number), "stage": .string(row.stage.rawValue),
            "description": .string(row.description), "category": .string(row.category), "round": .text(row.round),
            "text": .string(row.text), "kind": .string(row.kind.rawValue), "light": Light(row.light).json,
            "owner": .text(row.owner), "units": .texts(row.units), "plannedOn": .text(row.plannedOn),
            "originalDeadline": .text(row.originalDeadline), "deadline": .text(row.deadline),
            "overdueDays": .integer(row.overdueDays), "nextReview": .text(row.nextReview),
            "percent": .integer(row.percent), "completedOn": .text(row.completedOn), "done": .bool(row.isDone),
            "evidence": .integer(row.evidence), "extensions": .integer(row.extensions),
            "requestedDeadline": .text(row.requestedDeadline), "claimed": .bool(row.isClaimed),
        ]
    }
}
