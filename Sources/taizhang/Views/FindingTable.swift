import Ledger
import ReadModels
import Rectification

/// Findings, one a line, with the sentence that sums them up (`ux.md`: finding list).
struct FindingTable: Sendable {
    var rows: [FindingRow]

    var table: Table {
        var table = Table([
            .init(Message("编号", "No."), importance: 9), .init(Message("灯", "Light"), importance: 7),
            .init(Message("问题", "Finding"), .left, .flexible(minimum: 15), importance: 8),
            .init(Message("责任单位", "Unit"), .left, .flexible(minimum: 5), importance: 3),
            .init(Message("责任人", "Owner"), .left, .flexible(minimum: 5), importance: 2),
            .init(Message("时限", "Due"), importance: 5), .init(Message("逾期", "Late"), .right, importance: 6),
            .init(Message("状态", "Stage"), importance: 4), .init(Message("督办", "Level"), importance: 4),
            .init(Message("天数", "Age"), .right, importance: 1),
        ])
        for row in rows {
            table.add([
                Table.Cell(row.number.text), Light(row.light).cell,
                Table.Cell(row.description), Table.Cell(Message.list(row.units.map(\.text)) ?? Message("", "")),
                Table.Cell(row.owner?.name ?? ""), Table.Cell(row.deadline?.description ?? ""),
                overdueCell(row.overdueDays), Table.Cell(row.stage.title),
                Table.Cell(row.supervision?.title ?? Message("", "")), Table.Cell(String(row.age)),
            ])
        }
        return table
    }

    /// `7 项逾期，共 40 项；销号率 42.5%，按期完成率 61.0%`; rates that there are not are left out.
    static func summary(_ statistics: Statistics) -> Message {
        let counts = Message(
            "\(statistics.overdue) 项逾期，共 \(statistics.total) 项", "\(statistics.overdue) overdue of \(statistics.total)")
        let rates = [(statistics.closure, "销号率", "closed"), (statistics.punctuality, "按期完成率", "on time")]
            .compactMap { rate, zh, en in rate.map { ("\(zh) \($0.text)", "\(en) \($0.text)") } }
        guard !rates.isEmpty else { return counts + Message("。", ".") }
        return counts
            + Message("；" + rates.map(\.0).joined(separator: "，"), "; " + rates.map(\.1).joined(separator: ", "))
    }

    var lines: [JSONValue] { rows.map(FindingTable.json) }

    private static func json(_ row: FindingRow) -> JSONValue {
        [
            "number": .text(row.number), "stage": .string(row.stage.rawValue), "light": Light(row.light).json,
            "description": .string(row.description), "category": .string(row.category), "source": .text(row.source),
            "round": .text(row.round), "units": .texts(row.units), "owner": .text(row.owner),
            "leader": .text(row.leader), "leadUnit": .text(row.leadUnit), "age": .integer(row.age),
            "deadline": .text(row.deadline), "overdueDays": .integer(row.overdueDays),
            "registeredOn": .text(row.registeredOn), "closedOn": .text(row.closedOn),
            "measures": .integer(row.measures), "measuresDone": .integer(row.measuresDone),
            "evidence": .integer(row.evidence), "returns": .integer(row.returns),
            "extensions": .integer(row.extensions), "relapses": .integer(row.relapses),
            "doubts": .integer(row.doubts), "claimed": .bool(row.isClaimed),
            "supervision": .text(row.supervision?.rawValue),
        ]
    }
}
