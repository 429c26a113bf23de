import ArgumentParser
import Ledger
import Rectification

struct RegulationRepeal: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "repeal", abstract: say("废止制度（审批人）", "Repeal a regulation (approver)."),
        discussion: say(
            """
            例：
              taizhang regulation repeal 三会一课制度 --successor 组织生活制度 --reason 并入新制度
            """,
            """
            Example:
              taizhang regulation repeal meeting-rules --successor party-life-rules --reason "part of the new rules"
            """))

    @Argument(help: .regulation) var regulation: RegulationID

    @Option(name: .long, help: help("接替的制度", "regulation in its place", "制度|REGULATION"))
    var successor: RegulationID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let knows = try successor.map { try desk.state($0, of: Regulation.self) != nil } ?? false
            try desk.perform(
                .repeal(successor: successor, knowsSuccessor: knows), on: regulation, of: Regulation.self)
            return Message("制度“\(regulation)”已废止。", "Repealed “\(regulation)”.")
        }
    }
}
