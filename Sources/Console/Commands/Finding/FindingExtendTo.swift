import ArgumentParser
import Ledger
import Rectification

struct FindingExtendTo: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "extend-to", abstract: say("举一反三：要求其他单位自查", "Ask other units to look for the same problem."),
        discussion: say(
            """
            例：
              taizhang finding extend-to 2020-015 --unit 第二支部 --unit 第三支部 --due 2020-10-31

            由牵头单位、责任领导、登记人或验收人提出。
            """,
            """
            Example:
              taizhang finding extend-to 2020-015 --unit "Branch 2" --unit "Branch 3" --due 2020-10-31

            The lead unit, the accountable leader, a recorder or a verifier asks.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(name: .long, help: help("自查单位，可多次给出", "a unit to ask; may be repeated", "单位|UNIT"))
    var unit: [UnitID]

    @Option(name: .long, parsing: .unconditional, help: help("自查期限", "when the answer is due", "日期|DATE"))
    var due: String

    @Option(name: .long, help: help("要求", "what is asked", "文字|TEXT"))
    var text: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said = Message(
            "已要求 \(unit.count) 个单位就问题 \(number) 自查。",
            "Asked \(unit.count) unit\(unit.count == 1 ? "" : "s") about finding \(number).")
        try Session.step(options, write, of: number, said: said) { session, _ in
            .extendCheck(CheckExtended(unit, due: try session.day(due), text: text))
        }
    }
}
