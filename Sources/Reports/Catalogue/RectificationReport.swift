import Ledger
import ReadModels
import Rectification

/// 整改情况报告: what an office hands to whoever inspected it.
enum RectificationReport {
    static let type = ReportType(
        name: Message("整改情况报告", "rectification"),
        title: title,
        about: Message(
            "基本情况、整改成效、已完成和未完成的问题、建章立制、问责、满意度、公开、“回头看”、下一步",
            "counts, rates by category and unit, what is done and what is not, regulations, accountability, survey, "
                + "publication, look-backs, what comes next"),
        make: make)

    private static let title = Message("整改情况报告", "Report on rectification")

    @Sendable private static func make(_ request: ReportRequest) throws -> Report {
        let survey = try FindingSurvey(request)
        let outcomes = RoundOutcomes(request)
        return Report(
            title: title, subtitle: rounds(request.filter), facts: try request.facts(),
            sections: [
                ReportSection(Message("基本情况", "Summary"), try summary(request, survey, outcomes)),
                ReportSection(Message("整改成效", "Results"), try results(request)),
                ReportSection(Message("已完成整改的问题", "Findings closed"), [.table(try closed(request))]),
                ReportSection(Message("未完成整改的问题", "Findings open"), [.table(try open(request))]),
            ] + (try outcomes.sections()) + [
                ReportSection(
                    Message("“回头看”情况", "Look-backs"), try outcomes.lookBacks() + [.table(lookBacks(request))]),
                ReportSection(Message("下一步", "What comes next"), try next(request, survey)),
            ])
    }

    private static func rounds(_ filter: FindingFilter) -> Message? { .list(filter.rounds.map(\.text)) }
}

// MARK: - Summary

extension RectificationReport {
    private static func summary(
        _ request: ReportRequest, _ survey: FindingSurvey, _ outcomes: RoundOutcomes
    ) throws -> [ReportBlock] {
        let all = try request.outlook.statistics(request.filter)
        let counts = Message(
            "截至 \(request.day)，问题 \(all.total) 个，已销号 \(all.closed) 个，未销号 \(all.open) 个，其中逾期 \(all.overdue) 个；"
                + "整改措施 \(all.measures) 条，已落实 \(all.measuresDone) 条。",
            "By \(request.day): \(Message.counted(all.total, "", "finding", "findings").en), \(all.closed) closed and "
                + "\(all.open) open, \(all.overdue) of them overdue; "
                + "\(Message.counted(all.measures, "", "measure", "measures").en), \(all.measuresDone) of them done.")
        let rates: [ReportFact] = [
            (Message("整改完成率", "Completed"), all.completion), (Message("销号率", "Closed"), all.closure),
            (Message("按期完成率", "On time"), all.punctuality), (Message("逾期率", "Overdue"), all.lateness),
            (Message("反弹率", "Relapsed"), all.relapse),
        ].map { ReportFact($0, Message(verbatim: $1?.text ?? "–")) }
        var blocks: [ReportBlock] = [.paragraph(counts)]
        let rounds = try roundFacts(request)
        if !rounds.isEmpty { blocks.append(.facts(rounds)) }
        blocks.append(.facts(rates + (try outcomes.facts())))
        guard all.total > 0 else { return blocks }
        return blocks + [.chart(survey.stages), .chart(survey.course)]
    }

    private static func roundFacts(_ request: ReportRequest) throws -> [ReportFact] {
        let wanted = request.filter.rounds
        return try request.outlook.rounds().filter { wanted.contains($0.id) }.map { round in
            let parts = [
                round.id.text.contains(round.source) ? nil : Message(verbatim: round.source),
                round.body.map(Message.init(verbatim:)),
                round.feedbackOn.map { Message("\($0) 反馈", "feedback of \($0)") },
                round.intensiveUntil.map { Message("集中整改至 \($0)", "intensive until \($0)") },
                round.closedOn.map { Message("\($0) 结束", "closed on \($0)") },
            ]
            return ReportFact(
                Message(verbatim: round.id.text), .list(parts.compactMap { $0 }, "，", ", ") ?? Message(verbatim: ""))
        }
    }

    private static func results(_ request: ReportRequest) throws -> [ReportBlock] {
        let byCategory = try request.outlook.statistics(by: .category, request.filter)
        let byUnit = try request.outlook.statistics(by: .unit, request.filter)
        return [
            .chart(StatisticsBlocks.chart(of: byUnit, Message("各单位问题与销号", "Findings and closures by unit"))),
            .table(StatisticsBlocks.table(of: byUnit, Message("分单位", "By unit"), Message("责任单位", "Unit"))),
            .table(StatisticsBlocks.table(of: byCategory, Message("分类别", "By category"), Message("问题类别", "Category"))),
        ]
    }
}

// MARK: - Findings

extension RectificationReport {
    private static func closed(_ request: ReportRequest) throws -> ReportTable {
        let filter = request.filter.within([.closed])
        return ReportTable(
            Message("已完成", "Closed"),
            [
                .init(Message("编号", "No."), .key), .init(Message("问题", "Finding")), .init(Message("责任单位", "Units")),
                .init(Message("整改措施", "Measures")), .init(Message("整改结果", "Result")),
                .init(Message("佐证（件）", "Evidence"), .integer), .init(Message("验收人", "Verified by")),
                .init(Message("销号日期", "Closed on"), .date),
            ], count: try filter.map(request.outlook.count) ?? 0
        ) { body in
            guard let filter else { return }
            try request.outlook.findings(filter) { row in
                let finding = try request.outlook.finding(row.number)
                try body([
                    .text(row.number.text), .text(row.description), .names(row.units.map(\.text)),
                    .message(finding?.measureTexts), .message(finding?.results), .count(row.evidence),
                    .names(finding?.verifiers.map(\.name) ?? []), .date(row.closedOn),
                ])
            }
        }
    }

