import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct FindingDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "diff", abstract: say("一个问题在两天之间的变化", "What of a finding changed between two days."),
        discussion: say(
            """
            例：
              taizhang finding diff 2020-015 --from 2020-08-01 --to 2020-10-01
            """,
            """
            Example:
              taizhang finding diff 2020-015 --from 2020-08-01 --to 2020-10-01
            """))

    @Argument(help: help("编号，如 2020-015", "the finding, such as 2020-015", "编号|NUMBER"))
    var number: FindingNumber

    @Option(name: .long, parsing: .unconditional, help: help("从这天结束时", "from the end of this day", "日期|DATE"))
    var from: String

    @Option(
        name: .long, parsing: .unconditional,
        help: help("到这天结束时；不写则到今天", "to the end of this day; today where it is left out", "日期|DATE"))
    var to: String?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let from = try session.day(from)
            let to = try to.map(session.day) ?? session.ledger.today
            guard try session.ledger.finding(number, .now) != nil else { throw Fault.noSuchFinding(number) }
            let changes = try session.ledger.changes(of: number, from: from, to: to)
            let isNew = try session.ledger.finding(number, .occurred(from)) == nil
            try session.show(ChangeTable(number: number, from: from, to: to, changes: changes, isNew: isNew))
        }
    }
}

extension ChangeTable: Answer {}
