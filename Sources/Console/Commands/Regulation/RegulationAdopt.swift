import ArgumentParser
import Ledger
import Rectification

struct RegulationAdopt: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "adopt", abstract: say("印发制度（审批人）", "Adopt a regulation (approver)."),
        discussion: say(
            """
            例：
              taizhang regulation adopt 三会一课制度 --document 正式稿.pdf --number 信访党〔2020〕12号 \
            --review-on 2021-09-30
            """,
            """
            Example:
              taizhang regulation adopt meeting-rules --document final.pdf --number 2020/12 --review-on 2021-09-30
            """))

    @Argument(help: .regulation) var regulation: RegulationID

    @OptionGroup var issue: RegulationIssue
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try issue.text.handedIn(session)
            let version = try issue.version(handedIn, session)
            let command = Regulation.Command.adopt(version, unknown: try desk.unknown(version.answers))
            try desk.perform(command, on: regulation, of: Regulation.self)
            try handedIn.keep(in: session, for: desk)
            return Message("制度“\(regulation)”已印发。", "Adopted “\(regulation)”.")
        }
    }
}
