import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct FindingHistory: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "history", abstract: say("一个问题的每一步：何时、何人、何事、为何", "Every step of a finding: when, who, what, why."),
        discussion: say(
            """
            例：
              taizhang finding history 2020-015
            """,
            """
            Example:
              taizhang finding history 2020-015
            """))

    @Argument(help: help("编号，如 2020-015", "the finding, such as 2020-015", "编号|NUMBER"))
    var number: FindingNumber

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let horizon = try horizon.horizon(session)
            let rows = try session.ledger.history(of: number, horizon)
            guard !rows.isEmpty else { throw try session.missing(number, horizon) }
            try session.show(HistoryAnswer(number: number, rows: rows), format)
        }
    }
}

/// The steps of one finding.
struct HistoryAnswer: ListAnswer {
    var number: FindingNumber
    var rows: [HistoryRow]

    private var steps: StepTable {
        StepTable(steps: rows.map { StepTable.Step($0.record, $0.entry, showsSubject: false) })
    }
    var table: Table { steps.table }

    var lines: [JSONValue] {
        rows.map { row in
            guard case .object(var members) = StepTable.Step.json(row.record, hash: row.hash) else { return .null }
            members["claimed"] = .bool(row.isClaimed)
            members["stageBefore"] = .text(row.before?.stage.rawValue)
            members["stageAfter"] = .text(row.after?.stage.rawValue)
            return .object(members)
        }
    }

    var json: JSONValue { ["number": .text(number), "steps": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String {
        let list = steps.text(on: screen, language)
        guard screen.isTerminal else { return list }
        let hint = Message(
            "每行可用 `taizhang record show N` 看原文与哈希", "taizhang record show N shows the bytes and the hash of a line")
        return list + screen.style(.dim, hint.text(language)) + "\n"
    }
}
