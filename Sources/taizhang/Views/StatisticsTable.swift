import Ledger
import ReadModels

/// Counts and rates by group, and how they differ from another day's.
struct StatisticsTable: Sendable {
    var grouping: Grouping?
    var rows: [StatisticsRow]
    /// All findings that were asked for, each counted once: by unit, a finding stands under each of its units.
    var all: Statistics
    /// The same at the day that is compared with.
    var before: (rows: [StatisticsRow], all: Statistics)?

    private static let rates: [(key: String, title: Message, rate: @Sendable (Statistics) -> Rate?)] = [
        ("completion", Message("整改完成", "Completed"), { $0.completion }),
        ("closure", Message("销号", "Closed"), { $0.closure }),
        ("punctuality", Message("按期", "On time"), { $0.punctuality }),
        ("lateness", Message("逾期", "Overdue"), { $0.lateness }),
        ("relapse", Message("反弹", "Relapsed"), { $0.relapse }),
    ]

    var table: Table {
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
        var lines: [(name: Message, cells: [Figure])] = []
        for row in rows where grouping != nil {
            let old = before?.rows.first { $0.group == row.group }?.statistics
            let name = row.group.map(Message.init(verbatim:)) ?? Message("（未填）", "(none)")
            lines.append((name, figures(row.statistics, old)))
        }
        lines.append((Message("合计", "All"), figures(all, before?.all)))
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

    private func figures(_ now: Statistics, _ old: Statistics?) -> [Figure] {
        let counts = [(now.total, old?.total), (now.open, old?.open), (now.overdue, old?.overdue)]
        return counts.map { now, old in
            Figure(
                value: String(now), difference: old.map { StatisticsTable.signed(Double(now - $0), places: 0) } ?? "")
        }
            + StatisticsTable.rates.map { figure($0.rate(now), old.flatMap($0.rate)) }
    }

    /// `42.5%`, with a comparison `42.5% +3.0`: the difference in points.
    private func figure(_ now: Rate?, _ old: Rate?) -> Figure {
        guard let now else { return Figure(value: "–") }
        guard let old else { return Figure(value: now.text) }
        return Figure(value: now.text, difference: StatisticsTable.signed(now.percent - old.percent, places: 1))
    }

    private static func signed(_ number: Double, places: Int) -> String {
        let text = fixed(number, places: places)
        return text.allSatisfy { "0.".contains($0) } ? "±" + text : text.hasPrefix("-") ? text : "+" + text
    }

    var lines: [JSONValue] {
        let groups = rows.map { row -> JSONValue in
            let old = before?.rows.first { $0.group == row.group }?.statistics
            return .object(StatisticsTable.members(row.statistics, old, name: row.group))
        }
        return grouping == nil ? [.object(StatisticsTable.members(all, before?.all, name: nil))] : groups
    }

    var json: JSONValue {
        [
            "by": .text(grouping?.rawValue), "all": .object(StatisticsTable.members(all, before?.all, name: nil)),
            "groups": .array(grouping == nil ? [] : lines),
        ]
    }

    private static func members(_ now: Statistics, _ old: Statistics?, name: String?) -> JSONObject {
        var members = counts(now)
        members["group"] = .text(name)
        if let old { members["before"] = .object(counts(old)) }
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
