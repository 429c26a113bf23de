import ArgumentParser
import Ledger
import Rectification

struct RoundAmend: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "amend",
        abstract: say("补正轮次资料（登记人，须说明理由）", "Amend what is known of a round (recorder; needs a reason)."),
        discussion: say(
            """
            例：
              taizhang round amend 巡察反馈-2020 --body 区委第三巡察组 --document 反馈意见.pdf \
            --intensive-until 2020-10-17 --reason 导入时没有这些资料

            导入的轮次没有反馈意见、检查机构和集中整改期，在此补上。只写要改的；原来的内容留在历史里。
            """,
            """
            Example:
              taizhang round amend inspection-2020 --body "third inspection team" --document feedback.pdf \
            --intensive-until 2020-10-17 --reason "the sheet does not say"

            An imported round has no feedback document, body or intensive period: add them here. Give only what changes; what \
            was said before stays in the history.
            """))

    @Argument(help: .round) var round: RoundID

    @OptionGroup var feedback: FeedbackOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try feedback.handedIn(session)
            var amended = RoundAmended()
            amended.body = feedback.body
            amended.document = handedIn.document
            amended.intensiveUntil = try feedback.until(session)
            try desk.round(round, .amend(amended))
            try handedIn.keep(in: session, for: desk)
            return Message("轮次 \(round) 的资料已补正。", "Amended round \(round).")
        }
    }
}
