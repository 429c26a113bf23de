/// What a column of a sheet of activities (活动登记表) holds. The raw value is the name that `--map` takes.
package enum ActivityColumn: String, NamedColumn {
    case date, kind, branch, topic, expected, present, minutes, host, evidence, task, participants, content, person

    package var names: [String] {
        switch self {
        case .date: ["日期", "时间", "开展日期", "开展时间", "活动日期", "活动时间", "Held on"]
        case .kind: ["类别", "活动类别", "类型", "活动类型", "Type"]
        case .branch: ["党支部", "支部", "单位", "Unit"]
        case .topic: ["主题", "活动主题", "内容主题", "议题", "Subject"]
        case .expected: ["应到", "应到人数", "Due"]
        case .present: ["实到", "实到人数", "参加人数", "Came"]
        case .minutes: ["时长", "用时", "Duration"]
        case .host: ["主持", "主持人", "Led by"]
        case .evidence: ["佐证材料", "佐证", "材料", "证明材料"]
        case .task: ["关联任务序号", "任务序号", "任务号", "关联任务", "Tasks"]
        case .participants: ["参加党员", "参加人员编号", "党员编号", "Members"]
        case .content: ["内容", "谈话内容", "帮扶内容", "主要内容"]
        case .person: ["对象", "谈话对象", "帮扶对象"]
        }
    }

    package static let telling = ActivityColumn.kind
}
