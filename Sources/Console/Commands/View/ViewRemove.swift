import ArgumentParser
import Ledger
import ReadModels

struct ViewRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "remove", abstract: say("删去一个视图", "Remove a saved view."),
        discussion: say(
            """
            视图不是台账的内容，删去不留记录。

            例：
              taizhang view remove 逾期未销号
            """,
            """
            A view is no part of the ledger; nothing is recorded of its removal.

            Example:
              taizhang view remove overdue
            """))

    @Argument(help: help("视图的名称", "the view's name", "视图|VIEW"))
    var name: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            try ViewShelf(session).remove(name)
            try session.tell(Message("已删去视图“\(name)”。", "Removed the view “\(name)”."))
        }
    }
}
