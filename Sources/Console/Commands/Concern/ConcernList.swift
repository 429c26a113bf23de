import ArgumentParser
import ReadModels

struct ConcernList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出热点关切和调研成果", "List concerns and research results."),
        discussion: say(
            """
            例：
              taizhang concern list
            """,
            """
            Example:
              taizhang concern list
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.concerns, list, options) }
}
