import Ledger

/// How much is done, how fast it goes and how long it will go on.
struct Pace: Sendable {
    var completed: Int
    var total: Int
    var elapsed: Duration
    var unit: Message

    /// From 0 to 100, rounded down: 100 is all of it.
    var percent: Int {
        Int(min(max(Double(completed) / Double(max(total, 1)), 0), 1) * 100)
    }

    /// `1,234 条/秒  剩余 12 秒`.
    func text(_ language: Language) -> String {
        let words = rate + Message(verbatim: "  ") + Message("剩余 ", "") + remaining + Message("", " left")
        return words.text(language)
    }

    private var rate: Message {
        let perSecond = Double(completed) / max(seconds, 0.001)
        let number = perSecond < 10 ? tenths(perSecond) : grouped(Int(min(perSecond, 1e15)))
        return Message("\(number) \(unit.zh)/秒", "\(number) \(unit.en)/s")
    }

    private var remaining: Message {
        guard completed > 0 else { return Message(verbatim: "?") }
        let left = seconds / Double(completed) * Double(max(total - completed, 0))
        let whole = Int(min(left.rounded(.up), 1e9))
        switch whole {
        case ..<60: return Message("\(whole) 秒", "\(whole) s")
        case ..<3_600: return Message("\(whole / 60) 分 \(whole % 60) 秒", "\(whole / 60) min \(whole % 60) s")
        default:
            let minutes = whole / 60
            return Message("\(minutes / 60) 小时 \(minutes % 60) 分", "\(minutes / 60) h \(minutes % 60) min")
        }
    }

    private var seconds: Double {
        Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }

    private func tenths(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

/// A count with its thousands set apart: `12,345`.
func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var out = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
        out.append(digit)
    }
    return number < 0 ? "-" + out : out
}
