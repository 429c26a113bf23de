import ArgumentParser
import Ledger
import Rectification

struct MatterAnswer: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "answer", abstract: say("登记答复（登记人）", "Enter the answer (recorder)."),
        discussion: say(
            """
            例：
              taizhang matter answer 2020-001 --text 同意 --document 批复.pdf
              taizhang matter answer 2020-001 --text 暂缓 --document 新批复.pdf --reason 工委重新批复

            已有答复的，再次登记须说明理由；以后一次为准，前一次仍在历史里。
            """,
            """
            Example:
              taizhang matter answer 2020-001 --text agreed --document reply.pdf
              taizhang matter answer 2020-001 --text "not now" --reason "the committee wrote again"

            Another answer needs a reason, and stands then; the one before stays in the history.
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
            let answered = MatterAnswered(text, document: handedIn.document)
            try desk.perform(.answer(answered), on: matter, of: Matter.self)
            try handedIn.keep(in: session, for: desk)
            return Message("已登记对 \(matter) 的答复。", "Entered the answer to \(matter).")
        }
    }
}
