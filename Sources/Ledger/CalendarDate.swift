/// A day of the office's calendar (proleptic Gregorian), without a time or a zone. Written `YYYY-MM-DD` (RFC 3339 full-date).
package struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let dayNumber: Int

    package init(dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    /// The day with these numbers, or nil where the calendar has none (2020-02-30). Years 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CalendarDate.length(ofMonth: month, year: year)
        else { return nil }
        self.init(dayNumber: CalendarDate.days(year, month, day))
    }

    /// Reads exactly `YYYY-MM-DD`; anything else, and a day that does not exist, is nil.
    package init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 10, digits[4] == UInt8(ascii: "-"), digits[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in digits[range] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte &- 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package var year: Int { civil.year }
    package var month: Int { civil.month }
    package var day: Int { civil.day }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.dayNumber < right.dayNumber }

    package func adding(days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }

    /// The same day some months later, or that month's last day where it is shorter.
    package func adding(months: Int) -> CalendarDate {
        let (year, month, day) = civil
        let index = year * 12 + month - 1 + months
        let newYear = index / 12
        let newMonth = index % 12 + 1
        let last = CalendarDate.length(ofMonth: newMonth, year: newYear)
        return CalendarDate(dayNumber: CalendarDate.days(newYear, newMonth, min(day, last)))
    }

    /// The last day of this day's month (`2020年9月底前`).
    package var endOfMonth: CalendarDate {
        let (year, month, day) = civil
        return adding(days: CalendarDate.length(ofMonth: month, year: year) - day)
    }

    package var description: String {
        let (year, month, day) = civil
        return String(decoding: CalendarDate.digits(year, 4) + [0x2D] + CalendarDate.digits(month, 2) + [0x2D]
            + CalendarDate.digits(day, 2), as: UTF8.self)
    }

    static func digits(_ value: Int, _ width: Int) -> [UInt8] {
        var rest = value
        var out = [UInt8](repeating: 0x30, count: width)
        for index in stride(from: width - 1, through: 0, by: -1) {
            out[index] = 0x30 + UInt8(rest % 10)
            rest /= 10
        }
        return out
    }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    // Days from civil and back, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private var civil: (year: Int, month: Int, day: Int) {
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
