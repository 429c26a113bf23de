import ArgumentParser
import Ledger
import Rectification

struct FindingAnswer: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "answer", abstract: say("举一反三：报告自查结果", "Answer whether a unit has the same problem."),
        discussion: say(
            """
            例：
              taizhang finding answer 2020-015 --unit 第二支部 --none --text 近一年记录齐全
              taizhang finding answer 2020-015 --unit 第三支部 --found 2020-043

            由该单位的人报告，或由登记人代办；发现的问题先登记。更改已报告的结果，须说明理由。
            """,
            """
            Examples:
              taizhang finding answer 2020-015 --unit "Branch 2" --none --text "a year's minutes are there"
              taizhang finding answer 2020-015 --unit "Branch 3" --found 2020-043

            One of the unit answers, or a recorder; what is found is registered first. To change an answer needs a reason.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(name: .long, help: help("单位", "the unit", "单位|UNIT"))
    var unit: UnitID

    @OptionGroup var result: CheckResult

    @Option(name: .long, help: help("自查情况", "what was seen", "文字|TEXT"))
    var text: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let outcome = try result.finding() == nil ? CheckAnswered.Outcome.none : .found
        let said = Message(
            "\(unit)就问题 \(number) 自查：\(outcome.title.zh)。", "\(unit) on finding \(number): \(outcome.title.en).")
        try Session.step(options, write, of: number, said: said) { _, desk in
            return .answerCheck(
                CheckAnswered(unit, outcome, found: result.found, text: text),
                found: try result.found.flatMap(desk.finding))
        }
    }
}
