import ArgumentParser
import Ledger
import Rectification

struct FindingReopen: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "reopen", abstract: say("重新打开已销号的问题（验收人或审批人）", "Reopen a closed finding (verifier or approver)."),
        discussion: say(
            """
            例：
              taizhang finding reopen 2020-015 --reason 群众反映问题依旧

            之后须有新的措施才能再申请销号。
            """,
            """
            Example:
              taizhang finding reopen 2020-015 --reason "people say nothing has changed"

            It needs a new measure before it can be submitted again.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said = Message("问题 \(number) 已重新打开。", "Reopened finding \(number).")
        try Session.step(options, write, of: number, said: said) { _, _ in .reopen }
    }
}
