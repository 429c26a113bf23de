import ArgumentParser
import Ledger
import Rectification

struct PointsAdjust: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "adjust", abstract: say("人工登记积分（登记人，审批人同意）", "Enter points by hand (recorder, approver)."),
        discussion: say(
            """
            例：
              taizhang points adjust DY-009 --quarter 2020-Q3 --item 意见建议被采纳 --reason 回复单第3号 --approver 局党组书记
              taizhang points adjust DY-012 --quarter 2020-Q3 --points -3 --reason 支部决定 --approver 局党组书记

            台账里查不到的事（意见被采纳、化解积案、表彰、处分等）这样登记；带 --item 的照规则计分并受上限约束。\
            当年更晚的季度结账后，不能再登记。
            """,
            """
            Examples:
              taizhang points adjust DY-009 --quarter 2020-Q3 --item advice-adopted --reason "reply 3" --approver secretary
              taizhang points adjust DY-012 --quarter 2020-Q3 --points -3 --reason "branch's decision" --approver secretary

            What nothing in the ledger tells (advice adopted, commendations, penalties) is entered like this. With --item it counts \
            by the rules and within their cap. Nothing is entered once a later quarter of the year is closed.
            """))

    @Argument(help: .member) var member: MemberCode

    @Option(name: .long, help: .quarter) var quarter: QuarterID

    @Option(
        name: .long,
        help: help("规则里的条目；分值和上限照规则", "an item of the rules, by its value and within its cap", "条目|ITEM"))
    var item: String?

    @Option(name: .long, help: help("发生几次；不写为 1", "how many times it happened; 1 where it is left out", "次数|TIMES"))
    var times: Int?

    @Option(
        name: .long, parsing: .unconditional,
        help: help("加减多少分；不写 --item 时在规则之外", "points to add or deduct; outside the rules without --item", "分数|POINTS"))
    var points: Int?

    @Option(name: .long, help: .pointRules) var rules: PointRulesID?

    @Option(name: .long, help: .approver) var approver: ActorID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            var adjusted = PointsAdjusted()
            adjusted.item = item
            adjusted.member = member
            adjusted.points = points
            adjusted.times = times
            let version = item == nil ? nil : try desk.rulesVersion(of: quarter, by: rules)
            let knows = try desk.state(member, of: Member.self) != nil
            try desk.perform(
                .adjust(
                    adjusted, approver: approver, rules: version, knows: knows,
                    later: try desk.closedQuarter(after: quarter)), on: quarter, of: PointsQuarter.self)
            return Message("已登记 \(member) 在 \(quarter) 的积分。", "Entered points of \(member) in \(quarter).")
        }
    }
}
