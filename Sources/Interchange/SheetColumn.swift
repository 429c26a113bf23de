import Ledger

/// What a column of a rectification sheet holds. The raw value is the name that `--map 列名=column` takes.
package enum SheetColumn: String, NamedColumn {
    case sequence, source, feedbackDate, category, description, manifestation, goal
    case measure, kind, leader, leadUnit, unit, owner, deadline, progress, status, evidence
    case verifier, closedOn

    /// The names that offices give it, the usual one first.
    package var names: [String] {
        switch self {
        case .sequence: ["序号", "编号", "问题编号", "问题序号", "No.", "No", "Number", "#", "ID"]
        case .source: ["问题来源", "来源", "反馈来源", "检查来源", "Round"]
        case .feedbackDate: ["反馈时间", "反馈日期", "发现时间", "发现日期", "Feedback on", "Found on", "Date found"]
        case .category: ["问题类别", "类别", "问题类型", "问题分类"]
        case .description:
            ["问题描述", "存在问题", "反馈问题", "问题", "存在的问题", "反馈的问题", "问题内容", "问题表述", "Finding", "Problem", "Issue"]
        case .manifestation: ["具体表现", "问题具体表现", "表现形式", "主要表现", "Details", "Detail"]
        case .goal: ["整改目标", "目标", "整改目标要求", "整改要求", "Objective", "Target"]
        case .measure: ["整改措施", "措施", "具体措施", "具体整改措施", "整改举措", "Action", "Corrective action"]
        case .kind: ["整改类别", "整改类型", "整改方式", "措施类别", "Measure kind", "Type of measure"]
        case .leader: ["责任领导", "牵头领导", "分管领导", "整改责任领导", "包抓领导", "Accountable leader"]
        case .leadUnit: ["牵头单位", "牵头部门", "牵头科室", "整改牵头单位", "Lead department"]
        case .unit:
            ["责任单位", "责任部门", "责任科室", "整改责任单位", "整改单位", "责任处室", "Responsible unit", "Department"]
        case .owner: ["责任人", "整改责任人", "直接责任人", "具体责任人", "Responsible person", "Responsible"]
        case .deadline: ["整改时限", "完成时限", "整改期限", "完成期限", "时限", "期限", "整改完成时限", "Due", "Due date", "Due on"]
        case .progress: ["整改进展", "整改情况", "进展情况", "整改进展情况", "进展", "整改落实情况", "落实情况"]
        case .status: ["完成情况", "整改状态", "状态", "整改完成情况", "完成状态", "State"]
        case .evidence: ["佐证材料", "佐证", "证明材料", "佐证资料", "印证材料", "支撑材料"]
        case .verifier: ["验收人", "审核人", "验收审核人", "审核验收人", "核验人", "Verified by"]
        case .closedOn: ["销号时间", "销号日期", "Closed", "Closed date", "Date closed", "Closure date"]
        }
    }

    /// Whether it says something about one measure rather than about the finding as a whole.
    var isOfMeasure: Bool {
        switch self {
        case .measure, .kind, .deadline, .progress, .status, .evidence: true
        default: false
        }
    }

    package static let telling = SheetColumn.description

    /// A list of problems alone needs no measures; but a deadline or progress without a measure belongs to nothing.
    package static func lacking(among columns: [SheetColumn]) -> (column: SheetColumn, because: SheetColumn)? {
        guard !columns.contains(.measure), let orphan = columns.first(where: \.isOfMeasure) else { return nil }
        return (.measure, orphan)
    }
}
