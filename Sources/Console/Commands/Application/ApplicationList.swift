import ArgumentParser
import ReadModels

struct ApplicationList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出创建申报", "List the applications."),
        discussion: say(
            """
            例：
              taizhang application list
            """,
            """
            Example:
              taizhang application list
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.applications, list, options) }
}
