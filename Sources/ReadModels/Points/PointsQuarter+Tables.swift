import GRDB
import Ledger
import Rectification

extension PointsQuarter: Tabled {
    package static let tables = [Tables.quarter, Tables.pointTotal, Tables.pointAdjustment, Tables.objection]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(
            Tables.quarter,
            [
                id.text, stage.rawValue, closing?.rules.text, closing?.version, closing?.position,
                closing?.totals.count, closing?.on, closing?.by.text, closing?.approvedBy?.text,
                publishedOn, objectionsUntil,
            ])
        var listed: Set<MemberCode> = []
        for total in closing?.totals ?? [] {
            guard let member = total.member, listed.insert(member).inserted else { continue }
            let corrected = correction(of: member)
            try add(Tables.pointTotal, [id.text, member.text, total.branch?.text, total.points, corrected])
        }
        for it in adjustments {
            try add(
                Tables.pointAdjustment,
                [id.text, it.sequence, it.member.text, it.item, it.times, it.points, it.reason])
        }
        for it in objections {
            try add(
                Tables.objection,
                [
                    id.text, it.number, it.member?.text, it.raisedOn, it.decidedOn,
                    it.outcome?.rawValue, it.points, it.because,
                ])
        }
    }

    package var links: [Link] {
        let members = adjustments.map { Link("adjusted", $0.member.stream) }
        let objecting = objections.compactMap(\.member).map { Link("objection", $0.stream) }
        return (closing.map { [Link("rules", $0.rules.stream)] } ?? []) + members + objecting
    }

    package var headline: Headline { Headline(on: closing?.on ?? lastStepOn) }
}

extension Tables {
    static let quarter = Definition(
        "rm_quarter", key: ["id"],
        """
        id TEXT NOT NULL, stage TEXT NOT NULL, rules TEXT, version INTEGER, position INTEGER, members INTEGER, \
        closed_on TEXT, closed_by TEXT, approved_by TEXT, published_on TEXT, objections_until TEXT
        """)
    /// As closed; `correction` is what decided objections have changed since.
    static let pointTotal = Definition(
        "rm_point_total", key: ["id", "member"],
        """
        id TEXT NOT NULL, member TEXT NOT NULL, branch TEXT, points INTEGER NOT NULL, correction INTEGER NOT NULL
        """)
    static let pointAdjustment = Definition(
        "rm_point_adjustment", key: ["id", "sequence"],
        """
        id TEXT NOT NULL, sequence INTEGER NOT NULL, member TEXT NOT NULL, item TEXT, times INTEGER, points INTEGER, \
        reason TEXT
        """)
    static let objection = Definition(
        "rm_objection", key: ["id", "number"],
        """
        id TEXT NOT NULL, number INTEGER NOT NULL, member TEXT, raised_on TEXT NOT NULL, decided_on TEXT, \
        outcome TEXT, points INTEGER, because TEXT
        """)
}

extension Listing {
    package static let quarters = Listing(
        name: "quarters", title: Message("季度积分", "Quarters"), kind: QuarterID.kind, from: "rm_quarter q", id: "q.id",
        fields: [
            Field("quarter", Message("季度", "Quarter"), "q.id", importance: 9),
            .choice("stage", Message("状态", "Stage"), PointsQuarter.Stage.self, "q.stage", importance: 8),
            Field("rules", Message("规则", "Rules"), "q.rules", importance: 4, minimum: 8),
            Field("version", Message("版本", "Version"), .integer, "q.version", importance: 4),
            Field("members", Message("人数", "Members"), .integer, "q.members", importance: 5),
            Field("closedOn", Message("结账", "Closed"), .day, "q.closed_on", importance: 6),
            Field("closedBy", Message("结账人", "Closed by"), .actor, "q.closed_by", importance: nil),
            Field("approvedBy", Message("审批人", "Approved by"), .actor, "q.approved_by", importance: nil),
            Field("position", Message("计至记录", "Up to record"), .integer, "q.position", importance: nil),
            Field("publishedOn", Message("公示", "Published"), .day, "q.published_on", importance: 6),
            Field("objectionsUntil", Message("异议截止", "Objections until"), .day, "q.objections_until", importance: 5),
            Field(
                "adjustments", Message("人工登记", "By hand"), .integer,
                "(SELECT count(*) FROM rm_point_adjustment a WHERE a.id = q.id)", importance: 3),
            Field(
                "objections", Message("异议", "Objections"), .integer,
                "(SELECT count(*) FROM rm_objection o WHERE o.id = q.id)", importance: 3),
            Field(
                "undecided", Message("未裁定", "Undecided"), .integer,
                "(SELECT count(*) FROM rm_objection o WHERE o.id = q.id AND o.outcome IS NULL)", importance: 7),
        ],
        order: "q.id")

    /// Of closed quarters: `points` as closed, `standing` with what objections have corrected.
    package static let pointTotals = Listing(
        name: "pointTotals", title: Message("党员积分", "Members' points"), kind: nil, from: "rm_point_total t",
        id: "t.id || '/' || t.member",
        fields: [
            Field("quarter", Message("季度", "Quarter"), "t.id", importance: 9),
            Field("member", Message("党员", "Member"), "t.member", importance: 9),
            Field("branch", Message("党支部", "Branch"), "t.branch", importance: 6, minimum: 8),
            Field("points", Message("结账分", "As closed"), .integer, "t.points", importance: 7),
            Field("correction", Message("更正", "Corrected"), .integer, "t.correction", importance: 5),
            Field("standing", Message("得分", "Points"), .integer, "t.points + t.correction", importance: 8),
        ],
        order: "t.id, t.branch, t.points + t.correction DESC, t.member")

    package static let adjustments = Listing(
        name: "adjustments", title: Message("人工登记的积分", "Points by hand"), kind: nil, from: "rm_point_adjustment a",
        id: "a.id || '#' || a.sequence",
        fields: [
            Field("quarter", Message("季度", "Quarter"), "a.id", importance: 9),
            Field("record", Message("记录", "Record"), .integer, "a.sequence", importance: 3),
            Field("member", Message("党员", "Member"), "a.member", importance: 9),
            Field("item", Message("条目", "Item"), "a.item", importance: 8, minimum: 10),
            Field("times", Message("次数", "Times"), .integer, "a.times", importance: 7),
            Field("points", Message("分数", "Points"), .integer, "a.points", importance: 7),
            Field("reason", Message("理由", "Reason"), "a.reason", importance: 6, minimum: 10),
        ],
        order: "a.id, a.sequence")

    package static let objections = Listing(
        name: "objections", title: Message("积分异议", "Objections to points"), kind: nil, from: "rm_objection o",
        id: "o.id || '#' || o.number",
        fields: [
            Field("quarter", Message("季度", "Quarter"), "o.id", importance: 9),
            Field("number", Message("异议", "No."), .integer, "o.number", importance: 9),
            Field("member", Message("党员", "Member"), "o.member", importance: 8),
            Field("raisedOn", Message("提出", "Raised"), .day, "o.raised_on", importance: 6),
            Field("decidedOn", Message("裁定", "Decided"), .day, "o.decided_on", importance: 5),
            .choice("outcome", Message("结论", "Outcome"), ObjectionDecided.Outcome.self, "o.outcome", importance: 8),
            Field("points", Message("更正", "Correction"), .integer, "o.points", importance: 7),
            Field("because", Message("理由", "Why"), "o.because", importance: 4, minimum: 8),
        ],
        order: "o.id, o.number")
}
