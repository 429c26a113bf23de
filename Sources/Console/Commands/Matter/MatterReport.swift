import ArgumentParser
import Ledger
import Rectification

struct MatterReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "report", abstract: say("登记重大事项请示报告（登记人）", "Enter a matter that was reported (recorder)."),
        discussion: say(
            """
            例：
              taizhang matter report --text 拟调整支部委员 --to 区直机关工委 --due 2020-08-15 --document 请示.pdf
            """,
            """
            Example:
              taizhang matter report --text "change of a committee" --to "district committee" --due 2020-08-15
            """))

    @Option(name: .long, help: help("什么事", "what it is", "文字|TEXT"))
    var text: String

    @Option(name: .customLong("to"), help: help("向谁报告", "to whom", "单位|BODY"))
    var body: String

    @Option(name: .long, parsing: .unconditional, help: help("何时须有答复", "when the answer is due", "日期|DATE"))
    var due: String?

    @Option(name: .long, help: help("报告单位", "the unit that reports", "单位|UNIT"))
    var unit: UnitID?

    @OptionGroup var document: DocumentOption

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try document.handedIn(session)
            var reported = MatterReported()
            reported.body = body
            reported.document = handedIn.document
            reported.due = try due.map(session.day)
            reported.text = text
            reported.unit = unit
            let number: MatterNumber = try desk.nextNumber(in: desk.on.year)
            try desk.perform(.report(reported), on: number, of: Matter.self)
            try handedIn.keep(in: session, for: desk)
            return Message("已登记重大事项 \(number)。", "Entered matter \(number).")
        }
    }
}
