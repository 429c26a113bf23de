import ArgumentParser
import Ledger
import Rectification

struct ModelDrop: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "drop", abstract: say("不予确定（审批人）", "Drop a nomination (approver)."),
        discussion: say(
            """
            例：
              taizhang model drop 2020-001 --reason 异议属实
            """,
            """
            Example:
              taizhang model drop 2020-001 --reason "the objection holds"
            """))

    @Argument(help: .model) var model: ModelNumber

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(.drop, on: model, of: Model.self)
            return Message("\(model) 不予确定。", "Dropped \(model).")
        }
    }
}
