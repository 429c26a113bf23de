import ArgumentParser
import Ledger
import Rectification

struct FindingWithdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "withdraw",
        abstract: say("撤销登记有误的问题（登记人，审批人同意）", "Withdraw a finding registered in error (recorder, approver)."),
        discussion: say(
            """
            例：
              taizhang finding withdraw 2020-015 --reason 重复登记 --approver 党组书记

            历史里仍在，只是不再计入统计。
            """,
            """
            Example:
              taizhang finding withdraw 2020-015 --reason "registered twice" --approver secretary

            It stays in the history and no longer counts.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(name: .long, help: .approver) var approver: ActorID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said = Message("问题 \(number) 已撤销。", "Withdrew finding \(number).")
        try Session.step(options, write, of: number, said: said) { _, _ in .withdraw(approver: approver) }
    }
}
