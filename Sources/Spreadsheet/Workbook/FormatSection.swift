/// One of the up to four parts of a format's code: for what is above zero, below it, zero itself, and texts.
struct FormatSection: Equatable {
    /// Which parts of a day and a time are shown.
    struct Moment: Equatable {
        var year = false
        var month = false
        var day = false
        var time = false
        var seconds = false
        var isElapsed = false
    }

    /// Digits with what stands before and behind them.
    struct Pattern: Equatable {
        var before = ""
        var behind = ""
        /// At least so many digits before the point, and at most and at least so many behind it.
        var whole = 0
        var decimals = 0
        var fixedDecimals = 0
        var isPercent = false
    }

    enum Kind: Equatable {
        case general
        case moment(Moment)
        case number(Pattern)
        /// No digits at all: only this is shown.
        case words(String)
    }

    let kind: Kind

    static func all(of code: String) -> [FormatSection] {
        var reader = FormatCode(code)
        var sections: [FormatSection] = []
        while let tokens = reader.section() { sections.append(FormatSection(tokens)) }
        return sections.isEmpty ? [FormatSection([])] : sections
    }

    private init(_ tokens: [FormatCode.Token]) {
        if tokens.isEmpty || tokens.contains(.general) || tokens.contains(.condition) {
            kind = .general
        } else if let moment = FormatSection.moment(tokens) {
            kind = .moment(moment)
        } else {
            kind = FormatSection.number(tokens)
        }
    }

    /// A letter of a day or a time makes it one.
    private static func moment(_ tokens: [FormatCode.Token]) -> Moment? {
        var out = Moment()
        var hasMonthOrMinute = false
        var isOne = false
        for token in tokens {
            guard case .moment(let letter, let count) = token else {
                if token == .elapsed { (isOne, out.time, out.isElapsed) = (true, true, true) }
                continue
            }
            isOne = true
            switch letter {
            case "y", "e", "b", "g": out.year = true
            case "d": if count <= 2 { out.day = true }
            case "h": out.time = true
            case "s": (out.time, out.seconds) = (true, true)
            case "a": break
            default: hasMonthOrMinute = true
            }
        }
        // m beside hours or seconds alone is minutes.
        out.month = hasMonthOrMinute && (!out.time || out.year || out.day)
        return isOne ? out : nil
    }

    private static func number(_ tokens: [FormatCode.Token]) -> Kind {
        var pattern = Pattern()
        var hasDigits = false
        var isClosed = false
        var isBehindPoint = false
        var isScaled = false
        for token in tokens {
            switch token {
            case .digit(let isFixed):
                // Digits in two places (000-0000) are no number any more that one could write so.
                guard !isClosed else { return .general }
                (hasDigits, isScaled) = (true, false)
                if isBehindPoint {
                    pattern.decimals += 1
                    if isFixed { pattern.fixedDecimals = pattern.decimals }
                } else if isFixed {
                    pattern.whole += 1
                }
            case .point:
                if isScaled { return .general }
                (isBehindPoint, hasDigits) = (true, true)
            case .percent:
                pattern.isPercent = true
                if hasDigits {
                    (pattern.behind, isClosed) = (pattern.behind + "%", true)
                } else {
                    pattern.before += "%"
                }
            case .words(let words):
                if hasDigits {
                    (pattern.behind, isClosed) = (pattern.behind + words, true)
                } else {
                    pattern.before += words
                }
            // Between digits it only parts them; behind the last one it divides by a thousand.
            case .thousands: isScaled = true
            case .unwritable, .general, .condition, .elapsed, .moment: return .general
            }
        }
        if isScaled { return .general }
        return hasDigits ? .number(pattern) : .words(pattern.before)
    }
}
