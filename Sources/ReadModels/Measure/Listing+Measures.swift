import Ledger
import Rectification

extension Listing {
    package static let measures = Listing(
        name: "measures", title: Message("措施", "Measures"),
        from: "rm_measure m JOIN rm_finding f ON f.number = m.number", id: measure,
        fields: [
            Field("measure", Message("措施", "Measure"), measure, importance: 9)
                .spelled(spelling, rank: "(\(rank)) * 10000 + m.measure"),
            .light(due: due),
            Field("text", Message("内容", "What"), "m.text", importance: 8, minimum: 16),
            .choice("kind", Message("方式", "Kind"), Measure.Kind.self, "m.kind", importance: nil),
            Field("units", Message("责任单位", "Unit"), .names, units, importance: 1, minimum: 8),
            Field("owner", Message("责任人", "Owner"), .actor, "m.owner", importance: 3, minimum: 8),
            Field("deadline", Message("时限", "Due"), .day, "m.deadline", importance: 5),
            .late(due: due),
            Field("percent", Message("进度", "Progress"), .percent, "m.percent", importance: 2),
            Field("status", Message("情况", "Status"), .choice(statuses), status, importance: 4),
            Field("finding", Message("编号", "Finding"), "m.number", importance: nil)
                .spelled({ FindingNumber($0)?.text }, rank: rank),
            Field("number", Message("序号", "No."), .integer, "m.measure", importance: nil),
            .choice("stage", Message("状态", "Stage"), Finding.Stage.self, "f.stage", importance: nil),
            Field("description", Message("问题", "Description"), "f.description", importance: nil),
            Field("category", Message("类别", "Category"), "f.category", importance: nil),
            Field("round", Message("轮次", "Round"), "f.round", importance: nil),
            Field("plannedOn", Message("制定", "Planned"), .day, "m.planned_on", importance: nil),
            Field("originalDeadline", Message("原定时限", "First due"), .day, "m.original_deadline", importance: nil),
            Field("nextReview", Message("下次复核", "Next review"), .day, "m.next_review", importance: nil),
            Field("completedOn", Message("完成", "Completed"), .day, "m.completed_on", importance: nil),
            Field("done", Message("已落实", "Done"), .flag, "m.is_done", importance: nil),
            Field("evidence", Message("佐证数", "Evidence"), .integer, "m.evidence", importance: nil),
            Field("extensions", Message("延期次数", "Extensions"), .integer, "m.extensions", importance: nil),
            Field("requestedDeadline", Message("申请延至", "Asked until"), .day, "m.requested_deadline", importance: nil),
            Field("claimed", Message("来自导入", "Imported"), .flag, "m.is_claimed", importance: nil),
        ],
        order: "f.year, f.ordinal, m.measure", day: "plannedOn",
        ranked: FindingNumber.kind, narrowing: { Conditions.measures($0, due: due, on: $1) })

    private static let measure = "m.number || '/' || m.measure"
    private static let due = "CASE WHEN f.is_open AND m.completed_on IS NULL THEN m.deadline END"
    private static let units = """
        (SELECT group_concat(unit, char(10)) FROM (SELECT unit FROM rm_measure_unit u \
        WHERE u.number = m.number AND u.measure = m.measure ORDER BY place))
        """

    private static let status = """
        CASE WHEN m.completed_on IS NOT NULL THEN 'done' WHEN m.requested_deadline IS NOT NULL THEN 'asked' \
        WHEN m.kind = 'sustained' AND m.is_done THEN 'keptup' ELSE 'open' END
        """
    private static let statuses: Field.Choices = [
        "open": Message("未完成", "open"), "asked": Message("待批延期", "extension asked"),
        "keptup": Message("坚持中", "kept up"), "done": Message("完成", "done"),
    ]

    /// `2020-15/1` is `2020-015/1`.
    private static let spelling: @Sendable (String) -> String? = { text in
        guard let slash = text.firstIndex(of: "/"), let number = FindingNumber(String(text[..<slash])) else {
            return nil
        }
        return number.text + text[slash...]
    }
}
