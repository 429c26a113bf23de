import ArgumentParser
import Ledger
import Rectification

struct MemberLeave: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "leave", abstract: say("登记党员离开（登记人）", "Enter that a member left (recorder)."),
        discussion: say(
            """
            例：
              taizhang member leave DY-016 --reason 组织关系转出 --on 2020-11-01
            """,
            """
            Example:
              taizhang member leave DY-016 --reason "transferred" --on 2020-11-01
            """))

    @Argument(help: .member) var member: MemberCode

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(.leave, on: member, of: Member.self)
            return Message("已登记 \(member) 离开。", "Entered that \(member) left.")
        }
    }
}
