/// What a column of a sheet of rules for points (积分规则表) holds. The raw value is the name that `--map` takes.
package enum RuleColumn: String, NamedColumn {
    case item, sign, value, cap, period, note

    package var names: [String] {
        switch self {
        case .item: ["条目", "项目", "积分项目", "积分条目", "Rule"]
        case .sign: ["加减分", "加减", "加/减", "Sign"]
        case .value: ["分值", "分数", "每次分值", "Points"]
        case .cap: ["上限", "最高分", "封顶", "Cap", "Maximum"]
        case .period: ["周期", "计分周期", "考核周期"]
        case .note: ["说明", "备注", "计分说明", "Remark"]
        }
    }

    package static let telling = RuleColumn.item
}
