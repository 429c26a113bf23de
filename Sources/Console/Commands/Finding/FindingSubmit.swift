import ArgumentParser
import Ledger
import Rectification

struct FindingSubmit: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "submit", abstract: say("申请销号（责任人）", "Submit a finding for closure (owner)."),
        discussion: say(
            """
            例：
              taizhang finding submit 2020-015 --summary 7月以来记录齐全 --actor 第一支部书记

            措施须全部完成；长期坚持的，至少通过一次复核。
            """,
            """
            Example:
              taizhang finding submit 2020-015 --summary "minutes are complete since July" --actor owner

            Every measure is complete, or sustained with at least one review passed.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Option(name: .long, help: help("整改情况", "what was done", "文字|TEXT"))
    var summary: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said = Message("问题 \(number) 已申请销号。", "Submitted finding \(number) for closure.")
        try Session.step(options, write, of: number, said: said) { _, _ in .submit(summary: summary) }
    }
}
