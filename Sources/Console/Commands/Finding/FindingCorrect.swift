import ArgumentParser
import Ledger
import Rectification

struct FindingCorrect: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "correct", abstract: say("更正登记内容（登记人，审批人同意）", "Correct what was registered (recorder, approver)."),
        discussion: say(
            """
            例：
              taizhang finding correct 2020-015 --category 档案管理 --reason 类别登错 --approver 党组书记

            只写要改的；原来的内容留在历史里。
            """,
            """
            Example:
              taizhang finding correct 2020-015 --category archives --reason "wrong category" --approver secretary

            Give only what changes; what was said before stays in the history.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(name: .long, help: help("来源轮次", "the round that found it", "轮次|ROUND"))
    var round: RoundID?

    @Option(name: .long, help: help("问题所在单位", "the unit it was found in", "单位|UNIT"))
    var unit: UnitID?

    @Option(name: .long, help: help("问题类别", "category", "类别|CATEGORY"))
    var category: String?

    @Option(name: .long, help: help("问题描述", "what is wrong", "文字|TEXT"))
    var description: String?

    @Option(name: .long, help: help("具体表现", "what shows it", "文字|TEXT"))
    var details: String?

    @Option(name: .long, help: help("整改目标", "goal of the rectification", "文字|TEXT"))
    var goal: String?

    @Option(name: .long, help: .approver) var approver: ActorID?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said = Message("问题 \(number) 的登记内容已更正。", "Corrected finding \(number).")
        try Session.step(options, write, of: number, said: said) { _, desk in
            var correction = Correction()
            correction.round = round
            correction.unit = unit
            correction.category = category
            correction.description = description
            correction.details = details
            correction.goal = goal
            return .correct(correction, round: try round.flatMap(desk.round), approver: approver)
        }
    }
}
