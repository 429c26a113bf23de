import Ledger
import ReadModels
import Rectification

/// What one pass over the findings of a report counts.
struct FindingSurvey {
    /// How many are in each stage.
    let stages: ReportChart
    /// How many there were, and how many of them closed, at the end of each month or year.
    let course: ReportChart
    let late: Int
    /// The units with something overdue, by name.
    let lateUnits: [UnitID]

    init(_ request: ReportRequest) throws {
        var byStage: [Finding.Stage: Int] = [:]
        var registered: [Int: Int] = [:]
        var closed: [Int: Int] = [:]
        var (late, units) = (0, Set<UnitID>())
        try request.outlook.findings(request.filter) { row in
            guard row.stage != .withdrawn, row.stage != .merged else { return }
            byStage[row.stage, default: 0] += 1
            registered[row.registeredOn.monthNumber, default: 0] += 1
            if let day = row.closedOn { closed[day.monthNumber, default: 0] += 1 }
            guard row.overdueDays > 0 else { return }
            late += 1
            units.formUnion(row.units)
        }
        self.late = late
        lateUnits = units.sorted()
        let there = Finding.Stage.allCases.filter { byStage[$0] != nil }
        stages = ReportChart(
            .donut, Message("问题状态", "Findings by stage"), labels: there.map(\.title),
            series: [.init(Message("问题", "findings"), there.map { byStage[$0] ?? 0 })])
        course = FindingSurvey.course(registered, closed, until: request.day)
    }

    private static func course(
        _ registered: [Int: Int], _ closed: [Int: Int], until day: CalendarDate
    ) -> ReportChart {
        let last = max(day.monthNumber, registered.keys.max() ?? 0, closed.keys.max() ?? 0)
        let first = min(registered.keys.min() ?? last, closed.keys.min() ?? last)
        let isLong = last - first >= 36
        // The last months of years, where there are too many months.
        let ends = (first...last).filter { !isLong || $0 % 12 == 11 || $0 == last }
        let total = { (counts: [Int: Int], end: Int) in counts.reduce(0) { $0 + ($1.key <= end ? $1.value : 0) } }
        return ReportChart(
            .lines, Message("累计登记与销号", "Registered and closed so far"),
            labels: ends.map { Message(verbatim: isLong ? "\($0 / 12)" : monthText($0)) },
            series: [
                .init(Message("登记", "registered"), ends.map { total(registered, $0) }),
                .init(Message("销号", "closed"), ends.map { total(closed, $0) }),
            ])
    }

    private static func monthText(_ number: Int) -> String {
        let month = number % 12 + 1
        return "\(number / 12)-\(month < 10 ? "0" : "")\(month)"
    }
}

extension CalendarDate {
    /// Months since the year 0.
    fileprivate var monthNumber: Int { year * 12 + month - 1 }
}
