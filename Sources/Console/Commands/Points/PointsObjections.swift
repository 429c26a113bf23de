import ArgumentParser
import ReadModels

struct PointsObjections: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "objections", abstract: say("列出积分异议", "List the objections to points."),
        discussion: say(
            """
            例：
              taizhang points objections
            """,
            """
            Example:
              taizhang points objections
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.objections, list, options) }
}
