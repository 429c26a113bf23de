import Ledger
import ReadModels
import Rectification

/// 督办通报: where each unit stands, and what is overdue.
enum SupervisionCircular {
    static let type = ReportType(
        name: Message("督办通报", "circular"),
        title: title,
        about: Message(
            "各单位排名，逾期事项、天数和督办级别，发出的督办",
            "where each unit stands, what is overdue, by how many days and under which supervision, what was issued"),
        make: make)

    private static let title = Message("整改督办通报", "Circular on overdue rectification")

    @Sendable private static func make(_ request: ReportRequest) throws -> Report {
        let all = try request.outlook.statistics(request.filter)
        let standings = try Standing.all(request)
        let known = standings.filter { $0.unit != nil }
        let late = standings.filter { $0.lateMeasures > 0 }
        let units = { (number: Int) in Message.counted(number, "", "unit", "units").en }
        let summary = Message(
            "截至 \(request.day)，\(known.count) 个单位承担问题 \(all.total) 个，已销号 \(all.closed) 个，"
                + "销号率 \(all.closure?.text ?? "–")；逾期 \(all.overdue) 个，涉及 \(late.count { $0.unit != nil }) 个单位。",
            "By \(request.day), \(units(known.count)) answered for "
                + "\(Message.counted(all.total, "", "finding", "findings").en): \(all.closed) closed "
                + "(\(all.closure?.text ?? "–")), \(all.overdue) overdue, at \(units(late.count { $0.unit != nil })).")
        let demand = Message(
            "请有逾期事项的单位逐项说明原因，限期办结；确需延期的，按规定申请。",
            "Units with overdue measures are to give the reasons for each, finish it, or ask for an extension as the rules say."
        )
        var overview: [ReportBlock] = [.paragraph(summary)]
        if !late.isEmpty { overview.append(.chart(chart(of: late))) }
        return Report(
            title: title, subtitle: .list(request.filter.rounds.map(\.text)), facts: try request.facts(),
            sections: [
                ReportSection(Message("总体情况", "Overview"), overview),
                ReportSection(Message("各单位排名", "Units"), [.table(ranking(standings))]),
                ReportSection(
                    Message("逾期事项", "What is overdue"),
                    [.table(overdue(request, late, try levels(request)))]
                        + (late.isEmpty ? [] : [.paragraph(demand)])),
            ] + (try supervision(request)))
    }

    /// Under which supervision each overdue finding is that is under any.
    private static func levels(_ request: ReportRequest) throws -> [FindingNumber: Supervision.Level] {
        var levels: [FindingNumber: Supervision.Level] = [:]
        try request.outlook.findings(request.filter.overdue) { row in levels[row.number] = row.supervision }
        return levels
    }

    /// What was issued; nothing where nothing was.
    private static func supervision(_ request: ReportRequest) throws -> [ReportSection] {
        let query = ListingQuery([:], findings: request.filter)
        let issued = try ReportTable(
            .supervisionIssues, query, from: request.outlook,
            fields: ["issuedOn", "level", "number", "description", "units", "owner", "due", "stage"])
        guard issued.count > 0 else { return [] }
        let inForce = try ReportTable(
            .supervised, query, from: request.outlook,
            fields: ["number", "level", "since", "description", "units", "owner", "due", "overdueDays", "issued"])
        var blocks: [ReportBlock] = [
            .paragraph(
                Message(
                    "先后发出督办 \(issued.count) 次，仍在督办的问题 \(inForce.count) 个。",
                    "Supervision was issued \(Message.counted(issued.count, "", "time", "times").en); "
                        + "\(Message.counted(inForce.count, "", "finding is", "findings are").en) under it now."))
        ]
        if inForce.count > 0 { blocks.append(.table(inForce)) }
        blocks += [.paragraph(Message("发出的催办、督办和通报：", "What was issued:")), .table(issued)]
        return [ReportSection(Message("督办情况", "Supervision"), blocks)]
    }

    /// A unit, and how much of its work is late; last what no unit answers for yet.
    private struct Standing {
        var unit: UnitID?
        var statistics: Statistics
        var lateMeasures = 0
        var mostDays = 0

