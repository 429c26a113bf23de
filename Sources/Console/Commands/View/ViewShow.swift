import ArgumentParser
import Ledger
import ReadModels

struct ViewShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("查看一个视图的内容", "Show what a view asks."),
        discussion: say(
            """
            例：
              taizhang view show 逾期未销号
              taizhang view show 逾期未销号 > 逾期未销号.view
            """,
            """
            Examples:
              taizhang view show overdue
              taizhang view show overdue > overdue.view
            """))

    @Argument(help: help("视图的名称或文件", "the view's name or file", "视图|VIEW"))
    var name: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            try session.show(ViewPage(view: try ViewShelf(session).view(name)))
        }
    }
}

/// A view as its file has it.
struct ViewPage: Answer {
    var view: SavedView

    func text(on screen: Screen, _ language: Language) -> String { shown(view.text, lineBreaks: .kept) }

    var json: JSONValue {
        [
            "list": .string(view.list), "where": .text(view.condition), "columns": .text(view.columns),
            "sort": .text(view.sort), "limit": .integer(view.limit), "groupBy": .text(view.groups),
        ]
    }
}
