import Ledger
import ReadModels
import Rectification

/// 工作计划完成情况: what of a work plan is done, and what is missing.
enum WorkPlanReport {
    static let type = ReportType(
        name: Message("工作计划完成情况", "work-plan"),
        title: title,
        about: Message(
            "条目、任务、经常性工作按月按单位的办理情况，缺什么（有几份计划时写明哪一份）",
            "items, tasks, recurring duties by month and unit, what is missing (which plan, where there are several)"),
        subject: Message("计划", "PLAN"),
        make: make)

    private static let title = Message("工作计划完成情况", "How the work plan stands")

    @Sendable private static func make(_ request: ReportRequest) throws -> Report {
        try request.requireNoFilter()
        let plan = try chosen(request)
        let name = Listing.plans.value("name", plan).text ?? ""
        let span = try Span(plan, request.day)
        let of = ListingQuery(["plan": [.text(name)]])
        let tasks = try request.outlook.rows(of: .tasks, of)
        let duties = try request.outlook.rows(of: .dutyPeriods).filter(span.holds)
        var sections = [
            ReportSection(Message("总体情况", "Overview"), try overview(plan, of, tasks, request)),
            ReportSection(
                Message("计划条目", "Items"),
                [
                    .table(
                        try ReportTable(
                            .planItems, of, from: request.outlook,
                            fields: [
                                "number", "light", "title", "tasks", "done", "overdue", "periods", "met", "due",
                            ]))
                ]),
            ReportSection(
                Message("任务", "Tasks"),
                [
                    .table(
                        try ReportTable(
                            .tasks, of, from: request.outlook,
                            fields: [
                                "number", "item", "light", "text", "units", "owner", "frequency", "periods", "met",
                                "missed", "standing", "due",
                            ]))
                ]),
        ]
        if !duties.isEmpty {
            sections.append(
                ReportSection(Message("经常性工作", "Recurring duties"), try grids(duties, span, request)))
        }
        sections.append(ReportSection(Message("缺什么", "What is missing"), try missing(tasks, duties, request)))
        return Report(
            title: title, subtitle: Message(verbatim: Listing.plans.value("title", plan).text ?? name),
            facts: try request.facts(range: Message("工作计划 \(name)", "work plan \(name)"), facts(plan)),
            sections: sections)
    }

    /// The plan that is asked for, or the only one there is.
    private static func chosen(_ request: ReportRequest) throws -> ListingRow {
        let plans = try request.outlook.rows(of: .plans)
        let name = { (row: ListingRow) in Listing.plans.value("name", row).text ?? "" }
        if let subject = request.order.subject {
            guard let plan = plans.first(where: { name($0) == subject }) else { throw Fault.noPlan(subject) }
            return plan
        }
        guard let plan = plans.first else { throw Fault.noPlan(nil) }
        guard plans.count == 1 else { throw Fault.severalPlans(plans.map(name)) }
        return plan
    }

    private static func facts(_ plan: ListingRow) -> [ReportFact?] {
        let day = { (name: String) in Listing.plans.day(name, plan)?.description }
        return [
            ReportFact(
                Message("起止", "Runs"),
                Message("\(day("from") ?? "") 至 \(day("until") ?? "")", "\(day("from") ?? "") to \(day("until") ?? "")")
            ),
            ReportFact(Message("通过", "Adopted on"), optional: day("adoptedOn")),
            ReportFact(Message("文件", "Document"), optional: Listing.plans.value("document", plan).text),
            ReportFact(Message("结束", "Ended on"), optional: day("endedOn")),
        ]
    }

    /// The days of a plan.
    private struct Span {
        var from: CalendarDate
        var until: CalendarDate

        init(_ plan: ListingRow, _ day: CalendarDate) throws {
            from = Listing.plans.day("from", plan) ?? day
            until = Listing.plans.day("until", plan) ?? day
        }

        /// Whether a period of a duty ends within it, or was met within it.
        func holds(_ row: ListingRow) -> Bool {
            let duties = Listing.dutyPeriods
            guard let end = duties.day("metOn", row) ?? duties.day("until", row) else { return false }
            return from <= end && end <= until
        }
    }
}

// MARK: - Overview

