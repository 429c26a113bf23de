import ArgumentParser
import Ledger
import Rectification

struct MeasureComplete: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "complete", abstract: say("完成措施，附佐证（责任人）", "Complete a measure, with its evidence (owner)."),
        discussion: say(
            """
            例：
              taizhang measure complete 2020-015 1 --text 记录已全部补齐 --evidence 会议记录=纪要.pdf

            制定措施时要求的每种佐证都须有文件；以前附过的也算。
            """,
            """
            Example:
              taizhang measure complete 2020-015 1 --text "all minutes are complete" --evidence minutes=minutes.pdf

            There must be a file of each kind that was expected; those attached before count.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber
    @Argument(help: .measureNumber) var measure: Int

    @Option(name: .long, help: help("完成情况", "what was done", "文字|TEXT"))
    var text: String?

    @Option(name: .long, help: .evidence) var evidence: [String] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(evidence, session)
            var completed = MeasureCompleted()
            completed.measure = measure
            completed.text = text
            completed.evidence = handedIn.exhibits
            try desk.finding(number, .complete(completed))
            try handedIn.keep(in: session, for: desk)
            return Message("问题 \(number) 的措施 \(measure) 已完成。", "Completed measure \(measure) of finding \(number).")
        }
    }
}
