import Ledger

/// How often something is to be done: once, or once in each month, quarter, half-year or year of the calendar.
package enum Frequency: String, Choice {
    case once, monthly, quarterly, halfyearly, yearly

    package var title: Message {
        switch self {
        case .once: Message("一次性", "once")
        case .monthly: Message("每月", "monthly")
        case .quarterly: Message("每季度", "quarterly")
        case .halfyearly: Message("每半年", "half-yearly")
        case .yearly: Message("每年", "yearly")
        }
    }

    /// The months of a period; nil where there is but one.
    package var months: Int? {
        switch self {
        case .once: nil
        case .monthly: 1
        case .quarterly: 3
        case .halfyearly: 6
        case .yearly: 12
        }
    }
}

/// A stretch of days in which something is to be done.
package struct Period: Hashable, Sendable {
    /// `2020-07`, `2020-Q3`, `2020-H2`, `2020`; empty where it is no period of the calendar.
    package var label: String
    package var from: CalendarDate
    /// The last day.
    package var until: CalendarDate

    package func contains(_ day: CalendarDate) -> Bool { from <= day && day <= until }
}

extension Frequency {
    /// The periods of the calendar from one day until another, the first and the last cut to these days.
    package func periods(from: CalendarDate, until: CalendarDate) -> [Period] {
        guard from <= until else { return [] }
        guard let months else { return [Period(label: "", from: from, until: until)] }
        var periods: [Period] = []
        var start = calendarStart(of: from, months)
        while start <= until {
            let next = start.adding(months: months)
            periods.append(
                Period(label: label(of: start), from: max(from, start), until: min(until, next.adding(days: -1))))
            // The calendar ends with the year 9999.
            guard next > start else { break }
            start = next
        }
        return periods
    }

    /// The first day of the period of the calendar that a day falls in; the day itself where there are none.
    package func calendarStart(of day: CalendarDate) -> CalendarDate {
        months.map { calendarStart(of: day, $0) } ?? day
    }

    private func calendarStart(of day: CalendarDate, _ months: Int) -> CalendarDate {
        let first = day.adding(days: 1 - day.day)
        return first.adding(months: -((day.month - 1) % months))
    }

    private func label(of start: CalendarDate) -> String {
        let year = String(start.description.prefix(4))
        return switch self {
        case .once: ""
        case .monthly: String(start.description.prefix(7))
        case .quarterly: "\(year)-Q\((start.month + 2) / 3)"
        case .halfyearly: "\(year)-H\((start.month + 5) / 6)"
        case .yearly: year
        }
    }
}
