import ArgumentParser
import Ledger
import Rectification

struct FindingLookBack: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "look-back", abstract: say("“回头看”：是否反弹（验收人）", "Look back at a closed finding (verifier)."),
        discussion: say(
            """
            例：
              taizhang finding look-back 2020-015 --outcome holds --note 抽查3个月记录齐全
              taizhang finding look-back 2020-015 --outcome relapsed --reason 9月起又缺记录

            反弹的问题随即重新打开，须说明理由。
            """,
            """
            Examples:
              taizhang finding look-back 2020-015 --outcome holds --note "three months looked at"
              taizhang finding look-back 2020-015 --outcome relapsed --reason "no minutes since September"

            A finding that relapsed is reopened at once; that needs a reason.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(
        name: .long, help: help("结论：holds 未反弹，relapsed 反弹", "holds or relapsed", "结论|OUTCOME"))
    var outcome: FindingLookedBack.Outcome

    @Option(name: .long, help: help("查看情况", "what was seen", "文字|TEXT"))
    var note: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said =
            outcome == .holds
            ? Message("“回头看”：问题 \(number) 没有反弹。", "Looked back at finding \(number): it holds.")
            : Message("“回头看”：问题 \(number) 反弹，已重新打开。", "Finding \(number) relapsed and is open again.")
        try Session.step(options, write, of: number, said: said) { _, _ in
            .lookBack(FindingLookedBack(outcome, note: note))
        }
    }
}
