import ArgumentParser
import Ledger
import Rectification

struct ConcernDrop: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "drop", abstract: say("不再跟踪（登记人，须说明理由）", "Drop a concern (recorder, with a reason)."),
        discussion: say(
            """
            例：
              taizhang concern drop 2020-001 --reason 经了解不属实
            """,
            """
            Example:
              taizhang concern drop 2020-001 --reason "found to be groundless"
            """))

    @Argument(help: .concern) var number: ConcernNumber

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(.drop, on: number, of: Concern.self)
            return Message("\(number) 不再跟踪。", "Dropped \(number).")
        }
    }
}
