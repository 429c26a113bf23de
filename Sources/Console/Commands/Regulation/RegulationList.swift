import ArgumentParser
import ReadModels

struct RegulationList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出制度", "List regulations."),
        discussion: say(
            """
            例：
              taizhang regulation list
            """,
            """
            Example:
              taizhang regulation list
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.regulations, list, options) }
}
