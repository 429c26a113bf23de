import ArgumentParser
import Ledger
import Rectification

struct RoundAmendPlan: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "amend-plan",
        abstract: say("调整整改方案（登记人，须审批人同意）", "Amend a rectification plan (recorder, and an approver agrees)."),
        discussion: say(
            """
            例：
              taizhang round amend-plan 巡察反馈-2020 --approver 党组书记 --reason 新增两条措施

            方案从此包含台账现有的全部措施。
            """,
            """
            Example:
              taizhang round amend-plan inspection-2020 --approver secretary --reason "two more measures"

            From now on it holds all the measures that the ledger has.
            """))

    @Argument(help: .round) var round: RoundID

    @Option(name: .long, help: help("调整后的方案文件", "the amended plan", "文件|FILE"), completion: .file())
    var document: String?

    @Option(name: .long, help: .approver) var approver: ActorID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(document: document, as: "整改方案", session)
            let measures = try desk.measures(of: round).planned
            let amended = RectificationAmended(measures, document: handedIn.document)
            try desk.round(round, .amendPlan(amended, approver: approver))
            try handedIn.keep(in: session, for: desk)
            return Message(
                "轮次 \(round) 的整改方案已调整，\(measures.count) 条措施。",
                "Amended the plan of \(round): it has \(measures.count) measure\(measures.count == 1 ? "" : "s") now.")
        }
    }
}
