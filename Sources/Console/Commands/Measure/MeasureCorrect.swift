import ArgumentParser
import Ledger
import Rectification

struct MeasureCorrect: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "correct", abstract: say("更正一次进展报告（责任人）", "Correct a progress report (owner)."),
        discussion: say(
            """
            例：
              taizhang measure correct 2020-015 1 --record 98 --percent 50 --reason 数错了

            原来的报告留在历史里。记录序号见 taizhang finding history。
            """,
            """
            Example:
              taizhang measure correct 2020-015 1 --record 98 --percent 50 --reason "miscounted"

            The first report stays in the history. taizhang finding history tells its position.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber
    @Argument(help: .measureNumber) var measure: Int

    @Option(
        name: .long, help: help("更正哪一条记录，如 98 或 #98", "the record that is corrected, such as 98 or #98", "序号|POSITION"))
    var record: RecordPosition

    @Option(name: .long, help: help("更正后的内容", "what was done, corrected", "文字|TEXT"))
    var text: String?

    @Option(name: .long, help: help("更正后的百分比", "per cent done, corrected", "数|NUMBER"))
    var percent: Int?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let said = Message(
            "已更正问题 \(number) 措施 \(measure) 的进展。", "Corrected the progress of measure \(measure) of finding \(number).")
        try Session.step(options, write, of: number, said: said) { _, _ in
            var correction = ProgressCorrected()
            correction.measure = measure
            correction.record = record.sequence
            correction.text = text
            correction.percent = percent
            return .correctProgress(correction)
        }
    }
}

/// The position of a record as it is typed: `98`, `#98`, `＃98`.
struct RecordPosition: ExpressibleByArgument {
    let sequence: Int

    init?(argument: String) {
        let isMarked = argument.hasPrefix("#") || argument.hasPrefix("＃")
        guard let sequence = Int(isMarked ? String(argument.dropFirst()) : argument), sequence > 0 else { return nil }
        self.sequence = sequence
    }
}
