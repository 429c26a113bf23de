import Ledger

extension Plan {
    /// What happens to a work plan: streams `plan/<name>`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = Plan

        case adopted(PlanAdopted)
        case amended(PlanAmended)
        case ended(PlanEnded)

        package static let types: [EventType<Event>] = [
            .init(Event.adopted), .init(Event.amended), .init(Event.ended),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .adopted(let payload): payload
            case .amended(let payload): payload
            case .ended(let payload): payload
            }
        }
    }
}

/// An item of a plan: what its tasks are for.
package struct PlanItem: Properties {
    /// From 1, within its plan.
    package var number = 0
    package var title = ""

    package init() {}

    package init(_ number: Int, _ title: String) {
        self.number = number
        self.title = title
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("number", &number, Message("条目", "item"))
        try p.text("title", &title, Message("内容", "what it says"))
    }
}

package struct PlanAdopted: Payload {
    package static let type = "taizhang.plan.adopted.v1"
    package static let about = Message("通过工作计划", "a work plan was adopted")

    package var claim: Claim?
    /// The plan as it was issued.
    package var document: EvidenceFile?
    package var from = CalendarDate(dayNumber: 0)
    package var items: [PlanItem] = []
    package var title = ""
    /// Its last day.
    package var until = CalendarDate(dayNumber: 0)

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("claim", &claim, Claim.about)
        try p.object("document", &document, Message("文件", "the document"))
        try p.date("from", &from, Message("起", "from"))
        try p.objects("items", &items, Message("条目", "items"))
        try p.text("title", &title, Message("名称", "title"))
        try p.date("until", &until, Message("止", "until"))
    }
}

package struct PlanAmended: Payload {
    package static let type = "taizhang.plan.amended.v1"
    package static let about = Message("调整工作计划", "a work plan was amended")
    package static let needsReason = true

    package var document: EvidenceFile?
    /// Items that are new, or say something else under the same number.
    package var items: [PlanItem] = []
    package var until: CalendarDate?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("文件", "the document"))
        try p.objects("items", &items, Message("条目", "items"))
        try p.date("until", &until, Message("止", "until"))
    }
}

package struct PlanEnded: Payload {
    package static let type = "taizhang.plan.ended.v1"
    package static let about = Message("结束工作计划", "a work plan was ended")

    package var note: String?

    package init() {}
    package init(note: String?) { self.note = note }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("note", &note, Message("说明", "note"))
    }
}
