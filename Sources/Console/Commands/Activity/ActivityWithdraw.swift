import ArgumentParser
import Ledger
import Rectification

struct ActivityWithdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "withdraw",
        abstract: say("撤销登记有误的活动（登记人，审批人同意）", "Withdraw an activity entered in error (recorder, approver)."),
        discussion: say(
            """
            例：
              taizhang activity withdraw 2020-001 --reason 重复登记 --approver 党组书记

            历史里仍在，只是不再计入任务、经常性工作和积分。
            """,
            """
            Example:
              taizhang activity withdraw 2020-001 --reason "entered twice" --approver secretary

            It stays in the history and no longer counts for tasks, duties and points.
            """))

    @Argument(help: .activity) var number: ActivityNumber

    @Option(name: .long, help: .approver) var approver: ActorID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(.withdraw(approver: approver), on: number, of: Activity.self)
            return Message("活动 \(number) 已撤销。", "Withdrew activity \(number).")
        }
    }
}
