import Ledger
import Spreadsheet

/// A day as people write it: 2020-9-30, 2020.9.30, 2020/9/30, 20200930, 2020年9月30日, 2020年9月底前, 2020年底.
enum WrittenDay: Equatable {
    /// `dayGiven` is false where the last day of a month or a year was taken.
    case day(CalendarDate, dayGiven: Bool)
    case unreadable(Message)

    init(_ text: String) {
        var text = CellText.compact(WrittenDay.withoutMidnight(text))
        if text.hasSuffix("完成") { text.removeLast(2) }
        var before = false
        for word in ["以前", "之前", "前"] where text.hasSuffix(word) {
            text.removeLast(word.count)
            before = true
            break
        }
        self = WrittenDay.numeric(text) ?? WrittenDay.chinese(text, before: before) ?? .unreadable(WrittenDay.why(text))
    }

    // MARK: forms

    /// 2020-9-30, 2020.9.30, 2020/9/30, 20200930.
    private static func numeric(_ text: String) -> WrittenDay? {
        let bytes = Array(text.utf8)
        if bytes.count == 8, let all = number(bytes[...]) {
            return calendar(all / 10_000, all / 100 % 100, all % 100)
        }
        guard bytes.count >= 8, bytes.count <= 10, let year = number(bytes[..<4]) else { return nil }
        let separator = bytes[4]
        guard [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/")].contains(separator) else { return nil }
        let rest = bytes[5...].split(separator: separator, omittingEmptySubsequences: false)
        guard rest.count == 2, rest.allSatisfy({ (1...2).contains($0.count) }), let month = number(rest[0]),
            let day = number(rest[1])
        else { return nil }
        return calendar(year, month, day)
    }

    /// 2020年9月30日, 2020年9月底, 2020年9月, 2020年底. `before`: a 前 stood at the end.
    private static func chinese(_ text: String, before: Bool) -> WrittenDay? {
        let yearParts = text.split(separator: "年", maxSplits: 1, omittingEmptySubsequences: false)
        guard yearParts.count == 2, yearParts[0].utf8.count == 4, let year = number(yearParts[0]) else { return nil }
        let afterYear = yearParts[1]
        if ["底", "末", "年底", "年末"].contains(afterYear) { return calendar(year, 12, nil) }
        let monthParts = afterYear.split(separator: "月", maxSplits: 1, omittingEmptySubsequences: false)
        guard monthParts.count == 2, let month = shortNumber(monthParts[0]) else { return nil }
        let afterMonth = monthParts[1]
        if afterMonth.isEmpty { return before ? .unreadable(ambiguous(year, month)) : calendar(year, month, nil) }
        if ["底", "末", "月底", "月末"].contains(afterMonth) { return calendar(year, month, nil) }
        guard let unit = afterMonth.last, unit == "日" || unit == "号",
            let day = shortNumber(afterMonth.dropLast())
        else { return nil }
        return calendar(year, month, day)
    }

    /// The day with these numbers; without `day` the month's last one.
    private static func calendar(_ year: Int, _ month: Int, _ day: Int?) -> WrittenDay {
        guard SheetDate.years.contains(year) else { return .unreadable(outOfRange(year)) }
        if let date = CalendarDate(year: year, month: month, day: day ?? 1) {
            return .day(day == nil ? date.endOfMonth : date, dayGiven: day != nil)
        }
        let zh = "\(year)年\(month)月" + (day.map { "\($0)日" } ?? "")
        let en = "\(year)-\(twoDigits(month))" + (day.map { "-\(twoDigits($0))" } ?? "")
        return .unreadable(Message("日历上没有\(zh)", "there is no \(en) in the calendar"))
    }

    private static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

    /// Excel writes a day that is formatted with its time as `2020/9/30 0:00`.
    private static func withoutMidnight(_ text: String) -> String {
        let trimmed = CellText.trimmed(text)
        for suffix in [" 0:00", " 00:00", " 0:00:00", " 00:00:00", "T00:00:00"] where trimmed.hasSuffix(suffix) {
            return String(trimmed.dropLast(suffix.count))
        }
        return trimmed
    }

    // MARK: numbers

    private static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 9 else { return nil }
        var value = 0
        for byte in digits {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private static func number(_ text: Substring) -> Int? { number(text.utf8) }

    private static func shortNumber(_ text: Substring) -> Int? { text.utf8.count <= 2 ? number(text) : nil }

    // MARK: reasons

    static func outOfRange(_ year: Int) -> Message {
        let (first, last) = (SheetDate.years.lowerBound, SheetDate.years.upperBound)
        return Message("年份 \(year) 不在 \(first) 至 \(last) 之间", "the year \(year) is not between \(first) and \(last)")
    }

    private static func ambiguous(_ year: Int, _ month: Int) -> Message {
        Message(
            "“\(month)月前”可以是上月底，也可以是本月底；请写成 \(year)年\(month)月底前",
            "“before month \(month)” may mean the end of the month before or of this one; write \(year)年\(month)月底前")
    }

    private static func why(_ text: String) -> Message {
        if let serial = number(Array(text.utf8)), (10_000...109_574).contains(serial) {
            let day = CalendarDate(dayNumber: serial - 25_569)
            return Message(
                "像是 Excel 的日期序号（可能是 \(day)）；请把这一列设为日期格式后再导出",
                "it looks like Excel's number of a day (perhaps \(day)); format the column as a date and export again")
        }
        return Message(
            "不是年月日俱全的日期；请写成 2020-09-30、2020.9.30、2020/9/30、2020年9月30日或2020年9月底",
            "it is not a date with year, month and day; write 2020-09-30, 2020.9.30, 2020/9/30 or 2020年9月30日")
    }
}
