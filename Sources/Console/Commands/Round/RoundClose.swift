import ArgumentParser
import Ledger
import Rectification

struct RoundClose: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "close", abstract: say("结束一轮整改（登记人）", "Close the rectification of a round (recorder)."),
        discussion: say(
            """
            例：
              taizhang round close 巡察反馈-2020
              taizhang round close 巡察反馈-2020 --reason 两项长期坚持，转入日常督导

            每个问题须已销号，或属长期坚持（措施都已完成，最近一次复核通过）。长期坚持的仍未销号，逐个列出，须说明理由。
            """,
            """
            Examples:
              taizhang round close inspection-2020
              taizhang round close inspection-2020 --reason "two are sustained and go on under routine supervision"

            Each finding is closed, or sustained: its measures done, and the last review passed. Those stay open, are named, and need \
            a reason.
            """))

    @Argument(help: .round) var round: RoundID

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let rest = try desk.rest(of: round)
            try desk.round(round, .close(rest))
            let open = rest.sustained
            guard !open.isEmpty else { return Message("轮次 \(round) 已结束。", "Closed round \(round).") }
            let names = Message.list(open.map(\.text)) ?? Message("", "")
            return Message(
                "轮次 \(round) 已结束，\(open.count) 个长期坚持的问题仍未销号：\(names.zh)。",
                "Closed round \(round); \(open.count) sustained finding\(open.count == 1 ? "" : "s") left open: \(names.en)."
            )
        }
    }
}
