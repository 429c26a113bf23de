/// What a column of a work plan's sheet (工作计划任务分解表) holds. The raw value is the name that `--map` takes.
package enum PlanColumn: String, NamedColumn {
    case number, item, text, unit, owner, from, until, frequency, expects, regulation

    package var names: [String] {
        switch self {
        case .number: ["序号", "任务序号", "编号", "No.", "No", "#"]
        case .item: ["计划条目", "条目", "工作要点", "重点工作", "项目", "Plan item"]
        case .text: ["任务", "具体任务", "工作任务", "任务内容", "主要任务", "Task", "What"]
        case .unit: ["责任单位", "责任部门", "责任科室", "牵头单位", "承办单位", "Responsible unit", "Department"]
        case .owner: ["责任人", "负责人", "具体责任人", "Responsible person"]
        case .from: ["开始", "开始时间", "开始日期", "起始时间", "启动时间", "Start", "Begins"]
        case .until: ["截止", "截止时间", "截止日期", "完成时限", "完成时间", "时限", "End", "Due", "Deadline"]
        case .frequency: ["频次", "频率", "周期", "How often"]
        case .expects: ["成果与佐证", "成果", "佐证", "佐证材料", "成果形式", "完成标志", "Evidence"]
        case .regulation: ["关联制度", "制度", "依据", "制度依据", "Rules"]
        }
    }

    package static let telling = PlanColumn.text
}
