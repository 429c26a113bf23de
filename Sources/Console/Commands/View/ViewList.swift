import ArgumentParser
import Ledger
import ReadModels

struct ViewList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出视图", "List the saved views."),
        discussion: say(
            """
            例：
              taizhang view list
            """,
            """
            Example:
              taizhang view list
            """))

    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let shelf = ViewShelf(session)
            try session.show(ViewTable(views: shelf.names.map { ($0, try? shelf.view($0)) }), format)
        }
    }
}

/// The saved views; one whose file cannot be read has nothing but its name.
struct ViewTable: ListAnswer {
    var views: [(name: String, view: SavedView?)]

    var table: Table {
        var table = Table([
            .init(Message("视图", "View"), importance: 9), .init(Message("列表", "List"), importance: 8),
            .init(Message("条件", "Where"), .left, .flexible(minimum: 20), importance: 7),
        ])
        for (name, view) in views {
            let list = view.map { Listing.named($0.list)?.title ?? Message(verbatim: $0.list) }
            table.add([
                Table.Cell(name), Table.Cell(list ?? Message("文件有误", "unreadable")), Table.Cell(view?.condition ?? ""),
            ])
        }
        return table
    }

    var lines: [JSONValue] {
        views.map { ["name": .string($0), "list": .text($1?.list), "where": .text($1?.condition)] }
    }
    var json: JSONValue { ["views": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String { listed(on: screen, language) }
}
