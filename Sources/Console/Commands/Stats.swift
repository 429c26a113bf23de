import ArgumentParser
import Ledger
import ReadModels

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "stats", abstract: say("整改的数量与比率", "Counts and rates of the rectification."),
        discussion: say(
            """
            已撤销、已并入的问题不计。责任单位有几个的，在每个单位下各计一次，合计只计一次。
              整改完成率  已销号的，或措施全部落实的问题 ÷ 问题
              销号率      已销号的问题 ÷ 问题
              按期完成率  按原定时限完成的措施 ÷ 已完成或已过原定时限的措施
              逾期率      未销号且有措施过了时限还没完成的问题 ÷ 问题
              反弹率      “回头看”发现反弹的问题 ÷ 曾经销号的问题
            延期不改变原定时限。有的才列：
              制度        印发的、回应这些问题的制度（合计为全部印发的制度）
              问责        问责人数，按轮次、来源、单位
              满意度      （满意 + 基本满意）÷ 收回，按轮次、来源，每轮取最近一次测评
            --compare 列出与另一天相比的变化：数量是个数，比率是百分点。

            例：
              taizhang stats --by unit --as-of 2020-12-31 --compare 2020-06-30
            """,
            """
            Withdrawn and merged findings are left out. By unit, a finding counts for each of its units; the last line \
            counts it once.
              completed  findings closed, or with all measures done / findings
              closed     findings closed / findings
              on time    measures done by their first deadline / measures done or past it
              overdue    open findings with a measure past its deadline / findings
              relapsed   findings that a look-back found relapsed / findings ever closed
            Extensions leave the first deadline as it was. Where there are any:
              rules        regulations adopted, and answering these findings (the last line: all adopted)
              accountable  people held accountable, by round, source and unit
              satisfied    satisfied or basically / answered, by round and source, each round's latest survey
            --compare shows the change since another day: counts as counts, rates in points.

            Example:
              taizhang stats --by unit --as-of 2020-12-31 --compare 2020-06-30
            """))

    @Option(
        name: .long,
        help: help("分组：unit 单位，round 轮次，category 类别，source 来源", "unit, round, category or source", "分组|GROUPING"))
    var by: String?

    @Option(name: .long, parsing: .unconditional, help: help("与这天相比", "compare with this day", "日期|DATE"))
    var compare: String?

    @OptionGroup var filters: FilterOptions
    @OptionGroup var horizon: HorizonOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let horizon = try horizon.horizon(session)
            let filter = try filters.filter(session)
            let grouping = try by.map(grouping)
            let now = try groups(grouping, filter, horizon, session)
            let other = try compare.map(session.day)
            let before = try other.map { try groups(grouping, filter, .occurred($0), session) }
            let table = StatisticsTable(grouping: grouping, rows: now.rows, all: now.all, before: before)
            let day = try session.ledger.day(of: horizon)
            try session.show(StatsAnswer(day: day, comparedWith: other, statistics: table), format)
        }
    }

    private func groups(
        _ grouping: Grouping?, _ filter: FindingFilter, _ horizon: Horizon, _ session: Session
    ) throws -> (rows: [StatisticsRow], all: StatisticsRow) {
        let all =
            try session.ledger.statistics(by: nil, filter, horizon).first ?? StatisticsRow(statistics: Statistics())
        guard let grouping else { return ([], all) }
        return (try session.ledger.statistics(by: grouping, filter, horizon), all)
    }

    private func grouping(_ word: String) throws -> Grouping {
        let words = [Grouping.unit: "单位", .round: "轮次", .category: "类别", .source: "来源"]
        let found = Grouping.allCases.first { [$0.rawValue, $0.title.zh, words[$0]].contains(word.lowercased()) }
        guard let found else {
            throw Fault(
                "E-ARGUMENT", .usage, Message("不能按“\(word)”分组。", "There is no grouping by “\(word)”."),
                remedy: Message("写 unit、round、category 或 source。", "Say unit, round, category or source."))
        }
        return found
    }
}

/// Counts and rates on a day.
struct StatsAnswer: ListAnswer {
    var day: CalendarDate
    var comparedWith: CalendarDate?
    var statistics: StatisticsTable

    var table: Table { statistics.table }
    var csv: Table { statistics.csv }
    var lines: [JSONValue] { statistics.lines }

    var json: JSONValue {
        guard case .object(var members) = statistics.json else { return .null }
        members["asOf"] = .text(day)
        members["comparedWith"] = .text(comparedWith)
        return .object(members)
    }

    func text(on screen: Screen, _ language: Language) -> String {
        let list = table.text(on: screen, language: language)
        guard screen.isTerminal else { return list }
        let note =
            comparedWith.map { Message("\(day)；右侧变化与 \($0) 相比", "\(day), compared with \($0)") }
            ?? Message(verbatim: day.description)
        return list + screen.style(.dim, note.text(language)) + "\n"
    }
}
