import ArgumentParser
import Ledger
import Rectification

struct PointsPublish: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "publish",
        abstract: say("登记季度积分公示（登记人）", "Enter that a quarter's points were published (recorder)."),
        discussion: say(
            """
            例：
              taizhang points publish --quarter 2020-Q3 --until 2020-10-16 --document 公示照片.jpg
            """,
            """
            Example:
              taizhang points publish --quarter 2020-Q3 --until 2020-10-16 --document photo.jpg
            """))

    @Option(name: .long, help: .quarter) var quarter: QuarterID

    @Option(
        name: .long, parsing: .unconditional,
        help: help("异议截止日", "the last day for objections", "日期|DATE"))
    var until: String

    @OptionGroup var document: DocumentOption

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try document.handedIn(session)
            var published = QuarterPublished()
            published.document = handedIn.document
            published.until = try session.day(until)
            try desk.perform(.publish(published), on: quarter, of: PointsQuarter.self)
            try handedIn.keep(in: session, for: desk)
            return Message(
                "\(quarter) 的积分已公示，异议到 \(published.until) 止。",
                "Published the points of \(quarter); objections until \(published.until).")
        }
    }
}
