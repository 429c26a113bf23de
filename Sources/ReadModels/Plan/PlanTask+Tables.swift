import GRDB
import Ledger
import Rectification

extension PlanTask: Tabled {
    package static let tables = [
        Tables.task, Tables.taskUnit, Tables.taskExpects, Tables.taskRegulation, Tables.taskPeriod, Tables.taskProof,
        Tables.taskEvidence,
    ]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(
            Tables.task,
            [
                id.text, id.plan.text, id.number, item, text, owner?.text, from, until,
                frequency.rawValue, assignedOn, completedOn, withdrawnOn, isOpen,
                evidence.count, amendments,
            ])
        for (place, unit) in units.enumerated() { try add(Tables.taskUnit, [id.text, place, unit.text]) }
        for (place, kind) in expects.enumerated() { try add(Tables.taskExpects, [id.text, place, kind]) }
        for (place, regulation) in regulations.enumerated() {
            try add(Tables.taskRegulation, [id.text, place, regulation.text])
        }
        for (place, period) in periods.enumerated() {
            try add(
                Tables.taskPeriod,
                [id.text, place, period.label, period.from, period.until])
        }
        for (place, day) in proofDays.enumerated() { try add(Tables.taskProof, [id.text, place, day]) }
        for (place, exhibit) in evidence.enumerated() { try add(Tables.taskEvidence, [id.text, place, exhibit.kind]) }
    }

    /// The days on which a step of its own showed evidence.
    private var proofDays: [CalendarDate] {
        progress.filter { !$0.evidence.isEmpty }.map(\.on) + [completedOn].compactMap { $0 }
    }

    package static let texts: [TextField<PlanTask>] = [
        TextField("text", Message("任务", "What")) { $0.text },
        TextField(
            "progress", Message("进展", "Progress"),
            numbered: { task in
                task.progress.enumerated().map { ($0.offset + 1, $0.element.text) }
            }),
    ]

    package var links: [Link] {
        [Link("item", itemID.stream)] + regulations.map { Link("regulation", $0.stream) }
    }

    package var headline: Headline { Headline(text, on: until) }
}