        /// The most punctual first: fewest overdue findings, then fewest days, then the higher rate of closure, then by
        /// name.
        static func all(_ request: ReportRequest) throws -> [Standing] {
            var standings = try request.outlook.statistics(by: .unit, request.filter).map { row in
                Standing(unit: row.group.flatMap { UnitID($0) }, statistics: row.statistics)
            }
            var places: [UnitID?: Int] = [:]
            for (place, one) in standings.enumerated() { places[one.unit] = place }
            try request.outlook.measures(request.filter.overdue) { row in
                let units: [UnitID?] = row.units.isEmpty ? [nil] : row.units
                for case let place? in units.map({ places[$0] }) {
                    standings[place].lateMeasures += 1
                    standings[place].mostDays = max(standings[place].mostDays, row.overdueDays)
                }
            }
            return standings.sorted { $0.order < $1.order }
        }

        private var order: (Int, Int, Int, Int, String) {
            (unit == nil ? 1 : 0, statistics.overdue, mostDays, -closed, unit?.text ?? "")
        }

        var name: Message { unit.map { Message(verbatim: $0.text) } ?? Message("（未定单位）", "(no unit yet)") }
        private var closed: Int { statistics.closure.map { 10_000 * $0.numerator / $0.denominator } ?? 0 }

        /// Whether both have the same place.
        func equals(_ other: Standing) -> Bool {
            (statistics.overdue, mostDays, closed) == (other.statistics.overdue, other.mostDays, other.closed)
        }
    }

    private static func chart(of late: [Standing]) -> ReportChart {
        let most = late.reversed().prefix(12)
        return ReportChart(
            .bars, Message("逾期措施（条）", "Overdue measures"), labels: most.map(\.name),
            series: [.init(Message("逾期", "overdue"), most.map(\.lateMeasures))])
    }

    private static func ranking(_ standings: [Standing]) -> ReportTable {
        ReportTable(
            Message("排名", "Units"),
            [
                .init(Message("名次", "Place"), .integer), .init(Message("责任单位", "Unit")),
                .init(Message("问题", "Findings"), .integer), .init(Message("已销号", "Closed"), .integer),
                .init(Message("销号率", "Closed, %"), .percent), .init(Message("逾期问题", "Overdue findings"), .integer),
                .init(Message("逾期措施", "Overdue measures"), .integer),
                .init(Message("最长逾期（天）", "Most days late"), .integer),
                .init(Message("按期完成率", "On time"), .percent),
            ],
            rows: standings.enumerated().map { index, one in
                let it = one.statistics
                return [
                    .integer((standings.firstIndex { $0.equals(one) } ?? index) + 1), .text(one.name),
                    .integer(it.total), .integer(it.closed),
                    .percent(it.closure), .integer(it.overdue), .integer(one.lateMeasures), .count(one.mostDays),
                    .percent(it.punctuality),
                ]
            })
    }

    /// By unit: a measure of several units stands under each.
    private static func overdue(
        _ request: ReportRequest, _ late: [Standing], _ levels: [FindingNumber: Supervision.Level]
    ) -> ReportTable {
        ReportTable(
            Message("逾期事项", "Overdue"),
            [
                .init(Message("责任单位", "Unit")), .init(Message("编号", "No."), .key),
                .init(Message("措施", "Measure"), .integer), .init(Message("问题", "Finding")),
                .init(Message("整改措施", "What is to be done")), .init(Message("责任人", "Owner")),
                .init(Message("时限", "Due"), .date), .init(Message("逾期（天）", "Days late"), .integer),
                .init(Message("进度", "Progress"), .percent), .init(Message("延期（次）", "Extended"), .integer),
                .init(Message("督办", "Supervision"), .key),
            ], count: late.reduce(0) { $0 + $1.lateMeasures }
        ) { body in
            for one in late.reversed() {
                var filter = request.filter.overdue
                filter.units = one.unit.map { [$0] } ?? filter.units
                try request.outlook.measures(filter) { row in
                    guard one.unit != nil || row.units.isEmpty else { return }
                    try body([
                        .text(one.name), .text(row.finding.text), .integer(row.number), .text(row.description),
                        .text(row.text), .text(row.owner?.name), .date(row.deadline), .integer(row.overdueDays),
                        .percent(row.percent.flatMap { Rate($0, 100) }), .count(row.extensions),
                        .message(levels[row.finding]?.title),
                    ])
                }
            }
        }
    }
}

extension FindingFilter {
    fileprivate var overdue: FindingFilter {
        var filter = self
        filter.isOverdue = true
        return filter
    }
}
