import GRDB
import Ledger
import Rectification

extension Member: Tabled {
    package static let tables = [Tables.member, Tables.memberTerm]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        let now = placing
        try add(
            Tables.member,
            [
                id.text, now.branch?.text, now.section?.text, now.post, now.partyPost, enrolledOn,
                terms.last?.since, terms.count, leftOn, leftBecause,
            ])
        for (place, term) in terms.enumerated() {
            try add(
                Tables.memberTerm,
                [
                    id.text, place, term.since, term.left, term.placing.branch?.text,
                    term.placing.section?.text, term.placing.post, term.placing.partyPost,
                ])
        }
    }

    package var headline: Headline {
        Headline([placing.branch?.text, placing.partyPost].compactMap { $0 }.joined(separator: " "), on: enrolledOn)
    }
}

extension Tables {
    static let member = Definition(
        "rm_member", key: ["id"],
        """
        id TEXT NOT NULL, branch TEXT, section TEXT, post TEXT, party_post TEXT, enrolled_on TEXT NOT NULL, \
        since TEXT, terms INTEGER NOT NULL, left_on TEXT, left_because TEXT
        """)
    /// The branch and posts that a member has had, each from a day on.
    static let memberTerm = Definition(
        "rm_member_term", key: ["id", "place"],
        """
        id TEXT NOT NULL, place INTEGER NOT NULL, since TEXT NOT NULL, left_on TEXT, branch TEXT, section TEXT, \
        post TEXT, party_post TEXT
        """)
}

extension Listing {
    package static let members = Listing(
        name: "members", title: Message("党员", "Members"), kind: MemberCode.kind, from: "rm_member m", id: "m.id",
        fields: [
            Field("code", Message("编号", "Code"), "m.id", importance: 9),
            Field("branch", Message("党支部", "Branch"), "m.branch", importance: 8, minimum: 8),
            Field("section", Message("科室", "Section"), "m.section", importance: 6, minimum: 6),
            Field("post", Message("职务", "Post"), "m.post", importance: 6, minimum: 6),
            Field("partyPost", Message("党内职务", "Party post"), "m.party_post", importance: 7, minimum: 8),
            Field("enrolledOn", Message("登记", "Enrolled"), .day, "m.enrolled_on", importance: 2),
            Field("since", Message("任现职", "Since"), .day, "m.since", importance: nil),
            Field("terms", Message("任职次数", "Terms"), .integer, "m.terms", importance: nil),
            Field("leftOn", Message("离开", "Left"), .day, "m.left_on", importance: 5),
            Field("leftBecause", Message("离开原因", "Why"), "m.left_because", importance: 1, minimum: 6),
        ],
        order: "m.id")
}
