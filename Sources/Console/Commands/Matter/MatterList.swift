import ArgumentParser
import ReadModels

struct MatterList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出重大事项", "List the matters reported."),
        discussion: say(
            """
            例：
              taizhang matter list
            """,
            """
            Example:
              taizhang matter list
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.matters, list, options) }
}
