import ArgumentParser
import ReadModels
import Rectification

struct ModelShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一个典型及其经过", "Show a model and its history."),
        discussion: say(
            """
            例：
              taizhang model show 2020-001
            """,
            """
            Example:
              taizhang model show 2020-001
            """))

    @Argument(help: .model) var model: ModelNumber

    @OptionGroup var horizon: HorizonOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.show(.models, model.stream, horizon, options) }
}
