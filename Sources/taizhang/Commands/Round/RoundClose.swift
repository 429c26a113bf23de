import ArgumentParser
import Ledger
import Rectification

struct RoundClose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: say("结束一轮整改（登记人）", "Close the rectification of a round (recorder)."),
        discussion: say(
            """
            例：
              taizhang round close 巡察反馈-2020
              taizhang round close 巡察反馈-2020 --reason 余下三项转入日常督导

            还有问题没有销号时，须说明理由。
            """,
            """
            Examples:
              taizhang round close inspection-2020
              taizhang round close inspection-2020 --reason "three go on under routine supervision"

            While findings are open it needs a reason.
            """))

    @Argument(help: .round) var round: RoundID

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let open = try desk.openFindings(of: round)
            try desk.round(round, .close(open: open))
            guard !open.isEmpty else { return Message("轮次 \(round) 已结束。", "Closed round \(round).") }
            return Message(
                "轮次 \(round) 已结束，\(open.count) 个问题仍未销号。",
                "Closed round \(round); \(open.count) finding\(open.count == 1 ? "" : "s") left open.")
        }
    }
}
