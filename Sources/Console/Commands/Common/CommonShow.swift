import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct CommonShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show",
        abstract: say("查看一个共性问题：依据哪些问题，怎样了结", "Show a common problem: what is behind it, how it ended."),
        discussion: say(
            """
            例：
              taizhang common show 三会一课
            """,
            """
            Example:
              taizhang common show meetings
            """))

    @Argument(help: help("问题类别", "the category", "类别|CATEGORY")) var category: CommonID

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            try session.show(try session.commonPage(category, try horizon.horizon(session)))
        }
    }
}
