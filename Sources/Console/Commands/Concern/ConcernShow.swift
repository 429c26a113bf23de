import ArgumentParser
import ReadModels
import Rectification

struct ConcernShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一项关切或成果及其经过", "Show a concern and its history."),
        discussion: say(
            """
            例：
              taizhang concern show 2020-001
            """,
            """
            Example:
              taizhang concern show 2020-001
            """))

    @Argument(help: .concern) var number: ConcernNumber

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.show(.concerns, number.stream, horizon, options) }
}
