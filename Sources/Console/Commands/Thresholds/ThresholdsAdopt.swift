import ArgumentParser
import Ledger
import Rectification

struct ThresholdsAdopt: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "adopt", abstract: say("调整督办和共性问题的界限（审批人）", "Adopt thresholds (approver)."),
        discussion: say(
            """
            例：
              taizhang thresholds adopt --notice 10 --listed 20 --reason 区委巡察办要求

            没写的不变。
            """,
            """
            Example:
              taizhang thresholds adopt --notice 10 --listed 20 --reason "the inspection office asks for it"

            What is not given stays.
            """))

    @Option(name: .long, help: help("催办：逾期多少天起", "reminder: days overdue", "天数|DAYS"))
    var reminder: Int?

    @Option(name: .long, help: help("督办：逾期多少天起", "supervision notice: days overdue", "天数|DAYS"))
    var notice: Int?

    @Option(name: .long, help: help("挂牌督办：逾期多少天起", "listed supervision: days overdue", "天数|DAYS"))
    var listed: Int?

    @Option(name: .long, help: help("通报：逾期多少天起", "circular: days overdue", "天数|DAYS"))
    var circular: Int?

    @Option(name: .long, help: help("共性问题：在几个单位发现", "common problem: units", "个数|COUNT"))
    var units: Int?

    @Option(name: .long, help: help("共性问题：几个月内再次发现", "common problem: found again within months", "月数|MONTHS"))
    var months: Int?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            var thresholds = desk.office.thresholds
            thresholds.reminderDays = reminder ?? thresholds.reminderDays
            thresholds.noticeDays = notice ?? thresholds.noticeDays
            thresholds.listedDays = listed ?? thresholds.listedDays
            thresholds.circularDays = circular ?? thresholds.circularDays
            thresholds.commonUnits = units ?? thresholds.commonUnits
            thresholds.commonMonths = months ?? thresholds.commonMonths
            try desk.office(.adopt(thresholds, ledger: try session.ledger.identity.id))
            return Message("界限已调整。", "The thresholds are adopted.")
        }
    }
}
