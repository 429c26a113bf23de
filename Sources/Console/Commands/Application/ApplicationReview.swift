import ArgumentParser
import Ledger
import Rectification

struct ApplicationReview: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "review", abstract: say("登记评审或复核（登记人）", "Enter a review (recorder)."),
        discussion: say(
            """
            例：
              taizhang application review 区级文明单位 --outcome 通过 --body 区文明办 --review-on 2021-12-20

            首次评审通过即获评；已获评的复核后，用 keep 或 lose 登记结果。
            """,
            """
            Example:
              taizhang application review civilised-unit --outcome passed --body "district office" --review-on 2021-12-20

            The first review that is passed brings the title; after a later one, keep or lose says what came of it.
            """))

    @Argument(help: .application) var application: ApplicationID

    @Option(name: .long, help: help("结论：通过或未通过", "passed or failed", "结论|OUTCOME"))
    var outcome: ApplicationReviewed.Outcome

    @Option(name: .long, help: help("评审单位", "the body that reviewed", "单位|BODY"))
    var body: String?

    @Option(name: .long, help: help("意见", "note", "文字|TEXT"))
    var note: String?

    @Option(
        name: .customLong("review-on"), parsing: .unconditional,
        help: help("下次何时复核", "when it is to be reviewed next", "日期|DATE"))
    var reviewOn: String?

    @OptionGroup var document: DocumentOption

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try document.handedIn(session)
            var reviewed = ApplicationReviewed()
            reviewed.body = body
            reviewed.document = handedIn.document
            reviewed.note = note
            reviewed.outcome = outcome
            reviewed.reviewOn = try reviewOn.map(session.day)
            try desk.perform(.review(reviewed), on: application, of: Application.self)
            try handedIn.keep(in: session, for: desk)
            return Message(
                "已登记“\(application)”的评审：\(outcome.title.zh)。",
                "Entered the review of “\(application)”: \(outcome.title.en).")
        }
    }
}
