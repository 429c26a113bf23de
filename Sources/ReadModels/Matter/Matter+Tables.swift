import GRDB
import Ledger
import Rectification

extension Matter: Tabled {
    package static let tables = [Tables.matter]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(
            Tables.matter,
            [
                id.text, id.year, id.ordinal, text, body, unit?.text, reportedOn, due, answer,
                answeredOn,
            ])
    }

    package static let texts: [TextField<Matter>] = [
        TextField("text", Message("事项", "Matter")) { $0.text },
        TextField("answer", Message("答复", "Answer")) { $0.answer },
    ]

    package var headline: Headline { Headline(text, on: reportedOn) }
}

extension Tables {
    static let matter = Definition(
        "rm_matter", key: ["id"],
        """
        id TEXT NOT NULL, year INTEGER NOT NULL, ordinal INTEGER NOT NULL, text TEXT NOT NULL, body TEXT NOT NULL, \
        unit TEXT, reported_on TEXT NOT NULL, due TEXT, answer TEXT, answered_on TEXT
        """)
}

extension Listing {
    package static let matters = Listing(
        name: "matters", title: Message("重大事项", "Matters reported"), kind: MatterNumber.kind, from: "rm_matter t",
        id: "t.id",
        fields: [
            Field("number", Message("编号", "No."), "t.id", importance: 9),
            .light(due: "CASE WHEN t.answered_on IS NULL THEN t.due END"),
            Field("text", Message("事项", "Matter"), "t.text", importance: 9, minimum: 15),
            Field("body", Message("报告对象", "To"), "t.body", importance: 6, minimum: 6),
            Field("unit", Message("报告单位", "By"), "t.unit", importance: 3, minimum: 6),
            Field("reportedOn", Message("报告", "Reported"), .day, "t.reported_on", importance: 7),
            Field("due", Message("答复期限", "Due"), .day, "t.due", importance: 6),
            Field("answeredOn", Message("答复", "Answered"), .day, "t.answered_on", importance: 7),
            Field("answer", Message("答复内容", "Answer"), "t.answer", importance: 4, minimum: 8),
        ],
        order: "t.year, t.ordinal")
}
