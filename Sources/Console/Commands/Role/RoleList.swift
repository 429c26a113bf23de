import ArgumentParser
import Ledger
import Rectification

struct RoleList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出角色由谁担任", "List who holds which role."),
        discussion: say(
            """
            例：
              taizhang role list
              taizhang role list --as-of 2020-09-30
            """,
            """
            Examples:
              taizhang role list
              taizhang role list --as-of 2020-09-30
            """))

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            try session.show(RoleTable(office: try session.ledger.office(try horizon.horizon(session))), format)
        }
    }
}

/// Who holds which role, since when.
struct RoleTable: ListAnswer {
    var office: Office

    private var holders: [(role: Role, actor: ActorID, since: CalendarDate?)] {
        Role.allCases.flatMap { role in
            office.holders(of: role).map { (role, $0, office.members[$0]?.roles[role]) }
        }
    }

    var table: Table {
        var table = Table([
            .init(Message("角色", "Role"), importance: 9),
            .init(Message("职务或人员", "Post or person"), .left, .flexible(minimum: 12), importance: 9),
            .init(Message("单位", "Unit"), .left, .flexible(minimum: 8)), .init(Message("自", "Since")),
        ])
        for (role, actor, since) in holders {
            table.add([
                Table.Cell(role.title), Table.Cell(actor.name), Table.Cell(office.unit(of: actor)?.text ?? ""),
                Table.Cell(since?.description ?? ""),
            ])
        }
        return table
    }

    var lines: [JSONValue] {
        holders.map { role, actor, since in
            [
                "role": .string(role.rawValue), "actor": .text(actor), "unit": .text(office.unit(of: actor)),
                "since": .text(since),
            ]
        }
    }

    var json: JSONValue { ["roles": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String { listed(on: screen, language) }
}
