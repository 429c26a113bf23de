import GRDB
import Ledger
import Rectification

extension Model: Tabled {
    package static let tables = [Tables.model]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(
            Tables.model,
            [
                id.text, id.year, id.ordinal, stage.rawValue, title, member?.text, unit?.text, branch?.text,
                nominatedOn, publicFrom, publicUntil, objections,
                decidedOn, documentNumber,
            ])
    }

    package var links: [Link] { member.map { [Link("member", $0.stream)] } ?? [] }

    package var headline: Headline { Headline(title, on: nominatedOn) }
}

extension Tables {
    static let model = Definition(
        "rm_model", key: ["id"],
        """
        id TEXT NOT NULL, year INTEGER NOT NULL, ordinal INTEGER NOT NULL, stage TEXT NOT NULL, title TEXT NOT NULL, \
        member TEXT, unit TEXT, branch TEXT, nominated_on TEXT NOT NULL, public_from TEXT, public_until TEXT, \
        objections INTEGER NOT NULL, decided_on TEXT, document_number TEXT
        """)
}

extension Listing {
    package static let models = Listing(
        name: "models", title: Message("典型", "Models"), kind: ModelNumber.kind, from: "rm_model d", id: "d.id",
        fields: [
            Field("number", Message("编号", "No."), "d.id", importance: 9),
            Field("title", Message("称号", "Title"), "d.title", importance: 8, minimum: 8),
            Field("who", Message("对象", "Who"), "coalesce(d.member, d.unit)", importance: 9, minimum: 6),
            Field("branch", Message("推荐支部", "Branch"), "d.branch", importance: 5, minimum: 6),
            .choice("stage", Message("状态", "Stage"), Model.Stage.self, "d.stage", importance: 8),
            Field("nominatedOn", Message("推荐", "Nominated"), .day, "d.nominated_on", importance: 4),
            Field("publicFrom", Message("公示起", "Public from"), .day, "d.public_from", importance: nil),
            Field("publicUntil", Message("公示止", "Public until"), .day, "d.public_until", importance: 6),
            Field("objections", Message("异议", "Objections"), .integer, "d.objections", importance: 5),
            Field("decidedOn", Message("确定", "Decided"), .day, "d.decided_on", importance: 6),
            Field("documentNumber", Message("文号", "Number"), "d.document_number", importance: 2, minimum: 8),
        ],
        order: "d.year, d.ordinal")
}
