import ArgumentParser
import Ledger
import ReadModels

struct SuperviseDue: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "due", abstract: say("该催办、督办、挂牌督办、通报哪些", "What supervision is due."),
        discussion: say(
            """
            例：
              taizhang supervise due --as-of 2020-10-01

            按逾期天数（taizhang thresholds show）提出下一级，并写出要执行的命令；是否发出由人决定。
            """,
            """
            Example:
              taizhang supervise due --as-of 2020-10-01

            By the days overdue (taizhang thresholds show) it proposes the next level, and the command that issues it; a person decides.
            """))

    @OptionGroup var filters: FilterOptions
    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let horizon = try horizon.horizon(session)
            let rows = try session.ledger.supervisionDue(try filters.filter(session), horizon)
            let answer = SupervisionDueAnswer(day: try session.ledger.day(of: horizon), rows: rows)
            try session.show(answer, format)
        }
    }
}
