import ArgumentParser
import ReadModels
import Rectification

struct GradeShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一个支部的争创及其经过", "Show a branch's grade and its history."),
        discussion: say(
            """
            例：
              taizhang grade show 第一党支部
            """,
            """
            Example:
              taizhang grade show "Branch 1"
            """))

    @Argument(help: .branchGrade) var branchGrade: BranchGradeID

    @OptionGroup var horizon: HorizonOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.show(.grades, branchGrade.stream, horizon, options) }
}
