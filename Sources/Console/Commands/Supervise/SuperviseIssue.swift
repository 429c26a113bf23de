import ArgumentParser
import Ledger
import Rectification

struct SuperviseIssue: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "issue",
        abstract: say("催办、督办、挂牌督办、通报（督查或责任领导）", "Issue a level of supervision (verifier or leader)."),
        discussion: say(
            """
            例：
              taizhang supervise issue 2020-015 --level 催办 --text 请于三日内报送进展
              taizhang supervise issue 2020-015 --level 挂牌督办 --document 督办函.pdf

            须已逾期，逐级进行，一次逾期每级只用一次；不到规定天数的，须说明理由。
            """,
            """
            Examples:
              taizhang supervise issue 2020-015 --level reminder --text "report within three days"
              taizhang supervise issue 2020-015 --level listed --document letter.pdf

            The finding is overdue, and the levels come in order, each once while it is overdue. Before its days are reached a level \
            needs a reason.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(
        name: .long,
        help: help("催办、督办、挂牌督办、通报", "reminder, notice, listed or circular", "级别|LEVEL"))
    var level: Supervision.Level

    @Option(name: .long, help: help("要求", "what is asked", "文字|TEXT"))
    var text: String?

    @Option(name: .long, help: help("文书", "the document", "文件|FILE"), completion: .file())
    var document: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(document: document, as: "督办文书", session)
            let issued = SupervisionIssued(level, text: text, document: handedIn.document)
            try desk.finding(number, .issue(issued))
            try handedIn.keep(in: session, for: desk)
            return Message("已就问题 \(number) 发出\(level.title.zh)。", "Issued a \(level.title.en) of finding \(number).")
        }
    }
}