extension WorkPlanReport {
    private static func overview(
        _ plan: ListingRow, _ of: ListingQuery, _ tasks: [ListingRow], _ request: ReportRequest
    ) throws -> [ReportBlock] {
        let items = try request.outlook.rows(of: .planItems, of)
        var standings: [TaskStanding: Int] = [:]
        for row in tasks {
            let standing = Listing.tasks.value("standing", row).text.flatMap { TaskStanding(rawValue: $0) }
            if let standing { standings[standing, default: 0] += 1 }
        }
        let counted = TaskStanding.allCases.filter { $0 != .withdrawn && standings[$0] != nil }
        let total = counted.reduce(0) { $0 + (standings[$1] ?? 0) }
        let parts = Message.list(
            counted.map { Message("\($0.title.zh) \(standings[$0] ?? 0) 项", "\(standings[$0] ?? 0) \($0.title.en)") },
            "，", ", ")
        let sum = { (name: String) in items.reduce(0) { $0 + Listing.planItems.integer(name, $1) } }
        let withdrawn = standings[.withdrawn].map {
            Message("（另有 \($0) 项已撤销，不计）", " (\($0) withdrawn, not counted)")
        }
        let first =
            Message(
                "截至 \(request.day)，计划 \(items.count) 条，任务 \(total) 项",
                "By \(request.day): \(Message.counted(items.count, "", "item", "items").en), "
                    + Message.counted(total, "", "task", "tasks").en)
            + (parts.map { Message("：", ": ") + $0 } ?? Message("", "")) + (withdrawn ?? Message("", ""))
            + Message(
                "。各项任务共 \(sum("periods")) 期，已有佐证 \(sum("met")) 期。",
                ". Of \(Message.counted(sum("periods"), "", "period", "periods").en) of these tasks, "
                    + "\(sum("met")) have something to show.")
        var blocks: [ReportBlock] = [.paragraph(first), .paragraph(lights(items))]
        if total > 0 {
            blocks.append(
                .chart(
                    ReportChart(
                        .donut, Message("任务状态", "Tasks by state"), labels: counted.map(\.title),
                        series: [.init(Message("任务", "tasks"), counted.map { standings[$0] ?? 0 })])))
        }
        return blocks
    }

    /// How many items show each light.
    private static func lights(_ items: [ListingRow]) -> Message {
        var counts: [DueLight: Int] = [:]
        for row in items {
            let light = Listing.planItems.value("light", row).text.flatMap { DueLight(rawValue: $0) }
            if let light { counts[light, default: 0] += 1 }
        }
        let dark = items.filter { Listing.planItems.value("light", $0) == .none }
        let bare = dark.count { Listing.planItems.integer("tasks", $0) == 0 }
        let parts: [Message] =
            [DueLight.red, .yellow, .green].compactMap { light in
                counts[light].map { Message("\(light.title.zh)灯 \($0) 条", "\($0) \(light.title.en)") }
            }
            + [
                (dark.count - bare, Message("没有未办时限", "with nothing due")),
                (bare, Message("尚未分解任务", "without a task yet")),
            ].filter { $0.0 > 0 }.map { Message("\($0.1.zh) \($0.0) 条", "\($0.0) \($0.1.en)") }
        guard let list = Message.list(parts, "，", ", ") else {
            return Message("计划没有条目。", "The plan has no items.")
        }
        return Message("条目亮灯：", "Lights of the items: ") + list + Message("。", ".")
    }
}

// MARK: - Duties

extension WorkPlanReport {
    /// Month by month, a table for each year of the plan.
    private static func grids(
        _ duties: [ListingRow], _ span: Span, _ request: ReportRequest
    ) throws -> [ReportBlock] {
        let outcomes = duties.compactMap { row in
            Listing.dutyPeriods.value("outcome", row).text.flatMap { DutyOutcome(rawValue: $0) }
        }
        let count = { (outcome: DutyOutcome) in outcomes.count { $0 == outcome } }
        let summary = Message(
            "已办 \(count(.met)) 期，未办 \(count(.missed)) 期，待办 \(count(.open)) 期。",
            "\(Message.counted(count(.met), "", "period", "periods").en) met, \(count(.missed)) missed, "
                + "\(count(.open)) open.")
        let grid = try request.outlook.dutyGrid(from: span.from, until: span.until)
        let years = Set(grid.months.map(\.year)).sorted()
        return [.paragraph(summary)]
            + years.compactMap { year in table(of: grid, in: year) }.map(ReportBlock.table)
    }

