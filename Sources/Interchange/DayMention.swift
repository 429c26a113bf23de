import Ledger
import Spreadsheet

/// A month and a day that a free text names, with or without their year: 2月26日, 2020年3月18日.
struct DayMention {
    let year: Int?
    let month: Int
    let dayOfMonth: Int
    /// Where it stands among the text's scalars.
    let range: Range<Int>

    /// The mention whose 月 stands at `index`, or nil where a number is missing on one side of it, or where a year other
    /// than a written or the present one belongs to it (去年3月1日).
    init?(in text: [Unicode.Scalar], around index: Int) {
        guard let month = DayMention.numberBefore(index, in: text, digits: 1...2),
            let day = DayMention.numberAfter(index, in: text, digits: 1...2)
        else { return nil }
        let mark = DayMention.skipSpaces(text, from: day.range.upperBound, by: 1)
        guard text.indices.contains(mark), text[mark] == "日" else { return nil }
        let beforeMonth = DayMention.skipSpaces(text, from: month.range.lowerBound - 1, by: -1)
        var start = month.range.lowerBound
        var year: Int?
        if text.indices.contains(beforeMonth), text[beforeMonth] == "年" {
            if let written = DayMention.numberBefore(beforeMonth, in: text, digits: 4...4) {
                year = written.value
                start = written.range.lowerBound
            } else {
                let isPresent = beforeMonth > 0 && ["今", "当", "本"].contains(text[beforeMonth - 1])
                guard isPresent else { return nil }
            }
        }
        self.year = year
        self.month = month.value
        dayOfMonth = day.value
        range = start..<(mark + 1)
    }

    /// The first day on or after `start` that it may mean, or nil.
    func day(onOrAfter start: CalendarDate) -> CalendarDate? {
        let years = year.map { [$0] } ?? [start.year, start.year + 1]
        for year in years where SheetDate.years.contains(year) {
            if let day = CalendarDate(year: year, month: month, day: dayOfMonth), day >= start { return day }
        }
        return nil
    }

    private typealias Number = (value: Int, range: Range<Int>)

    private static func numberBefore(_ index: Int, in text: [Unicode.Scalar], digits: ClosedRange<Int>) -> Number? {
        let end = skipSpaces(text, from: index - 1, by: -1) + 1
        var start = end
        while start > 0, digit(text[start - 1]) != nil, end - start <= digits.upperBound { start -= 1 }
        return number(text, start..<end, digits)
    }

    private static func numberAfter(_ index: Int, in text: [Unicode.Scalar], digits: ClosedRange<Int>) -> Number? {
        let start = skipSpaces(text, from: index + 1, by: 1)
        var end = start
        while end < text.count, digit(text[end]) != nil, end - start <= digits.upperBound { end += 1 }
        return number(text, start..<end, digits)
    }

    private static func number(_ text: [Unicode.Scalar], _ range: Range<Int>, _ digits: ClosedRange<Int>) -> Number? {
        guard digits.contains(range.count) else { return nil }
        return (text[range].reduce(0) { $0 * 10 + (digit($1) ?? 0) }, range)
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        let value = CellText.narrow(scalar).value
        return (0x30...0x39).contains(value) ? Int(value) - 0x30 : nil
    }

    /// At most four, so that a text of nothing but spaces and 月 is still read in linear time.
    private static func skipSpaces(_ text: [Unicode.Scalar], from start: Int, by step: Int) -> Int {
        var index = start
        for _ in 0..<4 where text.indices.contains(index) && CellText.isSpace(text[index]) { index += step }
        return index
    }
}
