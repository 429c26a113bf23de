import Ledger

/// One item of a rule set: what is counted, how many points each is worth, and up to how many in a period.
package struct PointRule: Properties {
    package enum Sign: String, Choice {
        case add, deduct

        package var title: Message {
            self == .add ? Message("加", "add") : Message("减", "deduct")
        }
    }

    package enum Period: String, Choice {
        case quarter, year

        package var title: Message {
            self == .quarter ? Message("季度", "quarter") : Message("年度", "year")
        }
    }

    /// The most points that it brings, or takes, in a period; nil: without limit.
    package var cap: Int?
    package var counts = Counting.manual
    package var item = ""
    /// The kinds of activity that it counts.
    package var kinds: [String] = []
    package var note: String?
    package var period = Period.quarter
    package var sign = Sign.add
    package var value = 0

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("cap", &cap, Message("上限", "cap"))
        try p.choice("counts", &counts, Message("如何计", "how it is counted"))
        try p.text("item", &item, Message("条目", "item"))
        try p.texts("kinds", &kinds, Message("活动类别", "kinds of activity"))
        try p.text("note", &note, Message("说明", "note"))
        try p.choice("period", &period, Message("周期", "period"))
        try p.choice("sign", &sign, Message("加减分", "sign"))
        try p.integer("value", &value, Message("分值", "points"))
    }

    /// Points with their sign: at most the cap.
    ///
    /// - Parameter given: what closed quarters have been given already, which a lower cap does not take back.
    func points(_ raw: Int, given: Int = 0) -> Int {
        // What is counted on an item, adjustments to it among that, never turns its sign around.
        let capped = min(max(0, sign == .add ? raw : -raw), max(cap ?? Int.max, abs(given)))
        return sign == .add ? capped : -capped
    }

    /// What one occurrence is worth, with its sign.
    var worth: Int { sign == .add ? value : -value }
}

/// What of the ledger an item counts.
package enum Counting: String, Choice {
    case base, participation, audience, hosting, measureontime, measureoverdue, relapse, taskontime, manual

    package var title: Message {
        switch self {
        case .base: Message("季初在册", "member on the first day")
        case .participation: Message("参加活动", "took part")
        case .audience: Message("听讲（主讲人不计）", "listened, the lecturer not")
        case .hosting: Message("主持或主讲", "held it")
        case .measureontime: Message("措施按期完成并验收", "measure done in time, verified")
        case .measureoverdue: Message("措施逾期", "measure overdue")
        case .relapse: Message("已销号问题反弹", "closed finding relapsed")
        case .taskontime: Message("任务按期完成", "task done in time")
        case .manual: Message("人工登记", "entered by hand")
        }
    }

    /// Whether it asks of what kind the activity was.
    package var isOfActivities: Bool { self == .participation || self == .audience || self == .hosting }
}

extension PointRule {
    /// How an item of this name is counted, where the name says it; else by hand. It is shown for confirmation when the
    /// rules are adopted, and can be set otherwise.
    package static func counting(of item: String) -> (counts: Counting, kinds: [String]) {
        let fixed: [String: (Counting, [String])] = [
            "季度基础分": (.base, []), "基础分": (.base, []), "整改措施按期完成": (.measureontime, []),
            "整改措施逾期": (.measureoverdue, []), "已销号问题反弹": (.relapse, []), "任务按期完成": (.taskontime, []),
            "双报到志愿服务": (.participation, ["双报到志愿服务"]),
        ]
        if let known = fixed[item] { return known }
        for (prefix, counts) in [("参加", Counting.participation), ("听", .audience), ("主讲", .hosting)]
        where item.hasPrefix(prefix) && item.count > prefix.count {
            return (counts, kinds(of: String(item.dropFirst(prefix.count))))
        }
        return (.manual, [])
    }

    /// People say 党员大会 for 支部党员大会, and 党课 for 支部党课.
    private static func kinds(of name: String) -> [String] {
        let bare = name.hasPrefix("支部") ? String(name.dropFirst(2)) : name
        return bare == "党课" || bare == "党员大会" ? ["支部" + bare, bare] : [name]
    }
}
