import Ledger
import Rectification

extension Listing {
    /// Rounds that look back at closed findings (“回头看”). A finding counts as looked at by the last look-back at it from
    /// the day of the draw on.
    package static let lookBacks = Listing(
        name: "lookBacks", title: Message("“回头看”轮次", "Look-back rounds"),
        from: """
            (SELECT r.*, \(drawn)) AS drawn, \(drawn) AND \(outcome) IS NOT NULL) AS done, \
            \(drawn) AND \(outcome) = 'relapsed') AS relapsed FROM rm_round r WHERE r.sampled_on IS NOT NULL) r
            """, id: "r.id",
        fields: [
            Field("name", Message("轮次", "Round"), "r.id", importance: 9, minimum: 12),
            Field(
                "from", Message("来源轮次", "Drawn from"), .names,
                """
                (SELECT group_concat(round, char(10)) FROM (SELECT round FROM rm_round_from o WHERE o.id = r.id \
                ORDER BY place))
                """, importance: 3, minimum: 8),
            .choice("method", Message("抽取", "Drawn"), RoundSampled.Method.self, "r.method", importance: 6),
            Field("seed", Message("种子", "Seed"), "r.seed", importance: nil),
            Field("drawnOn", Message("抽取日期", "Drawn on"), .day, "r.sampled_on", importance: 4),
            Field("population", Message("总体", "Population"), .integer, "r.population", importance: 5),
            Field("sampled", Message("样本", "Sample"), .integer, "r.drawn", importance: 8),
            Field("done", Message("已看", "Done"), .integer, "r.done", importance: 8),
            Field("holds", Message("未反弹", "Hold"), .integer, "r.done - r.relapsed", importance: 7),
            Field("relapsed", Message("反弹", "Relapsed"), .integer, "r.relapsed", importance: 7),
            // Whole per cent, to the nearest, but one relapse in a thousand is not none.
            Field(
                "relapseRate", Message("反弹率", "Relapse rate"), .percent,
                """
                CASE WHEN r.relapsed > 0 THEN max(1, (r.relapsed * 200 + r.done) / (2 * r.done)) \
                WHEN r.done > 0 THEN 0 END
                """, importance: 7),
            Field("closedOn", Message("结束", "Closed"), .day, "r.closed_on", importance: 4),
        ],
        order: "r.sampled_on, r.id", parts: [.sampledFindings])

    /// How many of the sample of `r` there are, up to a further condition and a bracket.
    private static let drawn = "(SELECT count(*) FROM rm_sample s WHERE s.id = r.id"

    /// The outcome of the last look-back at the sampled finding `s` since the draw of `r`.
    private static let outcome = """
        (SELECT l.outcome FROM rm_look_back l WHERE l.number = s.number AND l.looked_on >= r.sampled_on \
        ORDER BY l.place DESC LIMIT 1)
        """

    package static let sampledFindings = Listing(
        name: "sampledFindings", title: Message("样本", "Sample"),
        from: "rm_sample s JOIN rm_round r ON r.id = s.id LEFT JOIN rm_finding f ON f.number = s.number", id: "s.id",
        fields: [
            Field("round", Message("轮次", "Round"), "s.id", importance: nil),
            Field("number", Message("编号", "No."), "s.number", importance: 9),
            Field("description", Message("问题", "Finding"), "f.description", importance: 7, minimum: 15),
            Field("unit", Message("所在单位", "Found in"), "f.unit", importance: 5, minimum: 6),
            Field("category", Message("类别", "Category"), "f.category", importance: 3, minimum: 6),
            .choice(
                "outcome", Message("结论", "Outcome"), FindingLookedBack.Outcome.self, outcome, importance: 8),
            Field(
                "lookedOn", Message("查看日期", "Looked at"), .day,
                """
                (SELECT l.looked_on FROM rm_look_back l WHERE l.number = s.number AND l.looked_on >= r.sampled_on \
                ORDER BY l.place DESC LIMIT 1)
                """, importance: 6),
        ],
        order: "s.id, s.place")
}
