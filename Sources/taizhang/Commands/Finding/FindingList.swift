import ArgumentParser
import Ledger
import ReadModels

struct FindingList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: say("列出问题", "List findings."),
        discussion: say(
            """
            例：
              taizhang finding list --overdue --as-of 2020-10-01
              taizhang finding list --round 巡察反馈-2020 --state 整改中 --csv > 清单.csv
            """,
            """
            Examples:
              taizhang finding list --overdue --as-of 2020-10-01
              taizhang finding list --round 巡察反馈-2020 --state open --csv > list.csv
            """))

    @OptionGroup var filters: FilterOptions
    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let filter = try filters.filter(session)
            let horizon = try horizon.horizon(session)
            var all = filter
            // What is overdue is counted of all that the other conditions let through.
            all.isOverdue = nil
            let answer = FindingListAnswer(
                day: try session.ledger.day(of: horizon), rows: try session.ledger.findings(filter, horizon),
                statistics: try session.ledger.statistics(by: nil, all, horizon).first?.statistics ?? Statistics())
            try session.show(answer, format)
        }
    }
}

/// Findings and the sentence that sums them up.
struct FindingListAnswer: ListAnswer {
    var day: CalendarDate
    var rows: [FindingRow]
    var statistics: Statistics

    var table: Table { FindingTable(rows: rows).table }
    var lines: [JSONValue] { FindingTable(rows: rows).lines }

    var json: JSONValue {
        [
            "asOf": .text(day), "findings": .array(lines),
            "statistics": .object(StatisticsTable.counts(statistics)),
        ]
    }

    func text(on screen: Screen, _ language: Language) -> String {
        let list = listed(on: screen, language)
        guard screen.isTerminal else { return list }
        return list + FindingTable.summary(statistics).text(language) + "\n"
    }
}
