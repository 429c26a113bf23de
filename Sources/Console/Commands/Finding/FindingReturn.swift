import ArgumentParser
import Ledger
import Rectification

struct FindingReturn: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "return", abstract: say("退回整改（验收人）", "Return a finding to its owner (verifier)."),
        discussion: say(
            """
            例：
              taizhang finding return 2020-015 --reason 会议记录缺7月支委会 --actor 督查科科长
            """,
            """
            Example:
              taizhang finding return 2020-015 --reason "the minutes of July are missing" --actor verifier
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(
        name: .long,
        help: help(
            "核查方式：documents 查阅资料，onsite 现场核查，interview 访谈", "how: documents, onsite or interview", "方式|METHOD"))
    var method: VerificationMethod?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said = Message("问题 \(number) 已退回整改。", "Returned finding \(number) to its owner.")
        try Session.step(options, write, of: number, said: said) { _, _ in .returnToOwner(method: method) }
    }
}
