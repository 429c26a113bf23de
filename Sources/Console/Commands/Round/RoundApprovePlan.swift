import ArgumentParser
import Ledger
import Rectification

struct RoundApprovePlan: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "approve-plan",
        abstract: say("批准整改方案（审批人，不能是提出人）", "Approve a rectification plan (approver, not its proposer)."),
        discussion: say(
            """
            例：
              taizhang round approve-plan 巡察反馈-2020
            """,
            """
            Example:
              taizhang round approve-plan inspection-2020
            """))

    @Argument(help: .round) var round: RoundID

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.round(round, .approvePlan)
            return Message("轮次 \(round) 的整改方案已批准。", "The plan of \(round) is approved.")
        }
    }
}
