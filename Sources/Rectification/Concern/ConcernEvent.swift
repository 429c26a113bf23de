import Ledger

extension Concern {
    /// What happens to a concern: streams `concern/<number>`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = Concern

        case raised(ConcernRaised)
        case turned(ConcernTurned)
        case answered(ConcernAnswered)
        case dropped(ConcernDropped)

        package static let types: [EventType<Event>] = [
            .init(Event.raised), .init(Event.turned), .init(Event.answered), .init(Event.dropped),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .raised(let payload): payload
            case .turned(let payload): payload
            case .answered(let payload): payload
            case .dropped(let payload): payload
            }
        }
    }
}

package struct ConcernRaised: Payload {
    package static let type = "taizhang.concern.raised.v1"
    package static let about = Message("提出关切或成果", "a concern or a result was raised")

    /// `details`: erasable.
    package var personal = Erasable()
    /// The activity it comes from.
    package var activity: ActivityNumber?
    package var kind = Concern.Kind.concern
    package var text = ""
    package var unit: UnitID?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.erasable([("details", Message("细节", "details"))], &personal)
        try p.id("activity", &activity, Message("来自活动", "from activity"))
        try p.choice("kind", &kind, Message("类别", "kind"))
        try p.text("text", &text, Message("内容", "what it is"))
        try p.id("unit", &unit, Message("单位", "unit"))
    }
}

package struct ConcernTurned: Payload {
    package static let type = "taizhang.concern.turned.v1"
    package static let about = Message("转化", "something came of a concern or a result")

    /// The measure, where it is one of the finding.
    package var measure: Int?
    package var note: String?
    /// The finding, regulation or task that came of it.
    package var target: StreamName?

    package init() {}

    package init(into target: StreamName, measure: Int? = nil, note: String? = nil) {
        self.target = target
        self.measure = measure
        self.note = note
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("measure", &measure, Message("措施", "measure"))
        try p.text("note", &note, Message("说明", "note"))
        try p.id("target", &target, Message("转为", "into"))
    }
}

package struct ConcernAnswered: Payload {
    package static let type = "taizhang.concern.answered.v1"
    package static let about = Message("答复", "a concern was answered")

    package var document: EvidenceFile?
    package var text = ""

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("文件", "the document"))
        try p.text("text", &text, Message("答复", "answer"))
    }
}

package struct ConcernDropped: Payload {
    package static let type = "taizhang.concern.dropped.v1"
    package static let about = Message("不再跟踪", "a concern was dropped")
    package static let needsReason = true

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {}
}

/// Another stream, where a payload names one of several kinds.
extension StreamName: TextIdentifier {}
