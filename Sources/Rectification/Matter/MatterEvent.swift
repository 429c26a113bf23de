import Ledger

extension Matter {
    /// What happens to a matter reported: streams `matter/2020-001`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = Matter

        case reported(MatterReported)
        case answered(MatterAnswered)

        package static let types: [EventType<Event>] = [.init(Event.reported), .init(Event.answered)]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .reported(let payload): payload
            case .answered(let payload): payload
            }
        }
    }
}

package struct MatterReported: Payload {
    package static let type = "taizhang.matter.reported.v1"
    package static let about = Message("重大事项请示报告", "a matter was reported")

    /// The body that it is reported to.
    package var body = ""
    package var document: EvidenceFile?
    /// The day by which an answer is expected; nil where none is.
    package var due: CalendarDate?
    package var text = ""
    /// The unit that reports.
    package var unit: UnitID?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("body", &body, Message("报告对象", "reported to"))
        try p.object("document", &document, Message("文件", "the document"))
        try p.date("due", &due, Message("答复期限", "answer due"))
        try p.text("text", &text, Message("事项", "matter"))
        try p.id("unit", &unit, Message("报告单位", "reported by"))
    }
}

package struct MatterAnswered: Payload {
    package static let type = "taizhang.matter.answered.v1"
    package static let about = Message("重大事项得到答复", "a matter was answered")

    package var document: EvidenceFile?
    package var text = ""

    package init() {}

    package init(_ text: String, document: EvidenceFile?) {
        self.text = text
        self.document = document
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("文件", "the document"))
        try p.text("text", &text, Message("答复", "answer"))
    }
}
