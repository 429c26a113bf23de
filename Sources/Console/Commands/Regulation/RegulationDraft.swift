import ArgumentParser
import Ledger
import Rectification

struct RegulationDraft: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "draft", abstract: say("起草制度（登记人）", "Draft a regulation (recorder)."),
        discussion: say(
            """
            例：
              taizhang regulation draft 三会一课制度 --unit 机关党支部 --answers 2020-015 --document 草稿.docx
            """,
            """
            Example:
              taizhang regulation draft meeting-rules --unit "Branch 1" --answers 2020-015 --document draft.docx
            """))

    @Argument(help: .regulation) var regulation: RegulationID

    @Option(name: .long, help: help("起草单位", "unit that drafts it", "单位|UNIT"))
    var unit: UnitID?

    @OptionGroup var text: RegulationText
    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try text.handedIn(session)
            var drafted = RegulationDrafted()
            drafted.answers = text.answers
            drafted.document = handedIn.document
            drafted.unit = unit
            let command = Regulation.Command.draft(drafted, unknown: try desk.unknown(text.answers))
            try desk.perform(command, on: regulation, of: Regulation.self)
            try handedIn.keep(in: session, for: desk)
            return Message("已登记制度草案“\(regulation)”。", "Entered the draft of “\(regulation)”.")
        }
    }
}
