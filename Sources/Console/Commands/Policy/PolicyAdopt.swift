import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct PolicyAdopt: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "adopt", abstract: say("确定核验规则（审批人）", "Adopt a policy (approver)."),
        discussion: say(
            """
            例：
              taizhang policy adopt --sign weighty --quorum 见证规则.txt

            见证规则是 C2SP tlog-policy 格式的文本，例如三家里要两家：

              witness 市委巡察办 公钥
              witness 档案局 公钥
              witness 审计局 公钥
              group 见证 2 市委巡察办 档案局 审计局
              quorum 见证

            --sign weighty 指申请销号、验收、销号、延期的决定、整改方案的批准、公开；也可写事件类型。新规则整个取代旧规则。达不到规则的要求，\
            verify 就不通过。
            """,
            """
            Example:
              taizhang policy adopt --sign weighty --quorum quorum.txt

            The quorum is a text of C2SP tlog-policy; two of three, for example:

              witness inspection VKEY
              witness archives VKEY
              witness audit VKEY
              group watch 2 inspection archives audit
              quorum watch

            --sign weighty stands for submission, verification, closure, decisions on extensions, approval of rectification plans and publication; types of event can be \
            named as well. A new policy replaces the old one whole. A ledger that falls short of it fails verify.
            """))

    @Option(name: .long, help: help("见证规则文件", "the file of the quorum", "文件|FILE"), completion: .file())
    var quorum: String?

    @Option(
        name: .long,
        help: help("须签名的步骤：weighty 或事件类型，可多次给出", "steps to be signed: weighty, or a type; may be repeated", "步骤|STEP"))
    var sign: [String] = []

    @Flag(name: .long, help: help("什么都不要求", "ask for nothing"))
    var none = false

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        guard none != (quorum != nil || !sign.isEmpty) else {
            throw Fault(
                "E-ARGUMENT", .usage,
                Message(
                    "新规则整个取代旧规则：写明 --sign、--quorum，或用 --none 表示什么都不要求。",
                    "A policy replaces the old one whole: give --sign, --quorum, or --none for asking nothing."),
                remedy: Message("现行规则见 taizhang policy show。", "taizhang policy show has the present one."))
        }
        let text = try quorum.map { String(decoding: try InputFile.bytes(of: $0), as: UTF8.self) }
        let types = sign.flatMap { $0 == "weighty" ? Array(Custody.weighty) : [$0] }
        try Session.perform(options, write) { session, desk in
            try desk.custody(
                .adopt(quorum: text, signed: types),
                in: CustodyEvent.custodyStream(of: try session.ledger.identity.id))
            return Message("核验规则已确定。", "The policy is adopted.")
        }
    }
}
