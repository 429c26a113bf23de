/// A day of the office's calendar (proleptic Gregorian), without a time or a zone. Written
/// `YYYY-MM-DD` (RFC 3339 full-date).
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
        var text = String(text)
        guard let date = text.withUTF8({ CalendarDate(UnsafeRawBufferPointer($0)) }) else { return nil }
        self = date
    }

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = bytes.decimal(0..<4), let month = bytes.decimal(5..<7), let day = bytes.decimal(8..<10)
        else { return nil }
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
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func append(to output: inout [UInt8]) {
        withUnsafeTemporaryAllocation(byteCount: CalendarDate.textWidth, alignment: 1) { text in
            write(to: text)
            output.append(contentsOf: text)
        }
    }

    /// How many characters `YYYY-MM-DD` has.
    package static let textWidth = 10

    /// Writes `YYYY-MM-DD`.
    package func write(to text: UnsafeMutableRawBufferPointer) {
        let (year, month, day) = civil
        text.write(decimal: year, width: 4, at: 0)
        text[4] = UInt8(ascii: "-")
        text.write(decimal: month, width: 2, at: 5)
        text[7] = UInt8(ascii: "-")
        text.write(decimal: day, width: 2, at: 8)
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

extension UnsafeRawBufferPointer {
    /// The number that these bytes write in decimal digits; nil where one is no digit.
    func decimal(_ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            guard JSONNumber.isDigit(self[index]) else { return nil }
            value = value * 10 + Int(self[index] & 15)
        }
        return value
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Writes a number's last `width` decimal digits.
    func write(decimal value: Int, width: Int, at start: Int) {
        var rest = value.magnitude
        for place in stride(from: start + width - 1, through: start, by: -1) {
            self[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
