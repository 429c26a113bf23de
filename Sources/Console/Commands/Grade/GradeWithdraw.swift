import ArgumentParser
import Ledger
import Rectification

struct GradeWithdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "withdraw", abstract: say("撤销支部等级（审批人）", "Withdraw a branch's grade (approver)."),
        discussion: say(
            """
            例：
              taizhang grade withdraw 第一党支部 --year 2020 --reason 发生违纪案件
            """,
            """
            Example:
              taizhang grade withdraw "Branch 1" --year 2020 --reason "a breach of discipline"
            """))

    @Argument(help: .branchGrade) var branch: BranchGradeID

    @Option(name: .long, help: .gradeYear) var year: Int

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(.withdraw(year: year), on: branch, of: BranchGrade.self)
            return Message("已撤销“\(branch)”\(year) 年度的等级。", "Withdrew the grade of “\(branch)” for \(year).")
        }
    }
}
