import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "log", abstract: say("台账里的记录，最新的在前", "The ledger's records, the newest first."),
        discussion: say(
            """
            --since 和 --until 按事情发生的日期；给出 --as-recorded 时按记录的日期。

            例：
              taizhang log --since -30d --actor 督查科科长
              taizhang log --type measure.progressed --round 巡察反馈-2020 --limit 20
            """,
            """
            --since and --until go by when things happened; with --as-recorded, by when they were recorded.

            Examples:
              taizhang log --since -30d --actor 督查科科长
              taizhang log --type measure.progressed --round 巡察反馈-2020 --limit 20
            """))

    @OptionGroup var filters: FilterOptions

    @Option(
        name: .long, help: help("录入人或办理人；可多次给出", "who keyed it in, or whose step it is; may be repeated", "人员|ACTOR"))
    var actor: [String] = []

    @Option(
        name: .long,
        help: help("记录类型，如 measure.progressed；可多次给出", "type, such as measure.progressed; may be repeated", "类型|TYPE"))
    var type: [String] = []

    @Option(
        name: .long,
        help: help(
            "对象，如 finding/2020-015 或 round；可多次给出", "stream or kind, such as finding/2020-015 or round; may be repeated",
            "对象|STREAM"))
    var stream: [String] = []

    @Option(name: .long, help: help("最多列出几条", "at most so many records", "条数|COUNT"))
    var limit: Int?

    @Flag(name: .long, help: help("最早的在前", "the oldest first"))
    var reverse = false

    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            try session.show(LogAnswer(rows: try session.ledger.log(try filter(session))), format)
        }
    }

    private func filter(_ session: Session) throws -> LogFilter {
        var filter = LogFilter()
        filter.findings = try filters.filter(session, withDays: false)
        // A log's text is sought in the records themselves, so that other streams are found as well.
        filter.findings.text = nil
        filter.text = filters.text
        filter.since = try filters.since.map(session.day)
        filter.until = try filters.until.map(session.day)
        filter.actors = try actor.map { try identifier($0, Message("人员", "actor")) }
        filter.types = type
        filter.streams = stream
        guard limit.map({ $0 > 0 }) ?? true else {
            throw Fault.unreadableArgument("\(limit ?? 0)", Message("条数（从 1 起）", "number of records (from 1)"))
        }
        filter.limit = limit
        filter.order = reverse ? .oldestFirst : .newestFirst
        filter.narrow(to: try horizon.horizon(session))
        return filter
    }
}

/// Records of any kind.
struct LogAnswer: ListAnswer {
    var rows: [LogRow]

    private var steps: StepTable { StepTable(steps: rows.map { StepTable.Step($0.record, showsSubject: true) }) }
    var table: Table { steps.table }

    var lines: [JSONValue] {
        rows.map { row in
            guard case .object(var members) = StepTable.Step.json(row.record, hash: row.hash) else { return .null }
            members["claimed"] = .bool(row.isClaimed)
            return .object(members)
        }
    }

    var json: JSONValue { ["records": .array(lines)] }

    func text(on screen: Screen, _ language: Language) -> String {
        guard screen.isTerminal, rows.isEmpty else { return steps.text(on: screen, language) }
        return listed(on: screen, language)
    }
}