    private static func open(_ request: ReportRequest) throws -> ReportTable {
        let filter = request.filter.within(Finding.Stage.allCases.filter(\.isOpen))
        return ReportTable(
            Message("未完成", "Open"),
            [
                .init(Message("编号", "No."), .key), .init(Message("灯", "Light"), .light),
                .init(Message("问题", "Finding")),
                .init(Message("责任单位", "Units")), .init(Message("责任人", "Owner")), .init(Message("状态", "Stage"), .key),
                .init(Message("时限", "Due"), .date), .init(Message("逾期（天）", "Days late"), .integer),
                .init(Message("措施落实", "Measures done"), .key), .init(Message("进展与原因", "Progress and reasons")),
            ], count: try filter.map(request.outlook.count) ?? 0
        ) { body in
            guard let filter else { return }
            try request.outlook.findings(filter) { row in
                let finding = try request.outlook.finding(row.number)
                try body([
                    .text(row.number.text), .light(row.light), .text(row.description), .names(row.units.map(\.text)),
                    .text(row.owner?.name), .text(row.stage.title), .date(row.deadline), .count(row.overdueDays),
                    .text("\(row.measuresDone)/\(row.measures)"), .message(finding?.standing),
                ])
            }
        }
    }

    private static func lookBacks(_ request: ReportRequest) -> ReportTable {
        ReportTable(
            Message("回头看", "Look-backs"),
            [
                .init(Message("编号", "No."), .key), .init(Message("问题", "Finding")), .init(Message("责任单位", "Units")),
                .init(Message("查看日期", "Looked back on"), .date), .init(Message("结论", "Outcome")),
            ], count: 0
        ) { body in
            try request.outlook.findings(request.filter) { row in
                for look in try request.outlook.finding(row.number)?.lookBacks ?? [] {
                    try body([
                        .text(row.number.text), .text(row.description), .names(row.units.map(\.text)), .date(look.on),
                        .text(look.outcome.title),
                    ])
                }
            }
        }
    }

    private static func next(_ request: ReportRequest, _ survey: FindingSurvey) throws -> [ReportBlock] {
        var filter = request.filter
        filter.lights = [.yellow]
        let due = try request.outlook.count(filter)
        let late = Message.list(survey.lateUnits.map(\.text)).map { units in
            Message(
                "逾期的问题有 \(survey.late) 个，涉及\(units.zh)，须逐项说明原因并限期办结。",
                "\(Message.counted(survey.late, "", "finding is", "findings are").en) overdue, of \(units.en): each is to be "
                    + "explained and finished.")
        }
        let soon = Message(
            "\(DueLight.soon) 天内到期的问题有 \(due) 个。",
            "\(Message.counted(due, "", "finding is", "findings are").en) due within \(DueLight.soon) days.")
        let table = ReportTable(
            Message("即将到期", "Due soon"),
            [
                .init(Message("编号", "No."), .key), .init(Message("问题", "Finding")), .init(Message("责任单位", "Units")),
                .init(Message("责任人", "Owner")), .init(Message("时限", "Due"), .date),
            ], count: due
        ) { body in
            try request.outlook.findings(filter) { row in
                try body([
                    .text(row.number.text), .text(row.description), .names(row.units.map(\.text)),
                    .text(row.owner?.name), .date(row.deadline),
                ])
            }
        }
        return [late ?? Message("没有逾期的问题。", "Nothing is overdue."), soon].map(ReportBlock.paragraph)
            + (due > 0 ? [.table(table)] : [])
    }
}

// MARK: - A finding in words

extension Finding {
    /// Each measure on a line; with its number where there are several.
    fileprivate var measureTexts: Message? {
        .lines(measures.map { Message(verbatim: numbered($0) + $0.text) })
    }

    /// What came of each measure: the last report, and when it was completed.
    fileprivate var results: Message? {
        .lines(
            measures.map { measure in
                let end = measure.completedOn.map { Message("\($0) 完成", "completed on \($0)") } ?? measure.kind.title
                let report = measure.progress.last?.text ?? ""
                let colon = report.isEmpty ? Message("", "") : Message("：\(report)", ": \(report)")
                return Message(verbatim: numbered(measure)) + end + colon
            })
    }

    /// How far each unfinished measure is, and what was said of it.
    fileprivate var standing: Message? {
        guard !measures.isEmpty else { return Message("尚未制定整改措施", "no measure is planned yet") }
        return .lines(
            measures.filter { !$0.isDone }.map { measure in
                let parts = [
                    measure.percent.map { Message(verbatim: "\($0)%") },
                    measure.progress.last.map { Message(verbatim: $0.text) },
                    measure.extensions.last.map { Message("已延期至 \($0.until)", "extended until \($0.until)") },
                    measure.requestedDeadline.map { Message("申请延期至 \($0)", "extension asked until \($0)") },
                ].compactMap { $0 }.filter { !$0.zh.isEmpty }
                return Message(verbatim: numbered(measure))
                    + (.list(parts, "，", ", ") ?? Message("尚无进展报告", "no progress reported"))
            })
    }

    private func numbered(_ measure: Measure) -> String { measures.count > 1 ? "\(measure.number). " : "" }
}
