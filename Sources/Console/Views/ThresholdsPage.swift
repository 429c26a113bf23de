import Ledger
import Rectification

/// From when the office escalates, and what it calls a common problem.
struct ThresholdsPage: Answer {
    var thresholds: Thresholds
    /// Nil while they are the usual ones.
    var since: CalendarDate?

    func text(on screen: Screen, _ language: Language) -> String {
        var facts = Facts()
        for level in Supervision.Level.allCases {
            let days = thresholds.days(for: level)
            facts.add(
                level.title.capitalized,
                Message("逾期 \(days) 天起", "from \(days) day\(days == 1 ? "" : "s") overdue"))
        }
        facts.add(
            Message("共性问题", "Common problem"),
            Message(
                "在 \(thresholds.commonUnits) 个以上单位发现，或 \(thresholds.commonMonths) 个月内再次发现",
                "found in \(thresholds.commonUnits) units or more, or again within \(thresholds.commonMonths) months"))
        facts.add(
            Message("确定", "Adopted"),
            since.map { Message(verbatim: $0.description) } ?? Message("未调整过，沿用常例", "never; these are the usual ones"))
        return facts.text(on: screen, language)
    }

    var json: JSONValue {
        [
            "reminderDays": .integer(thresholds.reminderDays), "noticeDays": .integer(thresholds.noticeDays),
            "listedDays": .integer(thresholds.listedDays), "circularDays": .integer(thresholds.circularDays),
            "commonUnits": .integer(thresholds.commonUnits), "commonMonths": .integer(thresholds.commonMonths),
            "adoptedOn": .text(since),
        ]
    }
}
