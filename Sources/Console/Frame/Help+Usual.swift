import ArgumentParser

extension ArgumentHelp {
    /// The finding that a command is about.
    static var findingNumber: ArgumentHelp { help("编号，如 2020-015", "the finding, such as 2020-015", "编号|NUMBER") }
    /// The measure that a command is about.
    static var measureNumber: ArgumentHelp {
        help("措施序号，从 1 起", "the measure's number within its finding, from 1", "措施|MEASURE")
    }
    static var evidence: ArgumentHelp {
        help("佐证材料，可多次给出", "evidence; may be repeated", "名目=文件|KIND=FILE")
    }
    static var approver: ArgumentHelp {
        help("同意此事的审批人，不能是经办人", "the approver who agrees, someone else", "职务|ACTOR")
    }
    static var activity: ArgumentHelp { help("活动编号，如 2020-001", "the activity, such as 2020-001", "编号|NUMBER") }
    static var plan: ArgumentHelp { help("工作计划，如 2020年下半年", "the work plan, such as 2020-h2", "计划|PLAN") }
    static var task: ArgumentHelp { help("任务号，如 2020年下半年-15", "the task, such as 2020-h2-15", "任务|TASK") }
    static var duty: ArgumentHelp { help("经常性工作，如 支委会", "the duty, such as committee", "名称|DUTY") }
    static var concern: ArgumentHelp { help("编号，如 2020-001", "the concern, such as 2020-001", "编号|NUMBER") }
}
