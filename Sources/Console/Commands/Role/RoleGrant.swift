import ArgumentParser
import Ledger
import Rectification

struct RoleGrant: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "grant", abstract: say("授予角色（审批人）", "Grant a role (approver)."),
        discussion: say(
            """
            例：
              taizhang role grant verifier 督查科科长
              taizhang role grant 审批人 党组书记
            """,
            """
            Example:
              taizhang role grant verifier "head of inspection"
            """))

    @Argument(help: .role) var role: Role

    @Argument(help: help("职务或人员", "post or person", "职务|ACTOR"))
    var actor: ActorID

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { _, desk in
            try desk.office(.grant(role, actor))
            return Message(
                "\(actor.name)现为\(role.title.zh)。",
                "\(actor.name) is \(role.withArticle) now.")
        }
    }
}

extension ArgumentHelp {
    static var role: ArgumentHelp {
        help(
            "角色：recorder 登记人，verifier 督查验收人，approver 审批人，reader 查阅人", "recorder, verifier, approver or reader",
            "角色|ROLE")
    }
}
