import ArgumentParser
import ReadModels

struct ModelList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出典型", "List the models."),
        discussion: say(
            """
            例：
              taizhang model list
            """,
            """
            Example:
              taizhang model list
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.models, list, options) }
}
