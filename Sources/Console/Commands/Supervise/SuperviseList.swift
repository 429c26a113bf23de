import ArgumentParser
import ReadModels

struct SuperviseList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出督办中的问题", "List findings under supervision."),
        discussion: say(
            """
            例：
              taizhang supervise list
            """,
            """
            Example:
              taizhang supervise list
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.supervised, list, options) }
}
