import Ledger

/// How a workbook counts its days (ECMA-376 part 1, 18.17.4.1): a whole number is a day, its fraction the time.
enum DaySystem: Equatable {
    /// 1 is 1900-01-01, and 60 the 29th of February 1900, a day that never was: Lotus 1-2-3 had it.
    case from1900
    /// 0 is 1904-01-01.
    case from1904

    /// 9999-12-31 in each: no day comes after it.
    private var last: Double { self == .from1900 ? 2_958_465 : 2_957_003 }

    /// The day and the seconds of it, to the nearest second; nil outside the calendar.
    func moment(_ value: Double) -> (day: String, isFirstOfMonth: Bool, seconds: Int)? {
        guard value >= 0, value < last + 1 else { return nil }
        let total = Int((value * 86_400).rounded())
        guard let (day, isFirst) = day(total / 86_400) else { return nil }
        return (day, isFirst, total % 86_400)
    }

    private func day(_ serial: Int) -> (String, Bool)? {
        guard Double(serial) <= last else { return nil }
        if self == .from1904 { return written(serial - 24_107) }
        switch serial {
        // As a spreadsheet program shows them: no day in the calendar, and so refused where a day is needed.
        case 0: return ("1900-01-00", false)
        case 60: return ("1900-02-29", false)
        case ..<60: return written(serial - 25_568)
        default: return written(serial - 25_569)
        }
    }

    /// The day with this number, counted from 1970-01-01.
    private func written(_ number: Int) -> (String, Bool) {
        let date = CalendarDate(dayNumber: number)
        return (date.description, date.day == 1)
    }
}
