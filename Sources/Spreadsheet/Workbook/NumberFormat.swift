import Ledger

/// What a person sees of a number, by the code of its format (ECMA-376 part 1, 18.8.31).
///
/// A day is always written as ISO 8601 has it, whatever its order: 2020-09-30, with the time where the format shows one
/// and it is not midnight. Where the format leaves the day out and it is the month's first, the month alone was meant:
/// 2020年9月. Percentages, fixed decimals, leading zeros and texts around the number are as they are shown; separators of
/// thousands, fractions, exponents and conditions are not: there it is the number itself.
struct NumberFormat: Equatable {
    private let sections: [FormatSection]

    static let general = NumberFormat("General")

    init(_ code: String) {
        sections = FormatSection.all(of: code)
    }

    func text(_ value: Double, _ days: DaySystem) -> String {
        let section = section(for: value)
        switch section.kind {
        case .general: return NumberFormat.plain(value)
        case .moment(let shown): return text(value, shown, days)
        case .number(let pattern):
            // A section of its own for what is below zero says by itself how that is shown.
            let hasOwnSign = value < 0 && sections.count > 1
            return text(value, pattern, withSign: !hasOwnSign)
        case .words(let words): return words
        }
    }

    private func section(for value: Double) -> FormatSection {
        if value < 0, sections.count > 1 { return sections[1] }
        if value == 0, sections.count > 2 { return sections[2] }
        return sections[0]
    }

    // MARK: numbers

    private static func plain(_ value: Double) -> String {
        let number = DecimalNumber(value)
        guard number.isShort else { return value.description }
        return (number.isNegative ? "-" : "") + number.text()
    }

    private func text(_ value: Double, _ pattern: FormatSection.Pattern, withSign: Bool) -> String {
        var number = DecimalNumber(value)
        guard number.isShort else { return NumberFormat.plain(value) }
        if pattern.isPercent { number.makePercent() }
        number.round(decimals: pattern.decimals)
        let sign = withSign && number.isNegative ? "-" : ""
        return sign + pattern.before + number.text(whole: pattern.whole, decimals: pattern.fixedDecimals)
            + pattern.behind
    }

    // MARK: days and times

    private func text(_ value: Double, _ shown: FormatSection.Moment, _ days: DaySystem) -> String {
        guard let moment = days.moment(value) else { return NumberFormat.plain(value) }
        guard shown.day || shown.month || shown.year else {
            // Hours that add up ([h]:mm) may pass a day.
            let hours = shown.isElapsed ? Int((value * 86_400).rounded()) / 3_600 : moment.seconds / 3_600
            return NumberFormat.time(hours, moment.seconds, always: shown.seconds)
        }
        if !shown.day, shown.month, shown.year, moment.isFirstOfMonth, !shown.time {
            let parts = moment.day.split(separator: "-")
            return "\(parts[0])年\(Int(parts[1]) ?? 0)月"
        }
        guard shown.time, moment.seconds > 0 else { return moment.day }
        return moment.day + " " + NumberFormat.time(moment.seconds / 3_600, moment.seconds, always: false)
    }

    private static func time(_ hours: Int, _ seconds: Int, always: Bool) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = two(hours) + ":" + two(seconds / 60 % 60)
        return always || seconds % 60 > 0 ? minutes + ":" + two(seconds % 60) : minutes
    }
}
