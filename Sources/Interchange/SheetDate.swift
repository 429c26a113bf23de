import Ledger
import ReadModels
import Spreadsheet

/// What a date cell of a rectification sheet says: a day, a word in its place, nothing, or nothing that can be read.
package enum SheetDate: Equatable, Sendable {
    case none
    case day(CalendarDate)
    /// 立行立改: to be done at once.
    case immediate
    /// 长期坚持: kept up, with reviews instead of an end.
    case sustained
    case invalid(Message)

    /// Reads a cell: the day forms of `ux.md: dates` (a month alone, 2020年9月底前, is its last day), 立行立改 and
    /// 长期坚持. Full-width forms, white space and a trailing 前 or 完成 do not matter. Years 1949 to 2199.
    package static func read(_ cell: String) -> SheetDate {
        if let day = CalendarDate(cell), years.contains(day.year) { return .day(day) }
        let text = CellText.compact(cell)
        if text.isEmpty { return .none }
        if let word = words[text.lowercased()] { return word }
        switch WrittenDay(cell) {
        case .day(let day, _): return .day(day)
        case .unreadable(let why): return .invalid(why)
        }
    }

    /// Whether the cell names a month or a year and leaves the day open; `read` takes the last one.
    package static func leavesDayOpen(_ cell: String) -> Bool {
        if case .day(_, dayGiven: false) = WrittenDay(cell) { return true }
        return false
    }

    /// Reads a date option of the command line: a day form, or a day named from today (`today`, 昨天, `-30d`, `+15d`).
    /// Throws `E-USAGE-DATE`.
    package static func command(_ text: String, today: CalendarDate) throws(Fault) -> CalendarDate {
        let compact = CellText.compact(text).lowercased()
        if let day = CalendarDate(compact, from: today) {
            guard years.contains(day.year) else { throw wrongOption(text, WrittenDay.outOfRange(day.year)) }
            return day
        }
        switch WrittenDay(text) {
        case .day(let day, _): return day
        case .unreadable(let why): throw wrongOption(text, why)
        }
    }

    /// The first day that a free text names in full (2月26日补学完毕, 2020年3月18日…) on or after the given one, and the
    /// words that name it. Where the year is not written it is the given day's, or the next one. A month alone
    /// (7月、10月各抽查1次), a day of another year (去年3月1日) and a day that does not exist are passed over.
    package static func firstDay(
        inText text: String, onOrAfter start: CalendarDate
    ) -> (day: CalendarDate, quoted: String)? {
        let scalars = Array(text.unicodeScalars)
        for index in scalars.indices where scalars[index] == "月" {
            guard let mention = DayMention(in: scalars, around: index), let day = mention.day(onOrAfter: start) else {
                continue
            }
            var quoted = String.UnicodeScalarView()
            quoted.append(contentsOf: scalars[mention.range])
            return (day, String(quoted))
        }
        return nil
    }

    static let years = 1949...2199

    private static let words: [String: SheetDate] = [
        "立行立改": .immediate, "立即整改": .immediate, "即知即改": .immediate, "立知立改": .immediate,
        "immediate": .immediate, "immediately": .immediate,
        "长期坚持": .sustained, "长期": .sustained, "长期整改": .sustained, "持续整改": .sustained,
        "持续推进": .sustained, "持续坚持": .sustained, "sustained": .sustained, "ongoing": .sustained,
        "longterm": .sustained, "long-term": .sustained,
    ]

    private static func wrongOption(_ text: String, _ why: Message) -> Fault {
        let shown = CellText.excerpt(text, limit: 60)
        return Fault(
            "E-USAGE-DATE", .usage,
            Message("日期“\(shown)”读不懂：\(why.zh)。", "The date “\(shown)” cannot be read: \(why.en)."),
            remedy: Message(
                "写成 2020-09-30、2020.9.30、2020/9/30、2020年9月底前、今天、昨天、-30d 或 +15d。",
                "Write 2020-09-30, 2020.9.30, 2020/9/30, 2020年9月底前, today, yesterday, -30d or +15d."))
    }
}
