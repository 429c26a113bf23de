import ArgumentParser
import Ledger
import Rectification

struct PointsDecide: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "decide", abstract: say("裁定积分异议（审批人）", "Decide an objection to points (approver)."),
        discussion: say(
            """
            例：
              taizhang points decide 1 --quarter 2020-Q3 --outcome 成立 --points 2 --reason 签到表漏登
            """,
            """
            Example:
              taizhang points decide 1 --quarter 2020-Q3 --outcome upheld --points 2 --reason "left out of the list"
            """))

    @Argument(help: help("异议序号", "the objection's number", "序号|NUMBER")) var number: Int

    @Option(name: .long, help: .quarter) var quarter: QuarterID

    @Option(name: .long, help: help("结论：成立或不成立", "upheld or refused", "结论|OUTCOME"))
    var outcome: ObjectionDecided.Outcome

    @Option(
        name: .long, parsing: .unconditional,
        help: help("成立的，更正多少分（可为负）", "where upheld: the correction, which may be negative", "分数|POINTS"))
    var points: Int?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let decided = ObjectionDecided(number, outcome, points: points)
            try desk.perform(.decide(decided), on: quarter, of: PointsQuarter.self)
            return Message(
                "\(quarter) 第 \(number) 号异议\(outcome.title.zh)。",
                "Objection \(number) of \(quarter): \(outcome.title.en).")
        }
    }
}
