import ArgumentParser
import Ledger
import Rectification

struct ApplicationKeep: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "keep", abstract: say("登记保留称号（登记人）", "Enter that a title was kept (recorder)."),
        discussion: say(
            """
            例：
              taizhang application keep 区级文明单位 --review-on 2022-12-20
            """,
            """
            Example:
              taizhang application keep civilised-unit --review-on 2022-12-20
            """))

    @Argument(help: .application) var application: ApplicationID

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
            var kept = ApplicationKept()
            kept.document = handedIn.document
            kept.reviewOn = try reviewOn.map(session.day)
            try desk.perform(.keep(kept), on: application, of: Application.self)
            try handedIn.keep(in: session, for: desk)
            return Message("“\(application)”保留。", "“\(application)” was kept.")
        }
    }
}
