import GRDB
import Ledger
import Rectification

extension Application: Tabled {
    package static let tables = [Tables.application]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(
            Tables.application,
            [
                id.text, stage.rawValue, title, level, appliedOn, heldSince,
                reviewedOn, reviewOutcome?.rawValue, reviewBody, reviewOn, reviews,
                lostOn,
            ])
    }

    package var headline: Headline { Headline(title, on: appliedOn) }
}

extension Tables {
    static let application = Definition(
        "rm_application", key: ["id"],
        """
        id TEXT NOT NULL, stage TEXT NOT NULL, title TEXT NOT NULL, level TEXT, applied_on TEXT NOT NULL, \
        held_since TEXT, reviewed_on TEXT, review_outcome TEXT, review_body TEXT, review_on TEXT, \
        reviews INTEGER NOT NULL, lost_on TEXT
        """)
}

extension Listing {
    package static let applications = Listing(
        name: "applications", title: Message("创建申报", "Applications"), kind: ApplicationID.kind,
        from: "rm_application a", id: "a.id",
        fields: [
            Field("name", Message("名称", "Name"), "a.id", importance: 9, minimum: 10),
            .light(due: "a.review_on"),
            Field("title", Message("称号", "Title"), "a.title", importance: 6, minimum: 8),
            Field("level", Message("级别", "Level"), "a.level", importance: 4),
            .choice("stage", Message("状态", "Stage"), Application.Stage.self, "a.stage", importance: 8),
            Field("appliedOn", Message("申报", "Applied"), .day, "a.applied_on", importance: 5),
            Field("heldSince", Message("获评", "Held since"), .day, "a.held_since", importance: 5),
            Field("reviewOn", Message("复核期限", "Review due"), .day, "a.review_on", importance: 7),
            Field("reviewedOn", Message("上次评审", "Reviewed"), .day, "a.reviewed_on", importance: 4),
            .choice(
                "reviewOutcome", Message("结论", "Outcome"), ApplicationReviewed.Outcome.self, "a.review_outcome",
                importance: 4),
            Field("reviewBody", Message("评审单位", "Body"), "a.review_body", importance: 2, minimum: 8),
            Field("reviews", Message("评审次数", "Reviews"), .integer, "a.reviews", importance: nil),
            Field("lostOn", Message("失去", "Lost"), .day, "a.lost_on", importance: 3),
        ],
        order: "a.applied_on, a.id")
}
