import Ledger

// Rounds that the office makes itself: a category across units (日常督导检查), and closed findings again (“回头看”).

/// What routine supervision looks at, and where.
package struct RoundScoped: Payload {
    package static let type = "taizhang.round.scoped.v1"
    package static let about = Message("确定督导检查范围", "the scope of routine supervision was set")

    package var category = ""
    package var units: [UnitID] = []

    package init() {}

    package init(_ category: String, units: [UnitID]) {
        self.category = category
        self.units = units
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("category", &category, Message("问题类别", "category"))
        try p.ids("units", &units, Message("检查单位", "units to be checked"))
    }
}

package struct RoundChecked: Payload {
    package enum Outcome: String, Choice {
        case none, found

        package var title: Message { self == .none ? Message("未发现", "nothing found") : Message("发现问题", "found") }
    }

    package static let type = "taizhang.round.checked.v1"
    package static let about = Message("检查一个单位", "a unit was checked")

    /// The finding that was registered of it.
    package var finding: FindingNumber?
    package var note: String?
    package var outcome = Outcome.none
    package var unit: UnitID?

    package init() {}

    package init(_ unit: UnitID, _ outcome: Outcome, finding: FindingNumber? = nil, note: String? = nil) {
        self.unit = unit
        self.outcome = outcome
        self.finding = finding
        self.note = note
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("finding", &finding, Message("登记的问题", "finding"))
        try p.text("note", &note, Message("检查情况", "what was seen"))
        try p.choice("outcome", &outcome, Message("结果", "outcome"))
        try p.id("unit", &unit, Message("单位", "unit"))
    }
}

/// Which closed findings a look-back looks at, and how they were chosen (docs/decisions/0010).
package struct RoundSampled: Payload {
    package enum Method: String, Choice {
        case all, risk, random

        package var title: Message {
            switch self {
            case .all: Message("全部", "all")
            case .risk: Message("按风险", "by risk")
            case .random: Message("随机", "random")
            }
        }
    }

    package static let type = "taizhang.round.sampled.v1"
    package static let about = Message("抽取“回头看”问题", "findings were drawn for a look-back")

    /// The rounds whose closed findings were drawn from.
    package var from: [RoundID] = []
    package var method = Method.all
    /// All closed findings that were drawn from, by number.
    package var population: [FindingNumber] = []
    package var sample: [FindingNumber] = []
    package var seed: String?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.ids("from", &from, Message("来源轮次", "rounds drawn from"))
        try p.choice("method", &method, Message("抽取方法", "how"))
        try p.ids("population", &population, Message("总体", "population"))
        try p.ids("sample", &sample, Message("样本", "sample"))
        try p.text("seed", &seed, Message("种子", "seed"))
    }
}

extension RoundSampled {
    /// A random sample that anybody can draw again: the numbers in the order of SHA-256(seed, line feed, number) as
    /// hexadecimal digits, the first so many of them (docs/decisions/0010).
    package static func random(
        _ count: Int, of population: [FindingNumber], seed: String
    ) -> [FindingNumber] {
        let ordered = population.map { (Digest.sha256("\(seed)\n\($0)".utf8).hex, $0) }.sorted { $0 < $1 }
        return ordered.prefix(count).map(\.1)
    }
}
