import ArgumentParser
import Ledger
import Rectification

struct FindingClose: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "close", abstract: say("销号（审批人）", "Close a finding (approver)."),
        discussion: say(
            """
            例：
              taizhang finding close 2020-015 --actor 机关党委专职副书记

            销号人不能是责任人，也不能是验收人。
            """,
            """
            Example:
              taizhang finding close 2020-015 --actor approver

            Whoever closes it is neither its owner nor its verifier.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said = Message("问题 \(number) 已销号。", "Closed finding \(number).")
        try Session.step(options, write, of: number, said: said) { _, _ in .close }
    }
}
