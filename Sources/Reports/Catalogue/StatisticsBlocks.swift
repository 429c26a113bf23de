import Ledger
import ReadModels

/// Counts and rates by group, as reports show them.
enum StatisticsBlocks {
    /// As many groups as a chart has room for.
    private static let charted = 12

    static func name(_ row: StatisticsRow) -> Message {
        row.group.map(Message.init(verbatim:)) ?? Message("（未填）", "(none)")
    }

    static func table(of rows: [StatisticsRow], _ name: Message, _ group: Message) -> ReportTable {
        ReportTable(
            name,
            [
                .init(group), .init(Message("问题", "Findings"), .integer), .init(Message("已销号", "Closed"), .integer),
                .init(Message("逾期", "Overdue"), .integer), .init(Message("整改完成率", "Completed"), .percent),
                .init(Message("销号率", "Closed, %"), .percent), .init(Message("按期完成率", "On time"), .percent),
                .init(Message("反弹率", "Relapsed"), .percent),
            ],
            rows: rows.map { row in
                let it = row.statistics
                return [
                    .text(StatisticsBlocks.name(row)), .integer(it.total), .integer(it.closed), .integer(it.overdue),
                    .percent(it.completion), .percent(it.closure), .percent(it.punctuality), .percent(it.relapse),
                ]
            })
    }

    /// Findings and closures of the groups that have most.
    static func chart(of rows: [StatisticsRow], _ title: Message) -> ReportChart {
        let most = rows.enumerated().sorted { left, right in
            (right.element.statistics.total, left.offset) < (left.element.statistics.total, right.offset)
        }.prefix(charted).map(\.element)
        let note = rows.count > charted ? Message("（前 \(charted)）", " (the first \(charted))") : Message("", "")
        return ReportChart(
            .bars, title + note, labels: most.map(name),
            series: [
                .init(Message("问题", "findings"), most.map(\.statistics.total)),
                .init(Message("已销号", "closed"), most.map(\.statistics.closed)),
            ])
    }
}
