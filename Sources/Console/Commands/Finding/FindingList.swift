import ArgumentParser
import Ledger
import ReadModels

struct FindingList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出问题", "List findings."),
        discussion: say(
            """
            例：
              taizhang finding list --overdue --as-of 2020-10-01
              taizhang finding list --round 巡察反馈-2020 --state 整改中 --csv > 清单.csv
              taizhang finding list --where '灯 = 红 且 责任单位 = 办信科' --sort -逾期
            """,
            """
            Examples:
              taizhang finding list --overdue --as-of 2020-10-01
              taizhang finding list --round 巡察反馈-2020 --state open --csv > list.csv
              taizhang finding list --where 'light = red and owner is none' --sort -overdueDays
            """))

    @OptionGroup var filters: FilterOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            try session.show(try session.summed(.findings, filters, list, \.summary), list.format)
        }
    }
}
