import ArgumentParser
import Ledger
import Rectification

struct RoundPublish: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "publish", abstract: say("公开整改情况（审批人）", "Publish a round's rectification (approver)."),
        discussion: say(
            """
            例：
              taizhang round publish 巡察反馈-2020 --document 整改情况通报.pdf --place 区政府门户网站 --until 2020-11-30
            """,
            """
            Example:
              taizhang round publish inspection-2020 --document report.pdf --place "district website" --until 2020-11-30
            """))

    @Argument(help: .round) var round: RoundID

    @Option(name: .long, help: help("公开稿", "what is published", "文件|FILE"), completion: .file())
    var document: String

    @Option(name: .long, help: help("公开地点", "where", "地点|PLACE"))
    var place: String

    @Option(name: .long, parsing: .unconditional, help: help("公开至", "until", "日期|DATE"))
    var until: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(document: document, as: "公开稿", session)
            let published = RoundPublished(
                handedIn.document, at: place, until: try until.map(session.day))
            try desk.round(round, .publish(published))
            try handedIn.keep(in: session, for: desk)
            return Message("轮次 \(round) 的整改情况已公开。", "Published the rectification of \(round).")
        }
    }
}
