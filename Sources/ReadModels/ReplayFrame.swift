import Ledger
import Rectification

/// How far a replay goes from frame to frame.
package enum ReplayStep: String, Choice {
    case day
    /// From Monday to Sunday.
    case week
    case month

    package var title: Message {
        switch self {
        case .day: Message("日", "day")
        case .week: Message("周", "week")
        case .month: Message("月", "month")
        }
    }

    /// The last day of the step that a day lies in.
    package func end(of day: CalendarDate) -> CalendarDate {
        switch self {
        case .day: day
        // 1970-01-01 was a Thursday.
        case .week: day.adding(days: 6 - ((day.dayNumber + 3) % 7 + 7) % 7)
        case .month: day.endOfMonth
        }
    }
}

/// The findings at the end of a step of a replay, and what happened in it.
package struct ReplayFrame: Equatable, Sendable {
    /// What happened to a finding.
    package struct Happening: Equatable, Sendable {
        package var sequence: Int
        package var occurredOn: CalendarDate
        package var number: FindingNumber
        package var type: String
        package var title: Message
        /// Nil before the registration.
        package var before: Finding.Stage?
        package var after: Finding.Stage?
    }

    /// How often something happened.
    package struct Count: Equatable, Sendable {
        package var type: String
        package var title: Message
        package var count: Int
    }

    package var from: CalendarDate
    /// The last day of the step; of the last step, today.
    package var date: CalendarDate
    /// Of `date`.
    package var statistics: Statistics
    package var happenings: [Happening]

    package var open: Int { statistics.open }
    package var closed: Int { statistics.closed }
    package var overdue: Int { statistics.overdue }

    /// The most frequent first.
    package var counts: [Count] {
        var counts: [String: Count] = [:]
        for happening in happenings {
            counts[happening.type, default: Count(type: happening.type, title: happening.title, count: 0)].count += 1
        }
        return counts.values.sorted { ($1.count, $0.type) < ($0.count, $1.type) }
    }
}
