import GRDB
import Ledger
import Rectification

extension Regulation: Tabled {
    package static let tables = [Tables.regulation, Tables.regulationAnswer, Tables.regulationVersion]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(
            Tables.regulation,
            [
                id.text, stage.rawValue, unit?.text, draftedOn, adoptedOn,
                versions.last?.on, versions.last { $0.documentNumber != nil }?.documentNumber,
                versions.count, reviewOn, reviewOutcome?.rawValue, repealedOn,
                successor?.text,
            ])
        for (place, number) in answers.enumerated() {
            try add(Tables.regulationAnswer, [id.text, place, number.text])
        }
        for (place, version) in versions.enumerated() {
            try add(
                Tables.regulationVersion,
                [
                    id.text, place + 1, version.on, version.documentNumber,
                    (version.document ?? draft)?.name, (version.document ?? draft)?.digest.hex,
                ])
        }
    }

    package static let texts: [TextField<Regulation>] = [
        TextField("name", Message("制度", "regulation")) { $0.id.text },
        TextField(
            "documentNumber", Message("文号", "number"),
            numbered: { regulation in
                regulation.versions.enumerated().compactMap { place, version in
                    version.documentNumber.map { (place + 1, $0) }
                }
            }),
    ]

    package var links: [Link] {
        answers.map { Link("answers", $0.stream) } + [successor.map { Link("successor", $0.stream) }].compactMap { $0 }
    }
}

extension Regulation {
    /// The findings that each regulation answers: those that it names, and those behind the common problems that it
    /// settled, these `since` then.
    static let answered = """
        (SELECT id, number, '' AS since FROM rm_regulation_answer UNION ALL \
        SELECT c.regulation, n.number, c.settled_on FROM rm_common c \
        JOIN rm_common_finding n ON n.id = c.id AND n.place = c.place WHERE c.regulation IS NOT NULL)
        """
}

extension Tables {
    static let regulation = Definition(
        "rm_regulation", key: ["id"],
        """
        id TEXT NOT NULL, stage TEXT NOT NULL, unit TEXT, drafted_on TEXT NOT NULL, adopted_on TEXT, \
        version_on TEXT, document_number TEXT, versions INTEGER NOT NULL, review_on TEXT, review_outcome TEXT, \
        repealed_on TEXT, successor TEXT
        """)
    static let regulationAnswer = Definition(
        "rm_regulation_answer", key: ["id", "place"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, number TEXT NOT NULL")
    static let regulationVersion = Definition(
        "rm_regulation_version", key: ["id", "place"],
        """
        id TEXT NOT NULL, place INTEGER NOT NULL, adopted_on TEXT NOT NULL, document_number TEXT, document TEXT, \
        digest TEXT
        """)
}

extension Listing {
    package static let regulations = Listing(
        name: "regulations", title: Message("制度", "Regulations"), kind: RegulationID.kind, from: "rm_regulation r",
        id: "r.id",
        fields: [
            Field("name", Message("制度", "Regulation"), "r.id", importance: 9, minimum: 12),
            .light(due: "r.review_on"),
            .choice("stage", Message("状态", "Stage"), Regulation.Stage.self, "r.stage", importance: 8),
            Field("unit", Message("起草单位", "Unit"), "r.unit", importance: 3, minimum: 6),
            Field("draftedOn", Message("起草", "Drafted"), .day, "r.drafted_on", importance: nil),
            Field("adoptedOn", Message("印发", "Adopted"), .day, "r.adopted_on", importance: 6),
            Field("documentNumber", Message("文号", "Number"), "r.document_number", importance: 2),
            Field("versions", Message("版本", "Versions"), .integer, "r.versions", importance: 4),
            Field(
                "answers", Message("回应问题", "Answers"), .names,
                """
                (SELECT group_concat(number, char(10)) FROM (SELECT number FROM rm_regulation_answer a \
                WHERE a.id = r.id ORDER BY place))
                """, importance: 5, minimum: 8),
            Field(
                "settles", Message("了结的共性问题", "Settles"), .names,
                """
                (SELECT group_concat(id, char(10)) FROM (SELECT DISTINCT id FROM rm_common c \
                WHERE c.regulation = r.id ORDER BY id))
                """, importance: nil),
            Field(
                "relapses", Message("再现", "Relapses"), .integer, "(SELECT count(*) FROM \(relapses))", importance: 7),
            Field(
                "relapsed", Message("印发后再现的问题", "Relapsed since"), .names,
                "(SELECT group_concat(number, char(10)) FROM (SELECT number FROM \(relapses) ORDER BY number))",
                importance: nil),
            Field("reviewOn", Message("复核", "Review"), .day, "r.review_on", importance: 5),
            .choice(
                "reviewOutcome", Message("上次结论", "Last outcome"), RegulationReviewed.Outcome.self,
                "r.review_outcome", importance: nil),
            Field("repealedOn", Message("废止", "Repealed"), .day, "r.repealed_on", importance: nil),
            Field("successor", Message("接替", "Successor"), "r.successor", importance: nil),
        ],
        order: "r.drafted_on, r.id", parts: [.regulationVersions])

    /// The findings of which the regulation `r` did not hold: those that it answers and that were reopened after its
    /// adoption, and those of the same categories that were registered after it, while it was in force. What it answers
    /// because it settled a common problem, it answers since that day: it may have been adopted long before.
    private static let relapses = """
        (SELECT a.number FROM \(Regulation.answered) a JOIN rm_reopening o ON o.number = a.number \
        WHERE a.id = r.id AND o.reopened_on > max(r.adopted_on, a.since) \
        AND o.reopened_on <= coalesce(r.repealed_on, '{today}') \
        UNION SELECT f.number FROM (SELECT g.category, min(a.since) AS since FROM \(Regulation.answered) a \
        JOIN rm_finding g ON g.number = a.number WHERE a.id = r.id GROUP BY g.category) k \
        JOIN rm_finding f ON f.category = k.category WHERE f.registered_on > max(r.adopted_on, k.since) \
        AND f.registered_on <= coalesce(r.repealed_on, '{today}') AND f.stage NOT IN ('withdrawn', 'merged') \
        AND f.number NOT IN (SELECT number FROM \(Regulation.answered) a WHERE a.id = r.id))
        """

    /// Of one regulation, each with what `evidence get` asks for.
    package static let regulationVersions = Listing(
        name: "regulationVersions", title: Message("各版本", "Versions"), from: "rm_regulation_version v", id: "v.id",
        fields: [
            Field("regulation", Message("制度", "Regulation"), "v.id", importance: nil),
            Field("version", Message("版本", "Version"), .integer, "v.place", importance: 9),
            Field("adoptedOn", Message("印发", "Adopted"), .day, "v.adopted_on", importance: 8),
            Field("documentNumber", Message("文号", "Number"), "v.document_number", importance: 6),
            Field("document", Message("文件", "Document"), "v.document", importance: 7, minimum: 12),
            Field("sha256", Message("SHA-256", "SHA-256"), "v.digest", importance: 5, minimum: 8),
        ],
        order: "v.id, v.place")
}
