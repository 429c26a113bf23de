import ArgumentParser
import Ledger
import Rectification

struct RegulationReview: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "review", abstract: say("复核制度（登记人）", "Review a regulation (recorder)."),
        discussion: say(
            """
            例：
              taizhang regulation review 三会一课制度 --outcome 继续执行 --review-on 2022-09-30
            """,
            """
            Example:
              taizhang regulation review meeting-rules --outcome keep --review-on 2022-09-30
            """))

    @Argument(help: .regulation) var regulation: RegulationID

    @Option(name: .long, help: help("结论：继续执行、需修订、需废止", "keep, amend or repeal", "结论|OUTCOME"))
    var outcome: RegulationReviewed.Outcome

    @Option(name: .long, help: help("说明", "note", "文字|TEXT"))
    var note: String?

    @Option(
        name: .customLong("review-on"), parsing: .unconditional,
        help: help("下次何时复核", "when it is to be reviewed next", "日期|DATE"))
    var reviewOn: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            var reviewed = RegulationReviewed()
            reviewed.outcome = outcome
            reviewed.note = note
            reviewed.reviewOn = try reviewOn.map(session.day)
            try desk.perform(.review(reviewed), on: regulation, of: Regulation.self)
            return Message(
                "已复核制度“\(regulation)”：\(outcome.title.zh)。", "Reviewed “\(regulation)”: \(outcome.title.en).")
        }
    }
}
