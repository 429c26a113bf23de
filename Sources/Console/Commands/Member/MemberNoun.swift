import ArgumentParser

struct MemberNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "member",
        abstract: say("党员：名册、变动、离开", "Members: the roster, changes, leavings"),
        subcommands: [
            MemberImport.self, MemberAdd.self, MemberChange.self, MemberLeave.self, MemberList.self, MemberShow.self,
        ])
}

extension ArgumentHelp {
    static var member: ArgumentHelp { help("党员编号，如 DY-001", "the member's code, such as DY-001", "编号|CODE") }
}
