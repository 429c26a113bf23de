import Ledger

extension CalendarDate {
    /// A day that is named from today: `today` 今天 今日, `yesterday` 昨天, `tomorrow` 明天, `-30d`, `+15天`; nil where the text
    /// names none so.
    ///
    /// - Parameter text: without white space, narrow, in lower case.
    package init?(_ text: String, from today: CalendarDate) {
        switch text {
        case "today", "今天", "今日": self = today
        case "yesterday", "昨天", "昨日": self = today.adding(days: -1)
        case "tomorrow", "明天", "明日": self = today.adding(days: 1)
        default:
            // Five digits reach back for 273 years.
            guard let sign = text.first, sign == "-" || sign == "+", text.last == "d" || text.last == "天",
                case let digits = text.dropFirst().dropLast(), (1...5).contains(digits.utf8.count),
                digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let days = Int(digits)
            else { return nil }
            self = today.adding(days: sign == "-" ? -days : days)
        }
    }
}
