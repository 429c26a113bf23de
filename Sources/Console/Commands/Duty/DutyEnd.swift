import ArgumentParser
import Ledger
import Rectification

struct DutyEnd: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "end", abstract: say("取消经常性工作（审批人，须说明理由）", "End a recurring duty (approver, with a reason)."),
        discussion: say(
            """
            例：
              taizhang duty end 支委会 --reason 并入新的组织生活制度 --on 2020-12-31

            当天所在的一期不再要求；以前的已办、未办不变。
            """,
            """
            Example:
              taizhang duty end committee --reason "part of the new rules" --on 2020-12-31

            The period of that day is asked for no more; those before stay met or missed.
            """))

    @Argument(help: .duty) var duty: DutyID

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(.end, on: duty, of: Duty.self)
            return Message("“\(duty)”已取消。", "Ended “\(duty)”.")
        }
    }
}
