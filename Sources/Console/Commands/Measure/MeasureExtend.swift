import ArgumentParser
import Ledger
import Rectification

struct MeasureExtend: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "extend", abstract: say("申请延期（责任人）", "Ask for an extension (owner)."),
        discussion: say(
            """
            例：
              taizhang measure extend 2020-015 1 --until 2020-10-31 --reason 等待上级批复

            由责任领导决定：taizhang measure decide-extension。原来的时限留在历史和统计里。
            """,
            """
            Example:
              taizhang measure extend 2020-015 1 --until 2020-10-31 --reason "waiting for an answer from above"

            The accountable leader decides it: taizhang measure decide-extension. The first deadline stays in the \
            history and in the statistics.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber
    @Argument(help: .measureNumber) var measure: Int

    @Option(name: .long, parsing: .unconditional, help: help("申请延至", "the later deadline", "日期|DATE"))
    var until: String

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let day = try session.day(until)
            try desk.finding(number, .requestExtension(ExtensionRequested(measure: measure, until: day)))
            return Message(
                "已为问题 \(number) 的措施 \(measure) 申请延至 \(day)，待责任领导决定。",
                "Asked for measure \(measure) of finding \(number) to be extended to \(day); the leader decides.")
        }
    }
}
