import ArgumentParser
import Ledger
import Rectification

struct SuperviseLift: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "lift", abstract: say("解除挂牌督办（督查或责任领导）", "Lift listed supervision (verifier or leader)."),
        discussion: say(
            """
            例：
              taizhang supervise lift 2020-015 --reason 已制定倒排计划，转为正常推进

            问题销号时挂牌督办自动解除。
            """,
            """
            Example:
              taizhang supervise lift 2020-015 --reason "back on schedule"

            Closing the finding lifts it as well.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said = Message("问题 \(number) 的挂牌督办已解除。", "Lifted the listed supervision of finding \(number).")
        try Session.step(options, write, of: number, said: said) { _, _ in .lift }
    }
}
