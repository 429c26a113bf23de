import ArgumentParser
import Ledger
import Rectification

struct MeasureReview: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "review", abstract: say("复核长期坚持的措施（验收人）", "Review a sustained measure (verifier)."),
        discussion: say(
            """
            例：
              taizhang measure review 2020-015 2 --outcome passed --text 抽查3次均合格
            """,
            """
            Example:
              taizhang measure review 2020-015 2 --outcome passed --text "three spot checks, all good"
            """))

    @Argument(help: .findingNumber) var number: FindingNumber
    @Argument(help: .measureNumber) var measure: Int

    @Option(name: .long, help: help("结论：passed 通过，failed 未通过", "passed or failed", "结论|OUTCOME"))
    var outcome: MeasureReviewed.Outcome

    @Option(name: .long, help: help("复核意见", "what the review says", "文字|TEXT"))
    var text: String?

    @Option(name: .long, help: .evidence) var evidence: [String] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(evidence, session)
            var reviewed = MeasureReviewed()
            reviewed.measure = measure
            reviewed.outcome = outcome
            reviewed.text = text
            reviewed.evidence = handedIn.exhibits
            try desk.finding(number, .review(reviewed))
            try handedIn.keep(in: session, for: desk)
            return Message(
                "问题 \(number) 的措施 \(measure) 复核\(outcome.title.zh)。",
                "Reviewed measure \(measure) of finding \(number): \(outcome.title.en).")
        }
    }
}
