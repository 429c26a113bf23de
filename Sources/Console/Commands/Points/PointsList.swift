import ArgumentParser
import ReadModels

struct PointsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出各季度积分的结账、公示情况", "List the quarters and how far each is."),
        discussion: say(
            """
            例：
              taizhang points list
            """,
            """
            Example:
              taizhang points list
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.quarters, list, options) }
}