extension Tables {
    static let task = Definition(
        "rm_task", key: ["id"],
        """
        id TEXT NOT NULL, plan TEXT NOT NULL, number INTEGER NOT NULL, item INTEGER NOT NULL, text TEXT NOT NULL, \
        owner TEXT, from_on TEXT NOT NULL, until_on TEXT NOT NULL, frequency TEXT NOT NULL, \
        assigned_on TEXT NOT NULL, completed_on TEXT, withdrawn_on TEXT, is_open INTEGER NOT NULL, \
        evidence INTEGER NOT NULL, amendments INTEGER NOT NULL
        """)
    static let taskUnit = Definition(
        "rm_task_unit", key: ["id", "place"], "id TEXT NOT NULL, place INTEGER NOT NULL, unit TEXT NOT NULL")
    static let taskExpects = Definition(
        "rm_task_expects", key: ["id", "place"], "id TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL")
    static let taskRegulation = Definition(
        "rm_task_regulation", key: ["id", "place"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, regulation TEXT NOT NULL")
    /// `label` is empty where the task is to be done once.
    static let taskPeriod = Definition(
        "rm_task_period", key: ["id", "place"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, label TEXT NOT NULL, from_on TEXT NOT NULL, until_on TEXT NOT NULL")
    static let taskProof = Definition(
        "rm_task_proof", key: ["id", "place"], "id TEXT NOT NULL, place INTEGER NOT NULL, shown_on TEXT NOT NULL")
    static let taskEvidence = Definition(
        "rm_task_evidence", key: ["id", "place"], "id TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL")
}

// MARK: - Derived on a day

/// How a task stands on a day, by what was shown for it.
package enum TaskStanding: String, Choice {
    /// It has not begun.
    case waiting
    case running
    /// A period or its deadline has passed with nothing shown for it, or its last day without all the evidence that it is
    /// to show.
    case overdue
    /// Completed, or something was shown for each of its periods and all the evidence that it is to show among that.
    case done
    case withdrawn

    package var title: Message {
        switch self {
        case .waiting: Message("未开始", "waiting")
        case .running: Message("推进中", "running")
        case .overdue: Message("有缺", "overdue")
        case .done: Message("已落实", "done")
        case .withdrawn: Message("已撤销", "withdrawn")
        }
    }
}

extension PlanTask {
    /// Each day on which something was shown for a task: by an activity that names it and has evidence, be it only by name
    /// (`docs/decisions/0015`), or by evidence of its own.
    private static let proofs = """
        SELECT t.task AS task, a.held_on AS day, a.id AS activity FROM rm_activity_task t \
        JOIN rm_activity a ON a.id = t.id WHERE a.is_withdrawn = 0 AND a.evidence > 0 \
        UNION ALL SELECT id, shown_on, NULL FROM rm_task_proof
        """

    /// The kinds of evidence that a task is to show and of which there is none: what `complete` would ask for (照片3张 shows
    /// 照片).
    private static let missingKinds = """
        SELECT x.id, x.place, x.kind FROM rm_task_expects x LEFT JOIN (SELECT id AS task, kind FROM rm_task_evidence \
        UNION ALL SELECT t.task, e.kind FROM rm_activity_task t JOIN rm_activity a ON a.id = t.id \
        JOIN rm_activity_evidence e ON e.id = a.id WHERE a.is_withdrawn = 0) e \
        ON e.task = x.id AND substr(e.kind, 1, length(x.kind)) = x.kind \
        GROUP BY x.id, x.place HAVING count(e.kind) = 0 ORDER BY x.id, x.place
        """

    /// The periods of all tasks with the first day on which something was shown in each. What is to be done once may be
    /// shown early or late.
    static let shownPeriods = """
        SELECT p.id AS task, p.place, p.label, p.from_on, p.until_on, min(e.day) AS met_on, \
        count(e.day) AS proofs FROM rm_task_period p LEFT JOIN (\(proofs)) e \
        ON e.task = p.id AND (p.label = '' OR e.day BETWEEN p.from_on AND p.until_on) GROUP BY p.id, p.place
        """

    /// How each task stands on `{today}`. `due`: the end of its first period in which nothing was shown; of its last where
    /// something was shown in each, and not all that is expected; `missing`: the kinds that are not shown.
    static let standings = """
        SELECT s.task, count(*) AS periods, count(s.met_on) AS met, \
        coalesce(min(CASE WHEN s.met_on IS NULL THEN s.until_on END), \
        CASE WHEN m.kinds IS NOT NULL THEN max(s.until_on) END) AS due, m.kinds AS missing, \
        sum(s.met_on IS NULL AND s.until_on < '{today}') AS missed FROM (\(shownPeriods)) s \
        LEFT JOIN (SELECT id, group_concat(kind, char(10)) AS kinds FROM (\(missingKinds)) GROUP BY id) m \
        ON m.id = s.task GROUP BY s.task
        """

    /// Tasks counted by plan or by item, those that were withdrawn left out.
    static func tallies(by columns: String) -> String {
        let group = columns.split(separator: ", ").map { "t.\($0)" }.joined(separator: ", ")
        return """
            SELECT \(group), count(*) AS tasks, sum(t.completed_on IS NOT NULL OR s.due IS NULL) AS done, \
            sum(t.is_open AND s.due < '{today}') AS overdue, min(CASE WHEN t.is_open THEN s.due END) AS due, \
            sum(s.periods) AS periods, sum(s.met) AS met FROM rm_task t LEFT JOIN (\(standings)) s ON s.task = t.id \
            WHERE t.withdrawn_on IS NULL GROUP BY \(group)
            """
    }
}

extension Listing {
    package static let tasks = Listing(
        name: "tasks", title: Message("任务", "Tasks"), kind: TaskID.kind,
        from: "rm_task t LEFT JOIN (\(PlanTask.standings)) s ON s.task = t.id", id: "t.id",
        fields: [
            Field("task", Message("任务号", "Task"), "t.id", importance: 9),
            .light(due: "CASE WHEN t.is_open THEN s.due END"),
            Field("plan", Message("计划", "Plan"), "t.plan", importance: nil),
            Field("number", Message("序号", "No."), .integer, "t.number", importance: nil),
            Field("item", Message("条目", "Item"), .integer, "t.item", importance: 4),
            Field(
                "itemTitle", Message("条目内容", "Item title"),
                "(SELECT title FROM rm_plan_item i WHERE i.id = t.plan AND i.number = t.item)", importance: nil),
            Field("text", Message("任务", "What"), "t.text", importance: 8, minimum: 12),
            Field(
                "units", Message("责任单位", "Units"), .names,
                "(SELECT group_concat(unit, char(10)) FROM (SELECT unit FROM rm_task_unit u "
                    + "WHERE u.id = t.id ORDER BY place))", importance: 6, minimum: 8),
            Field("owner", Message("责任人", "Owner"), .actor, "t.owner", importance: 1, minimum: 8),
            .choice("frequency", Message("频次", "How often"), Frequency.self, "t.frequency", importance: 5),
            Field("from", Message("开始", "From"), .day, "t.from_on", importance: nil),
            Field("until", Message("截止", "Until"), .day, "t.until_on", importance: 3),
            Field("periods", Message("期数", "Periods"), .integer, "s.periods", importance: 4),
            Field("met", Message("有据", "Shown"), .integer, "s.met", importance: 4),
            Field("missed", Message("缺", "Missed"), .integer, "s.missed", importance: 4),
            Field("due", Message("下一时限", "Next due"), .day, "CASE WHEN t.is_open THEN s.due END", importance: 3),
            .choice(
                "standing", Message("状态", "State"), TaskStanding.self,
                """
                CASE WHEN t.withdrawn_on IS NOT NULL THEN 'withdrawn' \
                WHEN t.completed_on IS NOT NULL OR s.due IS NULL THEN 'done' WHEN s.due < '{today}' THEN 'overdue' \
                WHEN t.from_on > '{today}' THEN 'waiting' ELSE 'running' END
                """, importance: 7),
            Field(
                "expects", Message("成果与佐证", "Evidence it must show"), .names,
                "(SELECT group_concat(kind, char(10)) FROM (SELECT kind FROM rm_task_expects x "
                    + "WHERE x.id = t.id ORDER BY place))", importance: nil),
            Field(
                "missing", Message("尚缺佐证", "Evidence missing"), .names, "CASE WHEN t.is_open THEN s.missing END",
                importance: nil),
            Field(
                "regulations", Message("关联制度", "Regulations"), .names,
                "(SELECT group_concat(regulation, char(10)) FROM (SELECT regulation FROM rm_task_regulation r "
                    + "WHERE r.id = t.id ORDER BY place))", importance: nil),
            Field(
                "activities", Message("活动", "Activities"), .integer,
                "(SELECT count(*) FROM rm_activity_task n JOIN rm_activity a ON a.id = n.id "
                    + "WHERE n.task = t.id AND a.is_withdrawn = 0)", importance: nil),
            Field("assignedOn", Message("分解", "Assigned"), .day, "t.assigned_on", importance: nil),
            Field("completedOn", Message("完成", "Completed"), .day, "t.completed_on", importance: nil),
            Field("amendments", Message("调整次数", "Amendments"), .integer, "t.amendments", importance: nil),
        ],
        order: "t.plan, t.number")

    /// The periods of the tasks, each with what was shown in it.
    package static let taskPeriods = Listing(
        name: "taskPeriods", title: Message("任务各期", "Periods of tasks"), kind: nil,
        from: "(\(PlanTask.shownPeriods)) p JOIN rm_task t ON t.id = p.task", id: "p.task",
        fields: [
            Field("task", Message("任务号", "Task"), "p.task", importance: 9, minimum: 10),
            Field("period", Message("期", "Period"), "p.label", importance: 8),
            .light(due: "CASE WHEN t.is_open AND p.met_on IS NULL THEN p.until_on END"),
            Field("from", Message("起", "From"), .day, "p.from_on", importance: 5),
            Field("until", Message("止", "Until"), .day, "p.until_on", importance: 6),
            Field("metOn", Message("有据", "Shown on"), .day, "p.met_on", importance: 7),
            Field("proofs", Message("次数", "Times"), .integer, "p.proofs", importance: 4),
        ],
        order: "t.plan, t.number, p.place")
}
