import ArgumentParser
import ReadModels
import Rectification

struct RoundShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一轮整改及其经过", "Show a round and its history."),
        discussion: say(
            """
            例：
              taizhang round show 巡察反馈-2020 --as-of 2020-09-30
            """,
            """
            Example:
              taizhang round show inspection-2020 --as-of 2020-09-30
            """))

    @Argument(help: .round) var round: RoundID

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.show(.rounds, round.stream, horizon, options) }
}
