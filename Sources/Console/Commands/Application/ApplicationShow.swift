import ArgumentParser
import ReadModels
import Rectification

struct ApplicationShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一项申报及其经过", "Show an application and its history."),
        discussion: say(
            """
            例：
              taizhang application show 区级文明单位
            """,
            """
            Example:
              taizhang application show civilised-unit
            """))

    @Argument(help: .application) var application: ApplicationID

    @OptionGroup var horizon: HorizonOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.show(.applications, application.stream, horizon, options) }
}
