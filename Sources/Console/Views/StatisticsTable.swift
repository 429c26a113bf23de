import Ledger
import ReadModels

/// Counts and rates by group, and how they differ from another day's.
struct StatisticsTable: Sendable {
    var grouping: Grouping?
    var rows: [StatisticsRow]
    /// All findings that were asked for, each counted once: by unit, a finding stands under each of its units.
    var all: StatisticsRow
    /// The same at the day that is compared with.
    var before: (rows: [StatisticsRow], all: StatisticsRow)?

    private static let rates: [(key: String, title: Message, rate: @Sendable (Statistics) -> Rate?)] = [
        ("completion", Message("整改完成", "Completed"), { $0.completion }),
        ("closure", Message("销号", "Closed"), { $0.closure }),
        ("punctuality", Message("按期", "On time"), { $0.punctuality }),
        ("lateness", Message("逾期", "Overdue"), { $0.lateness }),
        ("relapse", Message("反弹", "Relapsed"), { $0.relapse }),
    ]

    /// What stands beside the rates: shown on screens where there is any.
    private struct Result: Sendable {
        var title: Message
        var isAny: @Sendable (RoundResults) -> Bool
        var figure: @Sendable (RoundResults, RoundResults?) -> Figure
    }

    private static let results = [
        Result(
            title: Message("制度", "Rules"), isAny: { $0.regulations > 0 },
            figure: { count($0.regulations, $1?.regulations) }),
        Result(
            title: Message("问责", "Accountable"), isAny: { ($0.accountable ?? 0) > 0 },
            figure: { now, old in now.accountable.map { count($0, old?.accountable) } ?? Figure(value: "–") }),
        Result(
            title: Message("满意度", "Satisfied"), isAny: { $0.satisfaction != nil },
            figure: { rate($0.satisfaction, $1?.satisfaction) }),
    ]

    var table: Table {
        table(StatisticsTable.results.filter { result in (rows + [all]).contains { result.isAny($0.results) } })
    }
    /// With all results, whether there is any or not.
    var csv: Table { table(StatisticsTable.results) }

    private func table(_ results: [Result]) -> Table {
        var columns = [
            Table.Column(
                grouping?.title.capitalized ?? Message("范围", "Range"), .left, .flexible(minimum: 10), importance: 9)
        ]
        columns += [
            .init(Message("问题", "Findings"), .right, importance: 8),
            .init(Message("未销号", "Open"), .right, importance: 2),
            .init(Message("逾期数", "Late"), .right, importance: 1),
        ]
        columns += StatisticsTable.rates.map {
            Table.Column(Message($0.title.zh + "率", $0.title.en), .right, importance: 7)
        }
        columns += results.map { Table.Column($0.title, .right, importance: 3) }
        var lines: [(name: Message, cells: [Figure])] = []
        for row in rows where grouping != nil {
            let old = before?.rows.first { $0.group == row.group }
            let name = row.group.map(Message.init(verbatim:)) ?? Message("（未填）", "(none)")
            lines.append((name, figures(row, old, results)))
        }
        lines.append((Message("合计", "All"), figures(all, before?.all, results)))
        // The differences line up among themselves.
        let widths = columns.indices.dropLast().map { index in
            lines.map { $0.cells[index].difference.displayWidth }.max() ?? 0
        }
        return Table(
            columns,
            rows: lines.map { name, cells in
                [Table.Cell(name)] + zip(cells, widths).map { Table.Cell($0.text(differenceWidth: $1)) }
            })
    }

    /// A number, and how it differs from another day's.
    private struct Figure {
        var value: String
        var difference = ""

        func text(differenceWidth width: Int) -> String {
            width == 0 ? value : value + " " + difference.padded(toColumns: width)
        }
    }

    private func figures(_ now: StatisticsRow, _ old: StatisticsRow?, _ results: [Result]) -> [Figure] {
        let (present, past) = (now.statistics, old?.statistics)
        let counts = [(present.total, past?.total), (present.open, past?.open), (present.overdue, past?.overdue)]
        return counts.map { StatisticsTable.count($0, $1) }
            + StatisticsTable.rates.map { StatisticsTable.rate($0.rate(present), past.flatMap($0.rate)) }
            + results.map { $0.figure(now.results, old?.results) }
    }

    private static func count(_ now: Int, _ old: Int?) -> Figure {
        Figure(value: String(now), difference: old.map { signed(Double(now - $0), places: 0) } ?? "")
    }

    /// `42.5%`, with a comparison `42.5% +3.0`: the difference in points.
    private static func rate(_ now: Rate?, _ old: Rate?) -> Figure {
        guard let now else { return Figure(value: "–") }
        guard let old else { return Figure(value: now.text) }
        return Figure(value: now.text, difference: signed(now.percent - old.percent, places: 1))
    }

    private static func signed(_ number: Double, places: Int) -> String {
        let text = fixed(number, places: places)
        return text.allSatisfy { "0.".contains($0) } ? "±" + text : text.hasPrefix("-") ? text : "+" + text
    }

    var lines: [JSONValue] {
        let groups = rows.map { row -> JSONValue in
            let old = before?.rows.first { $0.group == row.group }
            return .object(StatisticsTable.members(row, old))
        }
        return grouping == nil ? [.object(StatisticsTable.members(all, before?.all))] : groups
    }

    var json: JSONValue {
        [
            "by": .text(grouping?.rawValue), "all": .object(StatisticsTable.members(all, before?.all)),
            "groups": .array(grouping == nil ? [] : lines),
        ]
    }

    private static func members(_ now: StatisticsRow, _ old: StatisticsRow?) -> JSONObject {
        var members = numbers(now)
        members["group"] = .text(now.group)
        if let old { members["before"] = .object(numbers(old)) }
        return members
    }

    private static func numbers(_ row: StatisticsRow) -> JSONObject {
        var members = counts(row.statistics)
        members["regulations"] = .integer(row.results.regulations)
        members["accountable"] = .integer(row.results.accountable)
        members["surveyed"] = .integer(row.results.answered)
        members["satisfied"] = .integer(row.results.satisfied)
        members["satisfactionRate"] = .number(row.results.satisfaction.map { rounded($0.percent) })
        return members
    }

    static func counts(_ statistics: Statistics) -> JSONObject {
        var members = JSONObject([
            "findings": .integer(statistics.total), "open": .integer(statistics.open),
            "closed": .integer(statistics.closed), "overdue": .integer(statistics.overdue),
            "completed": .integer(statistics.completed), "measures": .integer(statistics.measures),
            "measuresDone": .integer(statistics.measuresDone), "timed": .integer(statistics.timed),
            "onTime": .integer(statistics.onTime), "everClosed": .integer(statistics.everClosed),
            "relapsed": .integer(statistics.relapsed),
        ])
        for rate in rates { members[rate.key + "Rate"] = .number(rate.rate(statistics).map { rounded($0.percent) }) }
        return members
    }

    /// To a tenth of a per cent, as the screen shows it.
    private static func rounded(_ percent: Double) -> Double { (percent * 10).rounded() / 10 }
}

extension Message {
    /// With a capital letter in English, as a title.
    var capitalized: Message { Message(zh, en.prefix(1).uppercased() + en.dropFirst()) }
}
