import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct ConcernTurn: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "turn",
        abstract: say("转化：转为问题、措施、制度或任务（登记人）", "Turn it into a finding, a measure, a regulation or a task."),
        discussion: say(
            """
            例：
              taizhang concern turn 2020-001 --finding 2020-041
              taizhang concern turn 2020-001 --finding 2020-015 --measure 2
              taizhang concern turn 2020-002 --regulation 接访人员补休办法
              taizhang concern turn 2020-003 --task 2020年下半年-28

            转成的须已在台账里；可以转成几样，一次写一样。链条用 taizhang trace 看。
            """,
            """
            Examples:
              taizhang concern turn 2020-001 --finding 2020-041
              taizhang concern turn 2020-001 --finding 2020-015 --measure 2
              taizhang concern turn 2020-002 --regulation time-off-rules

            What it becomes is in the ledger already; it may become several things, one at a time. The chain: taizhang \
            trace.
            """))

    @Argument(help: .concern) var number: ConcernNumber

    @Option(name: .long, help: .findingNumber) var finding: FindingNumber?

    @Option(name: .long, help: help("该问题的第几条措施", "which measure of the finding", "措施|MEASURE"))
    var measure: Int?

    @Option(name: .long, help: .regulation) var regulation: RegulationID?
    @Option(name: .long, help: .task) var task: TaskID?

    @Option(name: .long, help: help("说明", "note", "文字|TEXT"))
    var note: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let targets = [finding?.stream, regulation?.stream, task?.stream].compactMap { $0 }
        guard targets.count == 1, let into = targets.first, measure == nil || finding != nil else {
            throw Fault(
                "E-ARGUMENT", .usage, Message("要写明转为哪一样，且只写一样。", "Say what it becomes, one thing at a time."),
                remedy: Message(
                    "--finding（可加 --measure）、--regulation、--task 之一。",
                    "One of --finding (with --measure), --regulation, --task."))
        }
        try Session.perform(options, write) { _, desk in
            let command = Concern.Command.turn(
                ConcernTurned(into: into, measure: measure, note: note), finding: try finding.flatMap(desk.finding),
                unknown: try desk.unknown([into]))
            try desk.perform(command, on: number, of: Concern.self)
            let what = measure.map { "\(into)#\($0)" } ?? "\(into)"
            return Message("\(number) 已转为 \(what)。", "Turned \(number) into \(what).")
        }
    }
}
