import ArgumentParser
import Ledger
import Rectification

struct FindingVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "verify", abstract: say("验收通过（验收人）", "Verify a finding (verifier)."),
        discussion: say(
            """
            例：
              taizhang finding verify 2020-015 --method documents --note 记录齐全 --actor 督查科科长

            验收人不能是责任人，也不能只有责任单位自己的人；同去的人用 --with 写明。不通过用 finding return。
            """,
            """
            Example:
              taizhang finding verify 2020-015 --method documents --note "minutes are complete" --actor verifier

            Not the owner, and not of the responsible unit alone; name who came along with --with. Where it fails: \
            finding return.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(
        name: .long,
        help: help(
            "核查方式：documents 查阅资料，onsite 现场核查，interview 访谈", "how: documents, onsite or interview", "方式|METHOD"))
    var method: VerificationMethod

    @Option(name: .long, help: help("验收意见", "what the verification says", "文字|TEXT"))
    var note: String?

    @Option(name: .long, help: help("共同验收人，可多次给出", "verified together with; may be repeated", "职务|ACTOR"))
    var with: [ActorID] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said = Message("问题 \(number) 验收通过。", "Verified finding \(number).")
        try Session.step(options, write, of: number, said: said) { _, _ in
            .verify(FindingVerified(method: method, note: note, with: with))
        }
    }
}
