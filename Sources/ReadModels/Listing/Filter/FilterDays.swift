import Ledger

/// How a filter reads days: a month or a year written alone is the whole of it.
package struct FilterDays: Sendable {
    /// The day that `today` and `-30d` are counted from: the day of the view.
    package var today: CalendarDate
    /// Reads a single day as people write it; nil where it is none.
    package var day: @Sendable (String) -> CalendarDate?

    package init(today: CalendarDate, day: @escaping @Sendable (String) -> CalendarDate? = { CalendarDate($0) }) {
        self.today = today
        self.day = day
    }

    func read(_ text: String) -> ClosedRange<CalendarDate>? {
        let compact = FilterToken.compact(text)
        return FilterDays.period(compact) ?? relative(compact) ?? day(text).map { $0...$0 }
    }

    // MARK: periods

    /// 2020, 2020年, 2020-09, 2020.9, 2020/9, 2020年9月.
    private static func period(_ text: String) -> ClosedRange<CalendarDate>? {
        if let match = text.wholeMatch(of: /([0-9]{4})(?:年|年度)?/), let year = Int(match.1) {
            return span(of: year)
        }
        let month =
            text.wholeMatch(of: /([0-9]{4})[-.\/]([0-9]{1,2})/)?.output
            ?? text.wholeMatch(of: /([0-9]{4})年([0-9]{1,2})月(?:份)?/)?.output
        guard let month, let year = Int(month.1), let number = Int(month.2),
            let first = CalendarDate(year: year, month: number, day: 1)
        else { return nil }
        return first...first.endOfMonth
    }

    private static func span(of year: Int) -> ClosedRange<CalendarDate>? {
        guard let first = CalendarDate(year: year, month: 1, day: 1),
            let last = CalendarDate(year: year, month: 12, day: 31)
        else { return nil }
        return first...last
    }

    private static func month(of day: CalendarDate) -> ClosedRange<CalendarDate> {
        let last = day.endOfMonth
        return last.adding(days: 1 - last.day)...last
    }

    // MARK: from today

    private func relative(_ text: String) -> ClosedRange<CalendarDate>? {
        if let day = CalendarDate(text, from: today) { return day...day }
        switch text {
        case "this-month", "本月": return FilterDays.month(of: today)
        case "last-month", "上月": return FilterDays.month(of: today.adding(months: -1))
        case "next-month", "下月": return FilterDays.month(of: today.adding(months: 1))
        case "this-year", "今年": return FilterDays.span(of: today.year)
        case "last-year", "去年": return FilterDays.span(of: today.year - 1)
        default: return nil
        }
    }

    // MARK: writing

    /// The shortest writing that is read as this span.
    static func written(_ days: ClosedRange<CalendarDate>) -> String {
        let (first, last) = (days.lowerBound, days.upperBound)
        if first == last { return first.description }
        return String(first.description.prefix(first.month == last.month ? 7 : 4))
    }
}
