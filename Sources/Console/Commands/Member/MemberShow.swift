import ArgumentParser
import ReadModels
import Rectification

struct MemberShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一名党员及其经过", "Show a member and their history."),
        discussion: say(
            """
            例：
              taizhang member show DY-001
            """,
            """
            Example:
              taizhang member show DY-001
            """))

    @Argument(help: .member) var member: MemberCode

    @OptionGroup var horizon: HorizonOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.show(.members, member.stream, horizon, options) }
}
