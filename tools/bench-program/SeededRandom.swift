/// SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014): a seed makes the same ledger
/// on every machine.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) {
        state = UInt64(bitPattern: Int64(seed))
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }

    /// Sentences of an office, this many clauses of them.
    mutating func sentence(clauses: ClosedRange<Int>) -> String {
        (0..<Int.random(in: clauses, using: &self)).map { _ in SeededRandom.clauses.randomElement(using: &self) ?? "" }
            .joined(separator: "，") + "。"
    }

    private static let clauses = [
        "三会一课记录不规范", "会议记录补齐并归档", "逐笔核查报销手续", "已约谈相关责任人", "制度修订稿征求意见", "组织生活会按期召开", "信访件限时办结",
        "台账逐项核对", "经费支出公示", "支部书记带头整改", "第二次回头看发现反弹", "专题学习已完成", "群众满意度回访", "整改措施细化到人", "按季度通报进度",
        "巡察反馈问题对账销号",
    ]
}
