import ArgumentParser
import Ledger
import Rectification

struct RoundPlan: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "plan", abstract: say("提出整改方案（登记人）", "Put forward a round's rectification plan (recorder)."),
        discussion: say(
            """
            例：
              taizhang round plan 巡察反馈-2020 --document 整改方案.docx

            方案所含的措施取自台账当时的内容。还有问题没有措施的，须说明理由。批准之前可以重新提出。
            """,
            """
            Example:
              taizhang round plan inspection-2020 --document plan.docx

            It holds the measures that the ledger has of the round's findings now. Where a finding has none it needs a reason. Until \
            it is approved it can be put forward anew.
            """))

    @Argument(help: .round) var round: RoundID

    @Option(name: .long, help: help("方案文件", "the plan", "文件|FILE"), completion: .file())
    var document: String

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(document: document, as: "整改方案", session)
            let (measures, bare) = try desk.measures(of: round)
            let planned = RectificationPlanned(measures, document: handedIn.document)
            try desk.round(round, .plan(planned, bare: bare))
            try handedIn.keep(in: session, for: desk)
            return Message(
                "已提出轮次 \(round) 的整改方案，\(measures.count) 条措施，待批准。",
                "Put forward the plan of \(round), \(measures.count) measure\(measures.count == 1 ? "" : "s"); it waits for approval."
            )
        }
    }
}
