import ArgumentParser
import ReadModels

struct MemberList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出党员", "List the members."),
        discussion: say(
            """
            例：
              taizhang member list
            """,
            """
            Example:
              taizhang member list
            """))

    @OptionGroup var list: ListOptions

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.list(.members, list, options) }
}
