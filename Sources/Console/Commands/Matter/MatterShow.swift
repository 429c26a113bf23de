import ArgumentParser
import ReadModels
import Rectification

struct MatterShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一件重大事项及其经过", "Show a matter and its history."),
        discussion: say(
            """
            例：
              taizhang matter show 2020-001
            """,
            """
            Example:
              taizhang matter show 2020-001
            """))

    @Argument(help: .matter) var matter: MatterNumber

    @OptionGroup var horizon: HorizonOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.show(.matters, matter.stream, horizon, options) }
}
