import ArgumentParser
import Ledger
import ReadModels

struct CommonList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("列出共性问题", "List common problems."),
        discussion: say(
            """
            例：
              taizhang common list --as-of 2020-12-31

            同一类别在若干单位发现，或若干月内再次发现，即为共性问题；界限见 taizhang thresholds show。
            """,
            """
            Example:
              taizhang common list --as-of 2020-12-31

            A category found in so many units, or again within so many months; taizhang thresholds show has the numbers.
            """))

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let rows = try session.ledger.commonProblems(try list.horizon.horizon(session))
            try session.show(CommonTable(rows: rows), list.format)
        }
    }
}
