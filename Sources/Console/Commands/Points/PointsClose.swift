import ArgumentParser
import Ledger
import Rectification

struct PointsClose: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "close", abstract: say("季度积分结账（登记人，审批人同意）", "Close a quarter's points (recorder, approver)."),
        discussion: say(
            """
            例：
              taizhang points close --quarter 2020-Q3 --approver 局党组书记

            记下每人得分、规则版本和计至哪条记录，以后照样能重算（points verify）。结账后只能经异议更正。\
            当年前面的季度有人工登记的，先给它结账：按年度计的条目各季度共用一个上限。
            """,
            """
            Example:
              taizhang points close --quarter 2020-Q3 --approver secretary

            It records what each has, the version of the rules and up to which record it was computed, so that it can be computed
            again (points verify). From then on points change only by an objection that is upheld. Earlier quarters of the year \
            that have points by hand are closed first: items by the year have one cap for all of them.
            """))

    @Option(name: .long, help: .quarter) var quarter: QuarterID

    @Option(name: .long, help: .pointRules) var rules: PointRulesID?

    @Option(name: .long, help: .approver) var approver: ActorID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let points = try desk.points(of: quarter, by: rules)
            try desk.perform(
                .close(
                    points.sheet, rules: points.rules, version: points.version, position: desk.position,
                    approver: approver, earlier: try desk.openQuarter(before: quarter)), on: quarter,
                of: PointsQuarter.self)
            let count = points.sheet.rows.count
            return Message(
                "\(quarter) 已结账：\(count) 人，按“\(points.rules)”第 \(points.version) 版，计至第 \(desk.position) 条记录。",
                "Closed \(quarter): \(count) members, by version \(points.version) of “\(points.rules)”, up to record \(desk.position)."
            )
        }
    }
}
