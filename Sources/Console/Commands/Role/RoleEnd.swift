import ArgumentParser
import Ledger
import Rectification

struct RoleEnd: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "end", abstract: say("终止角色（审批人）", "End a role (approver)."),
        discussion: say(
            """
            例：
              taizhang role end verifier 督查科科长 --reason 调离
            """,
            """
            Example:
              taizhang role end verifier "head of inspection" --reason "has left"
            """))

    @Argument(help: .role) var role: Role

    @Argument(help: help("职务或人员", "post or person", "职务|ACTOR"))
    var actor: ActorID

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.office(.end(role, actor))
            return Message("\(actor.name)不再是\(role.title.zh)。", "\(actor) is no \(role.title.en) any more.")
        }
    }
}
