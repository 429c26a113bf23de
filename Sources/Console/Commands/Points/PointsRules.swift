import ArgumentParser
import ReadModels

struct PointsRules: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "rules", abstract: say("列出现行积分条目", "List the items of points in force."),
        discussion: say(
            """
            例：
              taizhang points rules
            """,
            """
            Example:
              taizhang points rules
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.pointItems, list, options) }
}
