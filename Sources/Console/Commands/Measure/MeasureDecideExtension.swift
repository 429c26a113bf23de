import ArgumentParser
import Ledger
import Rectification

struct MeasureDecideExtension: ParsableCommand {
    enum Decision: String, EnumerableFlag {
        case grant, refuse

        static func help(for value: Decision) -> ArgumentHelp? {
            value == .grant
                ? Console.help("批准延期", "grant the extension")
                : Console.help("不批准（须说明理由）", "refuse it (needs a reason)")
        }
    }

    static let configuration = CommandConfiguration(
        command: "decide-extension", abstract: say("决定延期（责任领导）", "Decide an extension (accountable leader)."),
        discussion: say(
            """
            例：
              taizhang measure decide-extension 2020-015 1 --grant
              taizhang measure decide-extension 2020-015 1 --refuse --reason 可先行整改
            """,
            """
            Examples:
              taizhang measure decide-extension 2020-015 1 --grant
              taizhang measure decide-extension 2020-015 1 --refuse --reason "begin at once"
            """))

    @Argument(help: .findingNumber) var number: FindingNumber
    @Argument(help: .measureNumber) var measure: Int

    @Flag var decision: Decision

    @Option(
        name: .long, parsing: .unconditional,
        help: Console.help("批准到另一个日期", "grant it until another day", "日期|DATE"))
    var until: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said =
            decision == .grant
            ? Message("已批准问题 \(number) 措施 \(measure) 延期。", "Extended measure \(measure) of finding \(number).")
            : Message("没有批准问题 \(number) 措施 \(measure) 延期。", "Measure \(measure) of finding \(number) is not extended.")
        try Session.step(options, write, of: number, said: said) { session, _ in
            guard decision == .grant else { return .refuseExtension(measure: measure) }
            return .grantExtension(measure: measure, until: try until.map(session.day))
        }
    }
}
