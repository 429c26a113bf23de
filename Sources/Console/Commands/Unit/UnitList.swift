import ArgumentParser
import Ledger
import Rectification

struct UnitList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出单位", "List units."),
        discussion: say(
            """
            例：
              taizhang unit list
            """,
            """
            Example:
              taizhang unit list
            """))

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            try session.show(UnitTable(office: try session.ledger.office(try horizon.horizon(session))), format)
        }
    }
}

/// The units, each with those who belong to it.
struct UnitTable: ListAnswer {
    var office: Office

    private var units: [(unit: UnitID, members: [ActorID])] {
        let members = Dictionary(grouping: office.members.keys) { office.unit(of: $0) }
        return office.units.sorted().map { ($0, (members[$0] ?? []).sorted()) }
    }

    var table: Table {
        var table = Table([
            .init(Message("单位", "Unit"), importance: 9),
            .init(Message("职务和人员", "Posts and persons"), .left, .flexible(minimum: 12)),
        ])
        for (unit, members) in units {
            table.add([Table.Cell(unit.text), Table.Cell(Message.list(members.map(\.name)) ?? Message("", ""))])
        }
        return table
    }

    var lines: [JSONValue] { units.map { ["unit": .text($0.unit), "members": .texts($0.members)] } }
    var json: JSONValue { ["units": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String { listed(on: screen, language) }
}
