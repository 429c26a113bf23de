import ArgumentParser
import ReadModels

struct GradeList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出支部现等级和今年目标", "List the branches, their grades and goals."),
        discussion: say(
            """
            例：
              taizhang grade list
            """,
            """
            Example:
              taizhang grade list
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.grades, list, options) }
}
