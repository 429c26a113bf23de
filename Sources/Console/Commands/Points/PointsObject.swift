import ArgumentParser
import Ledger
import Rectification

struct PointsObject: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "object", abstract: say("登记积分异议（登记人）", "Enter an objection to points (recorder)."),
        discussion: say(
            """
            例：
              taizhang points object DY-012 --quarter 2020-Q3 --text 志愿服务少计一次

            内容加密另存，用 taizhang disclose 查看，可依法删除。
            """,
            """
            Example:
              taizhang points object DY-012 --quarter 2020-Q3 --text "one service is missing"

            What it says is kept encrypted beside the record: see it with taizhang disclose.
            """))

    @Argument(help: .member) var member: MemberCode

    @Option(name: .long, help: .quarter) var quarter: QuarterID

    @Option(name: .long, help: help("异议内容，加密保存", "what it says, kept encrypted", "文字|TEXT"))
    var text: String

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(
                .object(member, words: Erasable(["text": text])), on: quarter, of: PointsQuarter.self)
            let number = try desk.state(quarter, of: PointsQuarter.self)?.objections.last?.number ?? 0
            return Message("已登记 \(quarter) 第 \(number) 号异议。", "Entered objection \(number) of \(quarter).")
        }
    }
}
