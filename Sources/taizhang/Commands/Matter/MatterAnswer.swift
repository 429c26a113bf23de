import ArgumentParser
import Ledger
import Rectification

struct MatterAnswer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: say("登记答复（登记人）", "Enter the answer (recorder)."),
        discussion: say(
            """
            例：
              taizhang matter answer 2020-001 --text 同意 --document 批复.pdf
            """,
            """
            Example:
              taizhang matter answer 2020-001 --text agreed --document reply.pdf
            """))

    @Argument(help: .matter) var matter: MatterNumber

    @Option(name: .long, help: help("答复内容", "what it says", "文字|TEXT"))
    var text: String

    @OptionGroup var document: DocumentOption

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try document.handedIn(session)
            let answered = MatterAnswered(text, document: handedIn.exhibits.first?.file)
            try desk.perform(.answer(answered), on: matter, of: Matter.self)
            try handedIn.keep(in: session, for: desk)
            return Message("已登记对 \(matter) 的答复。", "Entered the answer to \(matter).")
        }
    }
}
