import ArgumentParser
import Ledger
import ReadModels

struct RoundList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: say("列出轮次", "List rounds."),
        discussion: say(
            """
            例：
              taizhang round list
            """,
            """
            Example:
              taizhang round list
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        // A round's own list says more of it than its fields do.
        guard list.rows.columns == nil else { return try Session.list(.rounds, list, options) }
        try Session.query(options) { session in
            let horizon = try list.horizon.horizon(session)
            var query = try list.rows.query(of: .rounds, session, horizon)
            query.columns = ["id"]
            let rounds = try session.ledger.rounds(horizon)
            let wanted = try session.ledger.rows(of: .rounds, query, horizon)
            let rows = wanted.compactMap { row in rounds.first { $0.id.text == row.values.first?.text } }
            try session.show(RoundTable(rows: rows), list.format)
        }
    }
}

/// Rounds, each with how far it is.
struct RoundTable: ListAnswer {
    var rows: [RoundRow]

    var table: Table {
        var table = Table([
            .init(Message("轮次", "Round"), .left, .flexible(minimum: 12), importance: 9),
            .init(Message("来源", "Source"), .left, .flexible(minimum: 8)), .init(Message("反馈", "Feedback")),
            .init(Message("集中整改至", "Intensive until")), .init(Message("问题", "Findings"), .right),
            .init(Message("未销号", "Open"), .right), .init(Message("逾期", "Overdue"), .right),
            .init(Message("结束", "Closed")),
        ])
        for round in rows {
            table.add([
                Table.Cell(round.id.text), Table.Cell(round.source), Table.Cell(round.feedbackOn?.description ?? ""),
                Table.Cell(round.intensiveUntil?.description ?? ""), Table.Cell(String(round.statistics.total)),
                Table.Cell(String(round.statistics.open)), Table.Cell(String(round.statistics.overdue)),
                Table.Cell(round.closedOn?.description ?? ""),
            ])
        }
        return table
    }

    var lines: [JSONValue] { rows.map(LedgerPage.round) }
    var json: JSONValue { ["rounds": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String { listed(on: screen, language) }
}
