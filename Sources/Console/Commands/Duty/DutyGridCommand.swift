import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct DutyGridCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "grid", abstract: say("经常性工作月度表：各支部逐月办了没有", "Recurring duties as a grid of months and branches."),
        discussion: say(
            """
            例：
              taizhang duty grid --from 2020-07-01 --until 2020-12-31 --as-of 2020-12-15
              taizhang duty grid --kind 支委会 --csv

            ✓ 已办，记在办的那个月；✗ 未办，记在过期的那个月；· 待办，记在到期的那个月；空白为当月无要求。\
            不写起止，则从当年1月（或最早的一期）到今天所在的一期末。
            """,
            """
            Examples:
              taizhang duty grid --from 2020-07-01 --until 2020-12-31 --as-of 2020-12-15
              taizhang duty grid --kind committee --csv

            ✓ met, in the month in which it was held; ✗ missed, in the month in which the period ended; · open, in the \
            month in which it is due; blank: nothing asked. Without --from and --until: from January (or the first \
            period) to the end of the present periods.
            """))

    @Option(name: .long, parsing: .unconditional, help: help("从这个月起", "from the month of this day", "日期|DATE"))
    var from: String?

    @Option(name: .long, parsing: .unconditional, help: help("到这个月止", "until the month of this day", "日期|DATE"))
    var until: String?

    @Option(name: .long, help: help("只看这类活动的；可多次给出", "duties met by this kind of activity; may be repeated", "类别|KIND"))
    var kind: [String] = []

    @Option(name: .long, help: help("只看这个支部的；可多次给出", "this branch or unit; may be repeated", "单位|UNIT"))
    var unit: [UnitID] = []

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let grid = try session.ledger.dutyGrid(
                from: try from.map(session.day), until: try until.map(session.day), kinds: kind, units: unit,
                try horizon.horizon(session))
            try session.show(DutyGridAnswer(grid: grid), format)
        }
    }
}
