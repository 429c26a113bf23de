import Ledger
import ReadModels

extension Statistics {
    /// `7 项逾期，共 40 项；销号率 42.5%，按期完成率 61.0%`; rates that there are not are left out.
    var summary: Message {
        let counts = Message("\(overdue) 项逾期，共 \(total) 项", "\(overdue) overdue of \(total)")
        let rates = [(closure, "销号率", "closed"), (punctuality, "按期完成率", "on time")]
            .compactMap { rate, zh, en in rate.map { ("\(zh) \($0.text)", "\(en) \($0.text)") } }
        guard !rates.isEmpty else { return counts + Message("。", ".") }
        return counts
            + Message("；" + rates.map(\.0).joined(separator: "，"), "; " + rates.map(\.1).joined(separator: ", "))
    }

    /// The same of measures.
    var summaryOfMeasures: Message {
        let count = Message(
            "\(total) 个问题，\(measures) 条措施，已落实 \(measuresDone) 条",
            "\(total) finding\(total == 1 ? "" : "s"), \(measures) measure\(measures == 1 ? "" : "s"), \(measuresDone) done"
        )
        guard let rate = punctuality else { return count }
        return count + Message("；按期完成率 \(rate.text)", "; on time \(rate.text)")
    }
}
