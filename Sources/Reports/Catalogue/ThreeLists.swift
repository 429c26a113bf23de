import Ledger
import ReadModels
import Rectification

/// 三个清单: the same findings as a list of findings, of tasks and of responsibilities.
enum ThreeLists {
    static let type = ReportType(
        name: Message("三个清单", "lists"),
        title: title,
        about: Message("问题清单、任务清单、责任清单", "the list of findings, of tasks, of who is responsible"),
        make: make)

    private static let title = Message("问题清单、任务清单、责任清单", "Findings, tasks and responsibilities")

    @Sendable private static func make(_ request: ReportRequest) throws -> Report {
        let findings = try request.outlook.count(request.filter)
        return Report(
            title: title, subtitle: .list(request.filter.rounds.map(\.text)), facts: try request.facts(),
            sections: [
                ReportSection(Message("问题清单", "Findings"), [.table(problems(request, findings))]),
                ReportSection(Message("任务清单", "Tasks"), [.table(try tasks(request))]),
                ReportSection(Message("责任清单", "Responsibilities"), [.table(responsibilities(request, findings))]),
            ])
    }

    private static func problems(_ request: ReportRequest, _ count: Int) -> ReportTable {
        ReportTable(
            Message("问题清单", "Findings"),
            [
                .init(Message("编号", "No."), .key), .init(Message("来源", "Source")), .init(Message("问题类别", "Category")),
                .init(Message("问题", "Finding")), .init(Message("具体表现", "Details")),
                .init(Message("整改目标", "Goal")), .init(Message("所在单位", "Found in")),
                .init(Message("反馈日期", "Feedback on"), .date), .init(Message("状态", "Stage"), .key),
            ], count: count
        ) { body in
            try request.outlook.findings(request.filter) { row in
                let finding = try request.outlook.finding(row.number)
                try body([
                    .text(row.number.text), .text(row.round?.text ?? row.source), .text(row.category),
                    .text(row.description), .text(finding?.details), .text(finding?.goal), .text(finding?.unit?.text),
                    .date(finding?.feedbackOn), .text(row.stage.title),
                ])
            }
        }
    }

    private static func tasks(_ request: ReportRequest) throws -> ReportTable {
        ReportTable(
            Message("任务清单", "Tasks"),
            [
                .init(Message("编号", "No."), .key), .init(Message("措施", "Measure"), .integer),
                .init(Message("整改措施", "What is to be done")), .init(Message("整改方式", "Kind")),
                .init(Message("责任单位", "Units")), .init(Message("责任人", "Owner")),
                .init(Message("时限", "Due"), .date), .init(Message("灯", "Light"), .light),
                .init(Message("进度", "Progress"), .percent), .init(Message("完成日期", "Completed on"), .date),
                .init(Message("佐证（件）", "Evidence"), .integer),
            ], count: try request.outlook.countMeasures(request.filter)
        ) { body in
            try request.outlook.measures(request.filter) { row in
                try body([
                    .text(row.finding.text), .integer(row.number), .text(row.text), .text(row.kind.title),
                    .names(row.units.map(\.text)), .text(row.owner?.name), .date(row.deadline), .light(row.light),
                    .percent(row.percent.flatMap { Rate($0, 100) }), .date(row.completedOn), .count(row.evidence),
                ])
            }
        }
    }

    private static func responsibilities(_ request: ReportRequest, _ count: Int) -> ReportTable {
        ReportTable(
            Message("责任清单", "Responsibilities"),
            [
                .init(Message("编号", "No."), .key), .init(Message("问题", "Finding")), .init(Message("责任领导", "Leader")),
                .init(Message("牵头单位", "Lead unit")), .init(Message("责任单位", "Units")),
                .init(Message("责任人", "Owner")), .init(Message("时限", "Due"), .date),
                .init(Message("灯", "Light"), .light), .init(Message("状态", "Stage"), .key),
            ], count: count
        ) { body in
            try request.outlook.findings(request.filter) { row in
                try body([
                    .text(row.number.text), .text(row.description), .text(row.leader?.name),
                    .text(row.leadUnit?.text), .names(row.units.map(\.text)), .text(row.owner?.name),
                    .date(row.deadline), .light(row.light), .text(row.stage.title),
                ])
            }
        }
    }
}
