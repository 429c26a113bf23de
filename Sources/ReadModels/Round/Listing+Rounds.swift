import Ledger
import Rectification

extension Listing {
    package static let rounds = Listing(
        name: "rounds", title: Message("轮次", "Rounds"), kind: RoundID.kind, from: "rm_round r", id: "r.id",
        fields: [
            Field("id", Message("轮次", "Round"), "r.id", importance: 9, minimum: 12),
            Field("source", Message("来源", "Source"), "r.source", minimum: 8),
            Field("feedbackOn", Message("反馈", "Feedback"), .day, "r.feedback_on"),
            Field("intensiveUntil", Message("集中整改至", "Intensive until"), .day, "r.intensive_until"),
            Field("findings", Message("问题数", "Findings"), .integer, count("f.stage NOT IN ('withdrawn', 'merged')")),
            Field("open", Message("未销号", "Open"), .integer, count("f.is_open")),
            Field("overdue", Message("逾期数", "Overdue"), .integer, count("f.due < '{today}'")),
            Field("closedOn", Message("结束", "Closed"), .day, "r.closed_on"),
            Field("body", Message("检查机构", "Body"), "r.body", importance: nil),
            Field("document", Message("反馈意见", "Document"), "r.document", importance: nil),
            Field("openedOn", Message("开启", "Opened"), .day, "r.opened_on", importance: nil),
            Field("leftOpen", Message("遗留", "Left open"), .integer, "r.left_open", importance: nil),
            Field("claimed", Message("来自导入", "Imported"), .flag, "r.is_claimed", importance: nil),
        ],
        order: "r.opened_on, r.id", day: "openedOn")

    private static func count(_ condition: String) -> String {
        "(SELECT count(*) FROM rm_finding f WHERE f.round = r.id AND \(condition))"
    }
}