    /// Nil where there is nothing to say of that year.
    private static func table(of grid: DutyGrid, in year: Int) -> ReportTable? {
        let places = grid.months.indices.filter { grid.months[$0].year == year }
        let rows = grid.rows.filter { row in places.contains { row.outcomes[$0] != nil } }
        guard !rows.isEmpty else { return nil }
        let months = places.map { place in
            let month = grid.months[place].description.prefix(7)
            return ReportTable.Column(Message(verbatim: String(month)), .key)
        }
        return ReportTable(
            Message("\(year) 年经常性工作", "Duties of \(year)"),
            [
                .init(Message("经常性工作", "Duty")), .init(Message("单位", "Unit")), .init(Message("频次", "How often"), .key),
            ] + months,
            rows: rows.map { row in
                [.text(row.duty.text), .text(row.unit.text), .text(row.frequency.title)]
                    + places.map { .message(row.outcomes[$0]?.title) }
            })
    }
}

// MARK: - What is missing

extension WorkPlanReport {
    private static func missing(
        _ tasks: [ListingRow], _ duties: [ListingRow], _ request: ReportRequest
    ) throws -> [ReportBlock] {
        let lapsed = duties.filter { Listing.dutyPeriods.value("outcome", $0).text == DutyOutcome.missed.rawValue }
        var blocks: [ReportBlock] = []
        if let table = try missingPeriods(tasks, request) {
            blocks += [
                .paragraph(Message("已到期而没有佐证的任务：", "Tasks whose time has passed with nothing to show:")), .table(table),
            ]
        }
        if !lapsed.isEmpty {
            blocks.append(.paragraph(Message("到期未办的经常性工作：", "Recurring duties that were missed:")))
            blocks.append(
                .table(
                    ReportTable(
                        .dutyPeriods, rows: lapsed, fields: ["duty", "unit", "frequency", "period", "until"],
                        name: Message("未办的经常性工作", "Duties missed"))))
        }
        return blocks.isEmpty ? [.paragraph(Message("没有缺项。", "Nothing is missing."))] : blocks
    }

    /// The periods of tasks that are over and have nothing to show; nil where there is none.
    private static func missingPeriods(_ tasks: [ListingRow], _ request: ReportRequest) throws -> ReportTable? {
        var late: [String: ListingRow] = [:]
        for row in tasks where Listing.tasks.integer("missed", row) > 0 {
            if let task = Listing.tasks.value("task", row).text { late[task] = row }
        }
        guard !late.isEmpty else { return nil }
        let periods = Listing.taskPeriods
        let missed = try request.outlook.rows(
            of: periods,
            ListingQuery(["task": late.keys.sorted().map { .text($0) }, "light": [.text(DueLight.red.rawValue)]]))
        guard !missed.isEmpty else { return nil }
        return ReportTable(
            Message("任务缺的佐证", "Tasks with nothing to show"),
            [
                .init(Message("条目", "Item"), .integer), .init(Message("任务", "Task")),
                .init(Message("期", "Period"), .key), .init(Message("应于", "Was due"), .date),
                .init(Message("责任单位", "Units")), .init(Message("责任人", "Owner")),
                .init(Message("应有的佐证", "Evidence it must show")),
            ],
            rows: missed.compactMap { row in
                guard let task = periods.value("task", row).text.flatMap({ late[$0] }) else { return nil }
                let of = { (name: String) in Listing.tasks.cell(name, task) }
                return [
                    of("item"), of("text"), periods.cell("period", row), periods.cell("until", row), of("units"),
                    of("owner"), of("expects"),
                ]
            })
    }
}

extension Fault {
    fileprivate static func noPlan(_ name: String?) -> Fault {
        Fault(
            "E-PLAN-UNKNOWN", .notFound,
            name.map { Message("那时台账里没有工作计划“\($0)”。", "The ledger had no work plan “\($0)” then.") }
                ?? Message("那时台账里还没有工作计划。", "The ledger had no work plan then."),
            remedy: Message("用 taizhang plan list 查看有哪些。", "See what there is with taizhang plan list."))
    }

    fileprivate static func severalPlans(_ names: [String]) -> Fault {
        Fault(
            "E-REPORT-SUBJECT", .usage,
            Message("台账里有几份工作计划，要写明哪一份。", "The ledger has several work plans: name one."),
            state: .list(names),
            remedy: Message(
                "如 taizhang report 工作计划完成情况 \(names[0])。", "Such as taizhang report work-plan \(names[0])."))
    }
}
