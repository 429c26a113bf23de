import ArgumentParser
import Ledger
import Rectification

struct ModelSelect: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "select", abstract: say("确定典型（审批人）", "Select a model (approver)."),
        discussion: say(
            """
            例：
              taizhang model select 2020-001 --number 信访党〔2020〕20号 --document 决定.pdf

            公示期满才能确定；公示期间有异议的，须用 --reason 说明如何处理。
            """,
            """
            Example:
              taizhang model select 2020-001 --number 2020/20 --document decision.pdf

            Only after its days in public; where there were objections, --reason says how they were dealt with.
            """))

    @Argument(help: .model) var model: ModelNumber

    @Option(name: .long, help: help("文号", "number of the document", "文号|NUMBER"))
    var number: String?

    @OptionGroup var document: DocumentOption

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try document.handedIn(session)
            var selected = ModelSelected()
            selected.document = handedIn.document
            selected.documentNumber = number
            try desk.perform(.select(selected), on: model, of: Model.self)
            try handedIn.keep(in: session, for: desk)
            return Message("已确定 \(model)。", "Selected \(model).")
        }
    }
}
