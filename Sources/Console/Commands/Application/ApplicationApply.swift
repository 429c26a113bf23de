import ArgumentParser
import Ledger
import Rectification

struct ApplicationApply: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "apply", abstract: say("登记申报（登记人）", "Enter an application (recorder)."),
        discussion: say(
            """
            例：
              taizhang application apply 区级文明单位 --title 文明单位 --level 区级 --review-on 2020-12-20 --document 申报表.docx
            """,
            """
            Example:
              taizhang application apply civilised-unit --title "civilised unit" --level district --review-on 2020-12-20
            """))

    @Argument(help: .application) var application: ApplicationID

    @Option(name: .long, help: help("称号", "the title", "文字|TEXT"))
    var title: String

    @Option(name: .long, help: help("级别", "the level", "文字|TEXT"))
    var level: String?

    @Option(
        name: .customLong("review-on"), parsing: .unconditional,
        help: help("何时评审", "when it is to be reviewed", "日期|DATE"))
    var reviewOn: String?

    @OptionGroup var document: DocumentOption

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try document.handedIn(session)
            var applied = ApplicationApplied()
            applied.document = handedIn.document
            applied.level = level
            applied.reviewOn = try reviewOn.map(session.day)
            applied.title = title
            try desk.perform(.apply(applied), on: application, of: Application.self)
            try handedIn.keep(in: session, for: desk)
            return Message("已登记申报“\(application)”。", "Entered the application “\(application)”.")
        }
    }
}
