import ArgumentParser

struct RoleNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "role", abstract: say("角色：授予、终止、列出", "Roles: grant, end, list."),
        subcommands: [RoleGrant.self, RoleEnd.self, RoleList.self])
}
