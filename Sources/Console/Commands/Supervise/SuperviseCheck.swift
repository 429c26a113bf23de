import ArgumentParser
import Ledger
import Rectification

struct SuperviseCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "check", abstract: say("登记对一个单位的检查（验收人）", "Record the check of a unit (verifier)."),
        discussion: say(
            """
            例：
              taizhang supervise check 三会一课督导-2020四季度 --unit 第一支部 --none --note 抽查6次会议
              taizhang supervise check 三会一课督导-2020四季度 --unit 第二支部 --found 2020-041

            发现的问题先在这一轮里登记。
            """,
            """
            Examples:
              taizhang supervise check minutes-2020Q4 --unit "Branch 1" --none --note "six meetings looked at"
              taizhang supervise check minutes-2020Q4 --unit "Branch 2" --found 2020-041

            What is found is registered in the round first.
            """))

    @Argument(help: .round) var round: RoundID

    @Option(name: .long, help: help("单位", "the unit", "单位|UNIT"))
    var unit: UnitID

    @OptionGroup var result: CheckResult

    @Option(name: .long, help: help("检查情况", "what was seen", "文字|TEXT"))
    var note: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let found = try result.finding()
            let checked = RoundChecked(unit, found == nil ? .none : .found, finding: found, note: note)
            try desk.round(round, .check(checked, found: try found.flatMap(desk.finding)))
            let left = try desk.round(round)?.unchecked.count ?? 0
            return Message(
                "已登记对\(unit)的检查：\(checked.outcome.title.zh)；还有 \(left) 个单位没有检查。",
                "Checked \(unit): \(checked.outcome.title.en); \(left) unit\(left == 1 ? "" : "s") left to check.")
        }
    }
}
