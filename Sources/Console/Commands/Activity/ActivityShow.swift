import ArgumentParser
import ReadModels
import Rectification

struct ActivityShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一次活动及其经过", "Show an activity and its history."),
        discussion: say(
            """
            例：
              taizhang activity show 2020-001

            另存的谈话或帮扶内容用 taizhang disclose 查看（记录序号见经过），用 taizhang erase 删除。
            """,
            """
            Example:
              taizhang activity show 2020-001

            What is kept sealed beside it: taizhang disclose (the record stands in the history), taizhang erase.
            """))

    @Argument(help: .activity) var number: ActivityNumber

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.show(.activities, number.stream, horizon, options) }
}
