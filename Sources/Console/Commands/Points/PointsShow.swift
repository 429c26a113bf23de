import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct PointsShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看季度积分及其来历", "Show a quarter's points and where they come from."),
        discussion: say(
            """
            例：
              taizhang points show --quarter 2020-Q3
              taizhang points show --quarter 2020-Q3 --branch 第一党支部
              taizhang points show --quarter 2020-Q3 --member DY-009

            未结账的按今天算；已结账的按结账时的规则版本和记录重算，并计入异议更正。责任人和主持人是职务的，归当日唯一任此职的党员；
            无人或多人任此职、只有人数没有名单的，列为未能归人，不作猜测。
            """,
            """
            Examples:
              taizhang points show --quarter 2020-Q3
              taizhang points show --quarter 2020-Q3 --branch "Branch 1"
              taizhang points show --quarter 2020-Q3 --member DY-009

            An open quarter is computed as of today; a closed one by the rules and the records that it was closed with, and with
            what objections have corrected. A post's points go to the one member who held it on the day; where nobody did, or
            several, or only a number of people is known, that is listed and nobody is guessed.
            """))

    @Option(name: .long, help: .quarter) var quarter: QuarterID

    @Option(
        name: .long,
        help: help("逐条说明这名党员的得分", "explain this member's points, item by item", "编号|CODE"))
    var member: MemberCode?

    @Option(name: .long, help: help("只看这个党支部", "this branch only", "单位|UNIT"))
    var branch: UnitID?

    @Option(name: .long, help: .pointRules) var rules: PointRulesID?

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let report = try session.ledger.points(of: quarter, by: rules, try horizon.horizon(session))
            guard let member else {
                return try session.show(PointsTable(report: report, branch: branch), format)
            }
            guard let row = report.sheet.row(member) else { throw Fault.noPoints(of: member, quarter) }
            try session.show(PointsPage(report: report, row: row), format)
        }
    }
}

extension Fault {
    fileprivate static func noPoints(of member: MemberCode, _ quarter: QuarterID) -> Fault {
        Fault(
            "E-MEMBER-UNKNOWN", .notFound,
            Message("\(member) 在 \(quarter) 不是在册党员。", "\(member) was no member in \(quarter)."),
            remedy: Message("用 taizhang member list 查看名册。", "See the roster with taizhang member list."))
    }
}
