import ArgumentParser
import Ledger
import Rectification

struct SuperviseRoutine: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "routine", abstract: say("开启日常督导检查（登记人）", "Open routine supervision of a category (recorder)."),
        discussion: say(
            """
            例：
              taizhang supervise routine 三会一课督导-2020四季度 --category 三会一课 --unit 第一支部 --unit 第二支部

            它自成一轮：检查发现的问题登记在这一轮里；查过哪些单位见 taizhang round show。
            """,
            """
            Example:
              taizhang supervise routine minutes-2020Q4 --category meetings --unit "Branch 1" --unit "Branch 2"

            It is a round of its own: what is found is registered in it; taizhang round show tells which units were checked.
            """))

    @Argument(help: .round) var round: RoundID

    @Option(name: .long, help: help("问题类别", "category", "类别|CATEGORY"))
    var category: String

    @Option(name: .long, help: help("检查单位，可多次给出", "a unit to check; may be repeated", "单位|UNIT"))
    var unit: [UnitID]

    @Option(name: .long, help: help("问题来源", "source", "来源|SOURCE"))
    var source = say("日常督导检查", "routine supervision")

    @Option(
        name: .customLong("intensive-until"), parsing: .unconditional,
        help: help("集中整改期截止日", "last day of the intensive period", "日期|DATE"))
    var intensiveUntil: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            try desk.round(
                round,
                .open(
                    source: source, body: nil, document: nil, intensiveUntil: try intensiveUntil.map(session.day)))
            try desk.round(round, .scope(RoundScoped(category, units: unit)))
            return Message(
                "已开启日常督导检查 \(round)：\(category)，\(unit.count) 个单位。",
                "Opened routine supervision \(round): \(category), \(unit.count) unit\(unit.count == 1 ? "" : "s").")
        }
    }
}
