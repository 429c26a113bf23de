import ArgumentParser
import Ledger
import Rectification

struct FindingMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "merge", abstract: say("并入另一个问题（登记人，审批人同意）", "Merge a finding into another (recorder, approver)."),
        discussion: say(
            """
            例：
              taizhang finding merge 2020-016 --into 2020-015 --reason 同一问题 --approver 党组书记
            """,
            """
            Example:
              taizhang finding merge 2020-016 --into 2020-015 --reason "the same problem" --approver secretary
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(name: .long, help: help("并入哪个问题", "the finding that takes it in", "编号|NUMBER"))
    var into: FindingNumber

    @Option(name: .long, help: .approver) var approver: ActorID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            let other = try desk.finding(into)
            try desk.finding(number, .merge(into: into, other: other, approver: approver))
            try desk.finding(into, .absorb(number))
            return Message("问题 \(number) 已并入 \(into)。", "Merged finding \(number) into \(into).")
        }
    }
}
