import ArgumentParser
import Ledger
import ReadModels

struct MeasureListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: say("列出整改措施", "List measures."),
        discussion: say(
            """
            例：
              taizhang measure list --overdue
              taizhang measure list --owner 督查科科长 --as-of 2020-10-01
            """,
            """
            Examples:
              taizhang measure list --overdue
              taizhang measure list --owner 督查科科长 --as-of 2020-10-01
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
            all.isOverdue = nil
            let answer = MeasureListAnswer(
                day: try session.ledger.day(of: horizon), rows: try session.ledger.measures(filter, horizon),
                statistics: try session.ledger.statistics(by: nil, all, horizon).first?.statistics ?? Statistics())
            try session.show(answer, format)
        }
    }
}

/// Measures and the sentence that sums them up.
struct MeasureListAnswer: ListAnswer {
    var day: CalendarDate
    var rows: [MeasureRow]
    var statistics: Statistics

    var table: Table { MeasureList(rows: rows).table }
    var lines: [JSONValue] { MeasureList(rows: rows).lines }

    var json: JSONValue {
        [
            "asOf": .text(day), "measures": .array(lines),
            "statistics": .object(StatisticsTable.counts(statistics)),
        ]
    }

    func text(on screen: Screen, _ language: Language) -> String {
        let list = listed(on: screen, language)
        guard screen.isTerminal else { return list }
        return list + MeasureList.summary(statistics).text(language) + "\n"
    }
}
