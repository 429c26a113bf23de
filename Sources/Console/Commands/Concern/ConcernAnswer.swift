import ArgumentParser
import Ledger
import Rectification

struct ConcernAnswer: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "answer", abstract: say("答复（登记人）", "Answer a concern (recorder)."),
        discussion: say(
            """
            例：
              taizhang concern answer 2020-001 --text 自8月起接访后次周补休 --document 通知.pdf
            """,
            """
            Example:
              taizhang concern answer 2020-001 --text "time off in the week after" --document notice.pdf
            """))

    @Argument(help: .concern) var number: ConcernNumber

    @Option(name: .long, help: help("答复", "the answer", "文字|TEXT"))
    var text: String

    @Option(name: .long, help: help("答复文件", "the document", "文件|FILE"))
    var document: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(document: document, as: "答复", session)
            var answered = ConcernAnswered()
            answered.document = handedIn.document
            answered.text = text
            try desk.perform(.answer(answered), on: number, of: Concern.self)
            try handedIn.keep(in: session, for: desk)
            return Message("\(number) 已答复。", "Answered \(number).")
        }
    }
}
