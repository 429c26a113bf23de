import ArgumentParser
import Ledger
import Rectification

struct MeasureProgress: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "progress", abstract: say("报告整改进展（责任人）", "Report progress of a measure (owner)."),
        discussion: say(
            """
            例：
              taizhang measure progress 2020-015 1 --text 已补齐4至6月记录 --percent 60 \
            --evidence 会议记录=纪要.pdf --on 2020-08-20
            """,
            """
            Example:
              taizhang measure progress 2020-015 1 --text "April to June are complete" --percent 60 \
            --evidence minutes=minutes.pdf --on 2020-08-20
            """))

    @Argument(help: .findingNumber) var number: FindingNumber
    @Argument(help: .measureNumber) var measure: Int

    @Option(name: .long, help: help("做了什么", "what was done", "文字|TEXT"))
    var text: String

    @Option(name: .long, help: help("完成百分比，0–100", "per cent done, 0 to 100", "数|NUMBER"))
    var percent: Int?

    @Option(name: .long, help: .evidence) var evidence: [String] = []

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(evidence, session)
            var report = MeasureProgressed()
            report.measure = measure
            report.text = text
            report.percent = percent
            report.evidence = handedIn.exhibits
            try desk.finding(number, .progress(report))
            try handedIn.keep(in: session, for: desk)
            return Message(
                "已记下问题 \(number) 措施 \(measure) 的进展。",
                "Took down the progress of measure \(measure) of finding \(number).")
        }
    }
}
