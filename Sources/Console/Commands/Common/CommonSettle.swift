import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct CommonSettle: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "settle",
        abstract: say(
            "了结共性问题：建立制度，或说明为何不建（审批人）", "Settle a common problem by a regulation or a reason why not (approver)."),
        discussion: say(
            """
            例：
              taizhang common settle 三会一课 --regulation 三会一课制度
              taizhang common settle 财务报销 --reason 上级已有统一规定

            制度须已印发，并回应其中的问题，或在问题出现后印发或修订。之后登记的问题又够界限时，重新列为共性问题。
            """,
            """
            Examples:
              taizhang common settle meetings --regulation meeting-rules
              taizhang common settle expenses --reason "the city has rules already"

            The regulation is in force, and answers one of the findings or was adopted or amended since. Findings registered afterwards can make it a common problem anew.
            """))

    @Argument(help: help("问题类别", "the category", "类别|CATEGORY")) var category: CommonID

    @Option(name: .long, help: .regulation) var regulation: RegulationID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let problem = try desk.commonProblem(category)
            let findings = problem.map { $0.state.isOpen ? $0.findings : [] } ?? []
            let rules = try regulation.flatMap { try desk.state($0, of: Regulation.self) }
            try desk.perform(
                .settle(findings: findings, first: problem?.first, regulation: regulation, rules: rules), on: category,
                of: Common.self)
            return Message(
                "共性问题“\(category)”已了结，涉及 \(findings.count) 个问题。",
                "Settled “\(category)”, \(findings.count) finding\(findings.count == 1 ? "" : "s") behind it.")
        }
    }
}
