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
}
