import ArgumentParser
import Ledger
import Rectification

struct MemberChange: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "change",
        abstract: say("登记党员的支部或职务变动（登记人）", "Enter a change of a member's branch or posts (recorder)."),
        discussion: say(
            """
            例：
              taizhang member change DY-014 --post 科长 --on 2020-11-01

            没有给出的保持不变。积分归谁按当日职务算，变动之前的事仍归原任职人。
            """,
            """
            Example:
              taizhang member change DY-014 --post head --on 2020-11-01

            What is not given stays. Points go to who held a post on the day; what happened before the change stays theirs.
            """))

    @Argument(help: .member) var member: MemberCode

    @OptionGroup var placing: PlacingOptions

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.perform(.change(MemberChanged(placing.placing)), on: member, of: Member.self)
            return Message("已登记 \(member) 的变动。", "Entered the change of \(member).")
        }
    }
}
