import Ledger
import Rectification

extension Listing {
    package static let findings = Listing(
        name: "findings", title: Message("问题", "Findings"), kind: FindingNumber.kind, from: "rm_finding f",
        id: "f.number",
        fields: [
            Field("number", Message("编号", "No."), "f.number", importance: 9)
                .spelled({ FindingNumber($0)?.text }, rank: rank),
            .light(due: "f.due"),
            Field("description", Message("问题", "Finding"), "f.description", importance: 8, minimum: 15),
            Field("units", Message("责任单位", "Unit"), .names, units, importance: 3, minimum: 5),
            Field("owner", Message("责任人", "Owner"), .actor, "f.owner", importance: 2, minimum: 5),
            Field("deadline", Message("时限", "Due"), .day, "f.deadline", importance: 5),
            .late(due: "f.due"),
            .choice("stage", Message("状态", "Stage"), Finding.Stage.self, "f.stage", importance: 4),
            .choice("supervision", Message("督办", "Level"), Supervision.Level.self, "f.supervision", importance: 4),
            Field("age", Message("天数", "Age in days"), .integer, age, importance: nil),
            Field("category", Message("类别", "Category"), "f.category", importance: nil),
            Field("source", Message("来源", "Source"), "f.source", importance: nil),
            Field("round", Message("轮次", "Round"), "f.round", importance: nil),
            Field("leadUnit", Message("牵头单位", "Lead unit"), "f.lead_unit", importance: nil),
            Field("leader", Message("责任领导", "Leader"), .actor, "f.leader", importance: nil),
            Field("registeredOn", Message("登记", "Registered"), .day, "f.registered_on", importance: nil),
            Field("closedOn", Message("销号", "Closed"), .day, "f.closed_on", importance: nil),
            Field("measures", Message("措施数", "Measures"), .integer, "f.measures", importance: nil),
            Field("measuresDone", Message("已落实", "Measures done"), .integer, "f.measures_done", importance: nil),
            Field("evidence", Message("佐证数", "Evidence"), .integer, "f.evidence", importance: nil),
            Field("returns", Message("退回次数", "Returns"), .integer, "f.returns", importance: nil),
            Field("extensions", Message("延期次数", "Extensions"), .integer, "f.extensions", importance: nil),
            Field("relapses", Message("反弹次数", "Relapses"), .integer, "f.relapses", importance: nil),
            Field("doubts", Message("存疑数", "Doubts"), .integer, "f.doubts", importance: nil),
            Field("claimed", Message("来自导入", "Imported"), .flag, "f.is_claimed", importance: nil),
        ],
        order: "f.year, f.ordinal", day: "registeredOn", ranked: FindingNumber.kind,
        narrowing: { Conditions.findings($0, on: $1) })

    /// Ten thousand findings of a year do not come before nine thousand.
    static let rank = "f.year * 1000000000 + f.ordinal"

    private static let units = """
        (SELECT group_concat(unit, char(10)) FROM (SELECT unit FROM rm_finding_unit u \
        WHERE u.number = f.number ORDER BY place))
        """
    /// Days since it was registered; up to its closure where it is closed.
    private static let age = """
        max(0, CAST(julianday(coalesce(f.closed_on, '{today}')) - julianday(f.registered_on) AS INTEGER))
        """
}
