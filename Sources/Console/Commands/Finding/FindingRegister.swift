import ArgumentParser
import Ledger
import Rectification

struct FindingRegister: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "register", abstract: say("登记问题（登记人）", "Register a finding (recorder)."),
        discussion: say(
            """
            例：
              taizhang finding register --round 巡察反馈-2020 --unit 第一支部 --category 组织生活 \
            --description 三会一课记录不规范

            编号 年份-序号 自动给出，年份是反馈的年份。
            """,
            """
            Example:
              taizhang finding register --round inspection-2020 --unit "Branch 1" --category meetings \
            --description "minutes are not kept"

            It gets the next number of the year of its feedback.
            """))

    @Option(name: .long, help: help("来源轮次", "the round that found it", "轮次|ROUND"))
    var round: RoundID

    @Option(name: .long, help: help("问题所在单位", "the unit it was found in", "单位|UNIT"))
    var unit: UnitID

    @Option(name: .long, help: help("问题类别", "category", "类别|CATEGORY"))
    var category: String

    @Option(name: .long, help: help("问题描述", "what is wrong", "文字|TEXT"))
    var description: String

    @Option(name: .long, help: help("具体表现", "what shows it", "文字|TEXT"))
    var details: String?

    @Option(name: .long, help: help("整改目标", "goal of the rectification", "文字|TEXT"))
    var goal: String?

    @Option(name: .long, help: help("问题来源，与轮次不同时", "source, where not the round's", "来源|SOURCE"))
    var source: String?

    @Option(
        name: .long, help: help("自定编号；不写则接着往下编", "a number of your own; the next one where it is left out", "编号|NUMBER")
    )
    var number: FindingNumber?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let known = try desk.round(round)
            let number = try number ?? desk.nextNumber(in: (known?.feedbackOn ?? desk.on).year)
            var registered = FindingRegistered()
            registered.round = round
            registered.unit = unit
            registered.category = category
            registered.description = description
            registered.details = details
            registered.goal = goal
            registered.source = source
            try desk.finding(number, .register(registered, round: known))
            return Message("已登记问题 \(number)。", "Registered finding \(number).")
        }
    }
}
