import ArgumentParser
import ReadModels
import Rectification

struct RegulationShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一项制度及其经过", "Show a regulation and its history."),
        discussion: say(
            """
            例：
              taizhang regulation show 三会一课制度
            """,
            """
            Example:
              taizhang regulation show meeting-rules
            """))

    @Argument(help: .regulation) var regulation: RegulationID

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.show(.regulations, regulation.stream, horizon, options) }
}
