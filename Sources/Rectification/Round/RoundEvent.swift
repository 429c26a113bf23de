import Ledger

extension Round {
    /// What happens to a round: streams `round/…`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = Round

        case opened(RoundOpened)
        case amended(RoundAmended)
        case closed(RoundClosed)
        case scheduled(RoundScheduled)
        case planned(RectificationPlanned)
        case planApproved(RectificationApproved)
        case planAmended(RectificationAmended)
        case reported(RoundReported)
        case published(RoundPublished)
        case surveyed(RoundSurveyed)
        case accounted(RoundAccounted)
        case scoped(RoundScoped)
        case checked(RoundChecked)
        case sampled(RoundSampled)

        package static let types: [EventType<Event>] = [
            .init(Event.opened), .init(Event.amended), .init(Event.closed), .init(Event.scheduled),
            .init(Event.planned), .init(Event.planApproved), .init(Event.planAmended), .init(Event.reported),
            .init(Event.published), .init(Event.surveyed), .init(Event.accounted), .init(Event.scoped),
            .init(Event.checked), .init(Event.sampled),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .opened(let payload): payload
            case .amended(let payload): payload
            case .closed(let payload): payload
            case .scheduled(let payload): payload
            case .planned(let payload): payload
            case .planApproved(let payload): payload
            case .planAmended(let payload): payload
            case .reported(let payload): payload
            case .published(let payload): payload
            case .surveyed(let payload): payload
            case .accounted(let payload): payload
            case .scoped(let payload): payload
            case .checked(let payload): payload
            case .sampled(let payload): payload
            }
        }
    }
}

package struct RoundOpened: Payload {
    package static let type = "taizhang.round.opened.v1"
    package static let about = Message("开启一轮检查的整改", "the rectification of a round was opened")

    /// The body that inspected.
    package var body: String?
    package var claim: Claim?
    /// The feedback document (反馈意见).
    package var document: EvidenceFile?
    package var feedbackOn: CalendarDate?
    /// The last day of the intensive period (集中整改期).
    package var intensiveUntil: CalendarDate?
    /// What kind of occasion: 巡察反馈, 民主生活会.
    package var source = ""

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("body", &body, Message("检查机构", "the body that inspected"))
        try p.object("claim", &claim, Claim.about)
        try p.object("document", &document, Message("反馈意见文件", "the feedback document"))
        try p.date("feedbackon", &feedbackOn, Message("反馈日期", "day of the feedback"))
        try p.date("intensiveuntil", &intensiveUntil, Message("集中整改期截止日", "last day of the intensive period"))
        try p.text("source", &source, Message("问题来源", "source of the findings"))
    }
}

/// What a round was opened without, or with something wrong: an imported one has no document, body or intensive period.
/// Only what is given changes.
package struct RoundAmended: Payload {
    package static let type = "taizhang.round.amended.v1"
    package static let about = Message("补正轮次资料", "what is known of a round was amended")
    package static let needsReason = true

    package var body: String?
    package var document: EvidenceFile?
    package var intensiveUntil: CalendarDate?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("body", &body, Message("检查机构", "the body that inspected"))
        try p.object("document", &document, Message("反馈意见文件", "the feedback document"))
        try p.date("intensiveuntil", &intensiveUntil, Message("集中整改期截止日", "last day of the intensive period"))
    }
}

package struct RoundClosed: Payload {
    package static let type = "taizhang.round.closed.v1"
    package static let about = Message("结束一轮检查的整改", "the rectification of a round was closed")

    /// The findings that stay open; the reason says why.
    package var open: [FindingNumber] = []

    package init() {}
    package init(open: [FindingNumber]) { self.open = open }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.ids("open", &open, Message("仍未销号的问题", "findings that stay open"))
    }
}

/// What is to happen when: the stages of the intensive period, and when progress is reported. A later one takes the place
/// of an earlier one and says why.
package struct RoundScheduled: Payload {
    package static let type = "taizhang.round.scheduled.v1"
    package static let about = Message("排定整改进度", "the stages of a round were scheduled")

    /// The last days for progress reports.
    package var reports: [CalendarDate] = []
    package var stages: [RoundStage] = []

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.dates("reports", &reports, Message("进展报告应报日期", "progress reports due"))
        try p.objects("stages", &stages, Message("阶段", "stages"))
    }
}

/// A stage of the intensive period: 动员部署, 集中整改, 巩固提升.
package struct RoundStage: Properties {
    package var name = ""
    package var until: CalendarDate?

    package init() {}

    package init(_ name: String, until: CalendarDate) {
        self.name = name
        self.until = until
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("name", &name, Message("名称", "name"))
        try p.date("until", &until, Message("最后一天", "last day"))
    }
}
