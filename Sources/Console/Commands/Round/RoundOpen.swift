import ArgumentParser
import Foundation
import Ledger
import Rectification

struct RoundOpen: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "open", abstract: say("开启一轮检查的整改（登记人）", "Open the rectification of a round (recorder)."),
        discussion: say(
            """
            例：
              taizhang round open 巡察反馈-2020 --source 巡察反馈 --body 区委第三巡察组 --on 2020-07-01 \
            --document 反馈意见.pdf

            --on 是反馈的日期；集中整改期不写则为反馈后六个月。
            """,
            """
            Example:
              taizhang round open inspection-2020 --source inspection --body "third inspection team" \
            --on 2020-07-01 --document feedback.pdf

            --on is the day of the feedback; the intensive period is six months from it where it is not given.
            """))

    @Argument(help: .round) var round: RoundID

    @Option(
        name: .long,
        help: help("问题来源：巡察反馈、民主生活会……", "what kind of occasion: inspection, audit …", "来源|SOURCE"))
    var source: String

    @OptionGroup var feedback: FeedbackOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try feedback.handedIn(session)
            let opened = Round.Command.open(
                source: source, body: feedback.body, document: handedIn.document,
                intensiveUntil: try feedback.until(session))
            try desk.round(round, opened)
            try handedIn.keep(in: session, for: desk)
            let until = try desk.round(round)?.intensiveUntil?.description ?? ""
            return Message(
                "已开启轮次 \(round)，集中整改至 \(until)。", "Opened round \(round), intensive period until \(until).")
        }
    }
}

extension ArgumentHelp {
    static var round: ArgumentHelp { help("轮次名称，如 巡察反馈-2020", "the round's name, such as inspection-2020", "轮次|ROUND") }
}
