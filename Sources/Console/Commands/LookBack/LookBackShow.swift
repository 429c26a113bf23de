import ArgumentParser
import ReadModels
import Rectification

struct LookBackShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一次“回头看”：抽了哪些，看了哪些", "Show a look-back: what was drawn, what came of it."),
        discussion: say(
            """
            例：
              taizhang look-back show 回头看-2021

            每个问题的结论由 taizhang finding look-back 登记。
            """,
            """
            Example:
              taizhang look-back show lookback-2021

            What came of each finding is recorded with taizhang finding look-back.
            """))

    @Argument(help: .round) var round: RoundID

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.show(.lookBacks, round.stream, horizon, options) }
}
