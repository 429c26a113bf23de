import ArgumentParser
import Ledger
import Rectification

struct ModelObject: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "object", abstract: say("登记公示期间的异议（登记人）", "Enter an objection to a nomination (recorder)."),
        discussion: say(
            """
            例：
              taizhang model object 2020-001 --text 事迹与实际不符
            """,
            """
            Example:
              taizhang model object 2020-001 --text "it was another"
            """))

    @Argument(help: .model) var model: ModelNumber

    @Option(name: .long, help: help("异议内容，加密保存", "what it says, kept encrypted", "文字|TEXT"))
    var text: String

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(.object(Erasable(["text": text])), on: model, of: Model.self)
            return Message("已登记对 \(model) 的异议。", "Entered an objection to \(model).")
        }
    }
}
