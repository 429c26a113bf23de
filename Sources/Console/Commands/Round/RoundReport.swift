import ArgumentParser
import Ledger
import Rectification

struct RoundReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "report", abstract: say("报告整改进展（登记人）", "Report the progress of a round (recorder)."),
        discussion: say(
            """
            例：
              taizhang round report 巡察反馈-2020 --due 2020-07-17 --document 进展报告.docx --on 2020-07-16

            --on 晚于应报日期的即为迟报。同一应报日期再次报告是更正，须说明理由；迟不迟按第一次算。
            """,
            """
            Example:
              taizhang round report inspection-2020 --due 2020-07-17 --document report.docx --on 2020-07-16

            Reported after it was due, it is late. A second report for the same day corrects the first and needs a reason.
            """))

    @Argument(help: .round) var round: RoundID

    @Option(name: .long, parsing: .unconditional, help: help("哪个应报日期", "the day that it was due", "日期|DATE"))
    var due: String

    @Option(name: .long, help: help("进展", "the progress", "文字|TEXT"))
    var text: String?

    @Option(name: .long, help: help("报告文件", "the report", "文件|FILE"), completion: .file())
    var document: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(document: document, as: "进展报告", session)
            let due = try session.day(due)
            try desk.round(
                round, .report(RoundReported(due: due, text: text, document: handedIn.document)))
            try handedIn.keep(in: session, for: desk)
            let isLate = desk.on > due
            return Message(
                "已登记轮次 \(round) 应于 \(due) 报告的进展\(isLate ? "（迟报）" : "")。",
                "Entered the progress report of \(round) due on \(due)\(isLate ? ", late" : "").")
        }
    }
}
