import Ledger
import Rectification

/// What is counted of some findings on a day, and the rates made of it (`domain.md`: derived, never typed in). This is
/// the one place that says what each number means; lists, rounds and replays all count through `add`.
package struct Statistics: Equatable, Sendable {
    /// Findings, withdrawn and merged ones left out.
    package var total = 0
    package var open = 0
    package var closed = 0
    /// Open findings of which a measure's deadline has passed without completion.
    package var overdue = 0
    package var measures = 0
    /// Measures that are complete, or sustained and kept up.
    package var measuresDone = 0
    /// Findings that are closed, or have measures and all of them done.
    package var completed = 0
    /// Measures with an original deadline that are complete, or whose original deadline has passed. An extension leaves
    /// the original deadline where it was.
    package var timed = 0
    /// Of `timed`: those completed on or before the original deadline.
    package var onTime = 0
    /// Findings that have been closed at least once.
    package var everClosed = 0
    /// Of `everClosed`: those that a look-back found relapsed.
    package var relapsed = 0

    package init() {}

    /// 整改完成率: completed / total.
    package var completion: Rate? { Rate(completed, total) }
    /// 销号率: closed / total.
    package var closure: Rate? { Rate(closed, total) }
    /// 按期完成率: onTime / timed.
    package var punctuality: Rate? { Rate(onTime, timed) }
    /// 逾期率: overdue / total.
    package var lateness: Rate? { Rate(overdue, total) }
    /// 反弹率: relapsed / everClosed.
    package var relapse: Rate? { Rate(relapsed, everClosed) }
}

/// A rate as its two numbers.
package struct Rate: Equatable, Sendable {
    package var numerator: Int
    package var denominator: Int

    /// Nil where the denominator is 0: there is nothing to have a rate.
    package init?(_ numerator: Int, _ denominator: Int) {
        guard denominator != 0 else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// In per cent, from 0 to 100.
    package var percent: Double { 100 * Double(numerator) / Double(denominator) }

    /// `42.5%`, to a tenth of a per cent, rounded half up.
    package var text: String {
        let tenths = (2_000 * numerator + denominator) / (2 * denominator)
        return "\(tenths / 10).\(tenths % 10)%"
    }
}

/// By what findings are grouped. By unit, a finding counts for each of its units.
package enum Grouping: String, Choice {
    case round, unit, category, source

    package var title: Message {
        switch self {
        case .round: Message("轮次", "round")
        case .unit: Message("责任单位", "unit")
        case .category: Message("问题类别", "category")
        case .source: Message("问题来源", "source")
        }
    }
}

/// The statistics of one group.
package struct StatisticsRow: Equatable, Sendable {
    /// The round, unit, category or source; nil for the findings that have none, and where all are one group.
    package var group: String?
    package var statistics: Statistics
    package var results: RoundResults

    package init(group: String? = nil, statistics: Statistics, results: RoundResults = RoundResults()) {
        self.group = group
        self.statistics = statistics
        self.results = results
    }
}

/// What statistics take of one finding on a day.
struct Tally: Equatable, Sendable {
    var stage: Finding.Stage
    var isOverdue: Bool
    var measures: Int
    var measuresDone: Int
    var timed: Int
    var onTime: Int
    var closures: Int
    var relapses: Int
}

extension Tally {
    init(_ finding: Finding, on day: CalendarDate) {
        let punctual = finding.measures.filter { $0.isOnTime }
        self.init(
            stage: finding.stage, isOverdue: finding.isOverdue(on: day), measures: finding.measures.count,
            measuresDone: finding.measures.count { $0.isDone },
            timed: finding.measures.count { $0.isTimed(on: day) }, onTime: punctual.count,
            closures: finding.closures, relapses: finding.relapses)
    }
}

extension Measure {
    /// Whether it has an original deadline and was completed on or before it.
    var isOnTime: Bool {
        guard let completedOn, let originalDeadline else { return false }
        return completedOn <= originalDeadline
    }

    /// Whether it has an original deadline and is complete, or that deadline has passed.
    func isTimed(on day: CalendarDate) -> Bool {
        guard let originalDeadline else { return false }
        return isComplete || originalDeadline < day
    }
}

extension Statistics {
    mutating func add(_ tally: Tally) {
        guard tally.stage != .withdrawn, tally.stage != .merged else { return }
        let isClosed = tally.stage == .closed
        total += 1
        open += isClosed ? 0 : 1
        closed += isClosed ? 1 : 0
        overdue += tally.isOverdue ? 1 : 0
        measures += tally.measures
        measuresDone += tally.measuresDone
        completed += isClosed || (tally.measures > 0 && tally.measuresDone == tally.measures) ? 1 : 0
        timed += tally.timed
        onTime += tally.onTime
        everClosed += tally.closures > 0 ? 1 : 0
        relapsed += tally.closures > 0 && tally.relapses > 0 ? 1 : 0
    }
}
