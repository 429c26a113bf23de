import ArgumentParser
import ReadModels

struct LookBackList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出“回头看”轮次和反弹率", "List look-back rounds and their relapse rates."),
        discussion: say(
            """
            例：
              taizhang look-back list
            """,
            """
            Example:
              taizhang look-back list
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.lookBacks, list, options) }
}
