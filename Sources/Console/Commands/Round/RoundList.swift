import ArgumentParser
import ReadModels

struct RoundList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出轮次", "List rounds."),
        discussion: say(
            """
            例：
              taizhang round list
            """,
            """
            Example:
              taizhang round list
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.rounds, list, options) }
}
