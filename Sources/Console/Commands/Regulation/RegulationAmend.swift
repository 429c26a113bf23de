import ArgumentParser
import Ledger
import Rectification

struct RegulationAmend: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "amend", abstract: say("修订制度（审批人）", "Amend a regulation (approver)."),
        discussion: say(
            """
            例：
              taizhang regulation amend 三会一课制度 --document 修订稿.pdf --reason 增加会议记录要素
            """,
            """
            Example:
              taizhang regulation amend meeting-rules --document second.pdf --reason "what minutes must hold"
            """))

    @Argument(help: .regulation) var regulation: RegulationID

    @OptionGroup var issue: RegulationIssue
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try issue.text.handedIn(session)
            let version = try issue.version(handedIn, session)
            let command = Regulation.Command.amend(version, unknown: try desk.unknown(version.answers))
            try desk.perform(command, on: regulation, of: Regulation.self)
            try handedIn.keep(in: session, for: desk)
            return Message("制度“\(regulation)”已修订。", "Amended “\(regulation)”.")
        }
    }
}
