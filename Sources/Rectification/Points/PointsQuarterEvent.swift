import Ledger

extension PointsQuarter {
    /// What happens to a quarter's points: streams `quarter/2020-Q3`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = PointsQuarter

        case adjusted(PointsAdjusted)
        case closed(QuarterClosed)
        case published(QuarterPublished)
        case raised(ObjectionRaised)
        case decided(ObjectionDecided)

        package static let types: [EventType<Event>] = [
            .init(Event.adjusted), .init(Event.closed), .init(Event.published), .init(Event.raised),
            .init(Event.decided),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .adjusted(let payload): payload
            case .closed(let payload): payload
            case .published(let payload): payload
            case .raised(let payload): payload
            case .decided(let payload): payload
            }
        }
    }
}

/// Points by hand: an item of the rules so many times, or points beside the rules, or points on an item within its cap.
package struct PointsAdjusted: Payload {
    package static let type = "taizhang.points.adjusted.v1"
    package static let about = Message("人工登记积分", "points were entered by hand")
    package static let needsReason = true

    package var approvedBy: ActorID?
    package var item: String?
    package var member: MemberCode?
    package var points: Int?
    package var times: Int?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("approvedby", &approvedBy, Message("审批人", "approved by"))
        try p.text("item", &item, Message("条目", "item"))
        try p.id("member", &member, Message("党员", "member"))
        try p.integer("points", &points, Message("分数", "points"))
        try p.integer("times", &times, Message("次数", "times"))
    }
}

/// What a member had when the quarter was closed.
package struct PointsTotal: Properties {
    package var branch: UnitID?
    package var member: MemberCode?
    package var points = 0

    package init() {}

    package init(_ member: MemberCode, branch: UnitID?, points: Int) {
        self.member = member
        self.branch = branch
        self.points = points
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("branch", &branch, Message("党支部", "branch"))
        try p.id("member", &member, Message("党员", "member"))
        try p.integer("points", &points, Message("得分", "points"))
    }
}

/// With what it takes to compute the same once more: the rules' version, and up to where the ledger was read.
package struct QuarterClosed: Payload {
    package static let type = "taizhang.quarter.closed.v1"
    package static let about = Message("季度积分结账", "a quarter's points were closed")

    package var approvedBy: ActorID?
    /// The last record that was taken into account.
    package var position = 0
    package var rules: PointRulesID?
    package var totals: [PointsTotal] = []
    package var version = 0

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("approvedby", &approvedBy, Message("审批人", "approved by"))
        try p.integer("position", &position, Message("计至记录", "computed up to record"))
        try p.id("rules", &rules, Message("积分规则", "rules"))
        try p.objects("totals", &totals, Message("得分", "totals"))
        try p.integer("version", &version, Message("规则版本", "version of the rules"))
    }
}

package struct QuarterPublished: Payload {
    package static let type = "taizhang.quarter.published.v1"
    package static let about = Message("公示季度积分", "a quarter's points were published")

    package var document: EvidenceFile?
    /// The last day for objections.
    package var until = CalendarDate(dayNumber: 0)

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("公示材料", "as published"))
        try p.date("until", &until, Message("异议截止", "objections until"))
    }
}

package struct ObjectionRaised: Payload {
    package static let type = "taizhang.objection.raised.v1"
    package static let about = Message("提出积分异议", "an objection to points was raised")

    /// `text`: erasable.
    package var words = Erasable()
    package var member: MemberCode?
    /// From 1, within the quarter.
    package var number = 0

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.erasable([("text", Message("内容", "what it says"))], &words)
        try p.id("member", &member, Message("党员", "member"))
        try p.integer("number", &number, Message("异议序号", "number of the objection"))
    }
}

package struct ObjectionDecided: Payload {
    package static let type = "taizhang.objection.decided.v1"
    package static let about = Message("裁定积分异议", "an objection to points was decided")
    package static let needsReason = true

    package enum Outcome: String, Choice {
        case upheld, refused

        package var title: Message {
            self == .upheld ? Message("成立", "upheld") : Message("不成立", "refused")
        }
    }

    package var number = 0
    package var outcome = Outcome.refused
    /// The correction of the total, where it is upheld.
    package var points: Int?

    package init() {}

    package init(_ number: Int, _ outcome: Outcome, points: Int?) {
        self.number = number
        self.outcome = outcome
        self.points = points
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("number", &number, Message("异议序号", "number of the objection"))
        try p.choice("outcome", &outcome, Message("结论", "outcome"))
        try p.integer("points", &points, Message("更正分数", "correction"))
    }
}
