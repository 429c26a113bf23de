import Ledger

/// From when the office escalates, and what it calls a common problem (`domain.md`: 催办 / 督办 / 挂牌督办 / 通报; derived).
package struct Thresholds: Equatable, Sendable {
    /// Days overdue from which each level is proposed.
    package var reminderDays = 1
    package var noticeDays = 15
    package var listedDays = 30
    package var circularDays = 60
    /// In how many units a category is a common problem.
    package var commonUnits = 3
    /// Within how many months a category that is found again is one.
    package var commonMonths = 12

    package init() {}

    package func days(for level: Supervision.Level) -> Int {
        switch level {
        case .reminder: reminderDays
        case .notice: noticeDays
        case .listed: listedDays
        case .circular: circularDays
        }
    }

    /// - Throws: E-THRESHOLDS.
    func requireSound() throws(Fault) {
        let days = Supervision.Level.allCases.map(days(for:))
        guard days[0] >= 1, zip(days, days.dropFirst()).allSatisfy({ $0 < $1 }) else {
            let list = days.map(String.init)
            throw .thresholds(
                Message("各级督办的天数须逐级增加，从 1 天起。", "The days of the levels rise one by one, from 1."),
                Message("得到：\(list.joined(separator: "、"))。", "They would be: \(list.joined(separator: ", "))."))
        }
        guard commonUnits >= 2, (1...120).contains(commonMonths) else {
            throw .thresholds(
                Message(
                    "共性问题的单位数至少 2，月数 1 到 120。", "A common problem takes at least 2 units, and 1 to 120 months."),
                Message(
                    "得到：\(commonUnits) 个单位，\(commonMonths) 个月。",
                    "They would be: \(commonUnits) units, \(commonMonths) months."))
        }
    }
}

package struct ThresholdsAdopted: Payload {
    package static let type = "taizhang.thresholds.adopted.v1"
    package static let about = Message(
        "确定督办和共性问题的界限", "the thresholds of supervision and of common problems were adopted")
    package static let needsReason = true

    package var thresholds = Thresholds()

    package init() {}
    package init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("circulardays", &thresholds.circularDays, Message("通报（逾期天数）", "circular, days overdue"))
        try p.integer("commonmonths", &thresholds.commonMonths, Message("再次发现（月数）", "found again, months"))
        try p.integer("commonunits", &thresholds.commonUnits, Message("共性问题（单位数）", "common problem, units"))
        try p.integer("listeddays", &thresholds.listedDays, Message("挂牌督办（逾期天数）", "listed supervision, days overdue"))
        try p.integer("noticedays", &thresholds.noticeDays, Message("督办（逾期天数）", "supervision notice, days overdue"))
        try p.integer("reminderdays", &thresholds.reminderDays, Message("催办（逾期天数）", "reminder, days overdue"))
    }
}

extension Fault {
    fileprivate static func thresholds(_ message: Message, _ state: Message) -> Fault {
        Fault("E-THRESHOLDS", .refused, message, state: state, remedy: Message("改正数目。", "Correct the numbers."))
    }
}
