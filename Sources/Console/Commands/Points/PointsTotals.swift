import ArgumentParser
import ReadModels

struct PointsTotals: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "totals", abstract: say("列出已结账季度的得分", "List members' points of closed quarters."),
        discussion: say(
            """
            例：
              taizhang points totals
            """,
            """
            Example:
              taizhang points totals
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.pointTotals, list, options) }
}
