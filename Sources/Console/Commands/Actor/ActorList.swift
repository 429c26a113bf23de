import ArgumentParser
import Ledger
import Rectification

struct ActorList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出职务、人员及其角色", "List posts and persons with their roles."),
        discussion: say(
            """
            例：
              taizhang actor list
            """,
            """
            Example:
              taizhang actor list
            """))

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            try session.show(ActorTable(office: try session.ledger.office(try horizon.horizon(session))), format)
        }
    }
}

/// The posts and persons of the office.
struct ActorTable: ListAnswer {
    var office: Office

    private var members: [(actor: ActorID, member: Office.Member)] {
        office.members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    var table: Table {
        var table = Table([
            .init(Message("职务或人员", "Post or person"), importance: 9),
            .init(Message("单位", "Unit"), .left, .flexible(minimum: 8)),
            .init(Message("角色", "Roles"), .left, .flexible(minimum: 8)), .init(Message("注", "Note")),
        ])
        for (actor, member) in members {
            let roles = member.roles.keys.sorted { $0.rawValue < $1.rawValue }.map(\.title)
            table.add([
                Table.Cell(actor.name), Table.Cell(member.unit?.text ?? ""),
                Table.Cell(Message(roles.map(\.zh).joined(separator: "、"), roles.map(\.en).joined(separator: ", "))),
                Table.Cell(member.isClaimed ? Message("来自导入", "imported") : Message("", ""), .dim),
            ])
        }
        return table
    }

    var lines: [JSONValue] { members.map(LedgerPage.member) }
    var json: JSONValue { ["actors": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String { listed(on: screen, language) }
}
