import GRDB
import Ledger
import Rectification

extension Plan: Tabled {
    package static let tables = [Tables.plan, Tables.planItem]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(
            Tables.plan,
            [
                id.text, title, from, until, document?.name, adoptedOn, amendments,
                endedOn,
            ])
        for item in items { try add(Tables.planItem, [id.text, item.number, item.title]) }
    }

    package var links: [Link] {
        items.map { Link("items", PlanItemID(plan: id, number: $0.number).stream) }
    }

    package var headline: Headline { Headline(title, on: adoptedOn) }
}

extension Tables {
    static let plan = Definition(
        "rm_plan", key: ["id"],
        """
        id TEXT NOT NULL, title TEXT NOT NULL, from_on TEXT NOT NULL, until_on TEXT NOT NULL, document TEXT, \
        adopted_on TEXT NOT NULL, amendments INTEGER NOT NULL, ended_on TEXT
        """)
    static let planItem = Definition(
        "rm_plan_item", key: ["id", "number"],
        "id TEXT NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL")
}

extension Listing {
    package static let plans = Listing(
        name: "plans", title: Message("工作计划", "Work plans"), kind: PlanID.kind,
        from: "rm_plan p LEFT JOIN (\(PlanTask.tallies(by: "plan"))) w ON w.plan = p.id", id: "p.id",
        fields: [
            Field("name", Message("计划", "Plan"), "p.id", importance: 9, minimum: 8),
            .light(due: "CASE WHEN p.ended_on IS NULL THEN w.due END"),
            Field("title", Message("名称", "Title"), "p.title", importance: 6, minimum: 12),
            Field("from", Message("起", "From"), .day, "p.from_on", importance: 5),
            Field("until", Message("止", "Until"), .day, "p.until_on", importance: 5),
            Field(
                "items", Message("条目", "Items"), .integer, "(SELECT count(*) FROM rm_plan_item i WHERE i.id = p.id)",
                importance: 4),
            Field("tasks", Message("任务", "Tasks"), .integer, "coalesce(w.tasks, 0)", importance: 7),
            Field("done", Message("落实", "Done"), .integer, "coalesce(w.done, 0)", importance: 7),
            Field("overdue", Message("有缺", "Overdue"), .integer, "coalesce(w.overdue, 0)", importance: 7),
            Field("adoptedOn", Message("通过", "Adopted"), .day, "p.adopted_on", importance: nil),
            Field("amendments", Message("调整次数", "Amendments"), .integer, "p.amendments", importance: nil),
            Field("document", Message("文件", "Document"), "p.document", importance: nil),
            Field("endedOn", Message("结束", "Ended"), .day, "p.ended_on", importance: 3),
        ],
        order: "p.from_on, p.id")

    package static let planItems = Listing(
        name: "planItems", title: Message("计划条目", "Plan items"), kind: nil,
        from: """
            rm_plan_item i LEFT JOIN (\(PlanTask.tallies(by: "plan, item"))) w \
            ON w.plan = i.id AND w.item = i.number
            """,
        id: "i.id || '-' || i.number",
        fields: [
            Field("plan", Message("计划", "Plan"), "i.id", importance: 5, minimum: 6),
            Field("number", Message("条目", "Item"), .integer, "i.number", importance: 9),
            .light(due: "w.due"),
            Field("title", Message("内容", "Title"), "i.title", importance: 8, minimum: 12),
            Field("tasks", Message("任务", "Tasks"), .integer, "coalesce(w.tasks, 0)", importance: 7),
            Field("done", Message("落实", "Done"), .integer, "coalesce(w.done, 0)", importance: 7),
            Field("overdue", Message("有缺", "Overdue"), .integer, "coalesce(w.overdue, 0)", importance: 7),
            Field("periods", Message("期数", "Periods"), .integer, "coalesce(w.periods, 0)", importance: 3),
            Field("met", Message("有据期数", "Shown"), .integer, "coalesce(w.met, 0)", importance: 3),
            Field("due", Message("下一时限", "Next due"), .day, "w.due", importance: 6),
        ],
        order: "i.id, i.number")
}
