import GRDB
import Ledger
import Rectification

extension Concern: Tabled {
    package static let tables = [Tables.concern, Tables.concernInto]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(
            Tables.concern,
            [
                id.text, id.year, id.ordinal, kind.rawValue, stage.rawValue, text, unit?.text, activity?.text,
                raisedOn, answer, answeredOn, hasPersonal,
            ])
        for (place, turning) in turnings.enumerated() {
            try add(
                Tables.concernInto,
                [id.text, place, turning.into.text, turning.measure, turning.on])
        }
    }

    package static let texts: [TextField<Concern>] = [
        TextField("text", Message("内容", "What")) { $0.text },
        TextField("answer", Message("答复", "Answer")) { $0.answer },
    ]

    package var links: [Link] {
        [activity.map { Link("activity", $0.stream) }].compactMap { $0 }
            + turnings.map { turning in
                Link(turning.measure.map { "measure/\($0)" } ?? "into", turning.into)
            }
    }

    package var headline: Headline { Headline(text, on: raisedOn) }
}

extension Tables {
    static let concern = Definition(
        "rm_concern", key: ["id"],
        """
        id TEXT NOT NULL, year INTEGER NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, stage TEXT NOT NULL, \
        text TEXT NOT NULL, unit TEXT, activity TEXT, raised_on TEXT NOT NULL, answer TEXT, answered_on TEXT, \
        has_personal INTEGER NOT NULL
        """)
    static let concernInto = Definition(
        "rm_concern_into", key: ["id", "place"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, target TEXT NOT NULL, measure INTEGER, turned_on TEXT NOT NULL")
}

extension Listing {
    package static let concerns = Listing(
        name: "concerns", title: Message("关切与成果", "Concerns and results"), kind: ConcernNumber.kind,
        from: "rm_concern c", id: "c.id",
        fields: [
            Field("number", Message("编号", "No."), "c.id", importance: 9),
            .choice("kind", Message("类别", "Kind"), Concern.Kind.self, "c.kind", importance: 6),
            Field("text", Message("内容", "What"), "c.text", importance: 8, minimum: 14),
            Field("unit", Message("单位", "Unit"), "c.unit", importance: 4, minimum: 8),
            .choice("stage", Message("状态", "Stage"), Concern.Stage.self, "c.stage", importance: 8),
            Field(
                "into", Message("转为", "Into"), .names,
                """
                (SELECT group_concat(told, char(10)) FROM (SELECT target || CASE WHEN measure IS NULL THEN '' \
                ELSE '#' || measure END AS told FROM rm_concern_into i WHERE i.id = c.id ORDER BY place))
                """, importance: 7, minimum: 16),
            Field("activity", Message("来自活动", "Activity"), "c.activity", importance: 5),
            Field("raisedOn", Message("提出", "Raised"), .day, "c.raised_on", importance: 5),
            Field("answer", Message("答复", "Answer"), "c.answer", importance: 2, minimum: 10),
            Field("answeredOn", Message("答复日期", "Answered"), .day, "c.answered_on", importance: nil),
            Field("hasPersonal", Message("另存细节", "Sealed details"), .flag, "c.has_personal", importance: nil),
        ],
        order: "c.year, c.ordinal")
}
