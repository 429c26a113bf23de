import ArgumentParser
import Ledger
import Rectification

struct ApplicationLose: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "lose", abstract: say("登记失去称号（登记人）", "Enter that a title was lost (recorder)."),
        discussion: say(
            """
            例：
              taizhang application lose 区级文明单位 --reason 复核未通过
            """,
            """
            Example:
              taizhang application lose civilised-unit --reason "failed its review"
            """))

    @Argument(help: .application) var application: ApplicationID

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(.lose, on: application, of: Application.self)
            return Message("“\(application)”已失去。", "“\(application)” was lost.")
        }
    }
}
