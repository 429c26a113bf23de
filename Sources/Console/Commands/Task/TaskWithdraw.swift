import ArgumentParser
import Ledger
import Rectification

struct TaskWithdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "withdraw", abstract: say("撤销任务（登记人，审批人同意）", "Withdraw a task (recorder, approver)."),
        discussion: say(
            """
            例：
              taizhang task withdraw 2020年下半年-35 --approver 党组书记 --reason 值守任务由街道统一安排

            历史里仍在，只是不再计入。
            """,
            """
            Example:
              taizhang task withdraw 2020-h2-35 --approver secretary --reason "done by others"

            It stays in the history and no longer counts.
            """))

    @Argument(help: .task) var task: TaskID

    @Option(name: .long, help: .approver) var approver: ActorID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(.withdraw(approver: approver), on: task, of: PlanTask.self)
            return Message("任务 \(task) 已撤销。", "Withdrew task \(task).")
        }
    }
}
