import ArgumentParser
import Ledger
import ReadModels

struct MeasureListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出整改措施", "List measures."),
        discussion: say(
            """
            例：
              taizhang measure list --overdue
              taizhang measure list --owner 督查科科长 --as-of 2020-10-01
              taizhang measure list --where '时限 = 2020年9月 且 情况 = 未完成'
            """,
            """
            Examples:
              taizhang measure list --overdue
              taizhang measure list --owner 督查科科长 --as-of 2020-10-01
              taizhang measure list --where 'deadline = 2020-09 and status = open'
            """))

    @OptionGroup var filters: FilterOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            try session.show(try session.summed(.measures, filters, list, \.summaryOfMeasures), list.format)
        }
    }
}
