import Ledger

extension Model {
    /// What happens to a model: streams `model/2020-001`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = Model

        case nominated(ModelNominated)
        case publicised(ModelPublicised)
        case objected(ModelObjected)
        case selected(ModelSelected)
        case dropped(ModelDropped)

        package static let types: [EventType<Event>] = [
            .init(Event.nominated), .init(Event.publicised), .init(Event.objected), .init(Event.selected),
            .init(Event.dropped),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .nominated(let payload): payload
            case .publicised(let payload): payload
            case .objected(let payload): payload
            case .selected(let payload): payload
            case .dropped(let payload): payload
            }
        }
    }
}

package struct ModelNominated: Payload {
    package static let type = "taizhang.model.nominated.v1"
    package static let about = Message("推荐典型", "a model was nominated")

    /// `deeds`: erasable.
    package var words = Erasable()
    /// The branch that nominates.
    package var branch: UnitID?
    package var document: EvidenceFile?
    /// Who is nominated; nil where it is a unit.
    package var member: MemberCode?
    /// For what: 优秀共产党员, 身边的典型.
    package var title = ""
    /// The unit that is nominated; nil where it is a member.
    package var unit: UnitID?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.erasable([("deeds", Message("事迹", "deeds"))], &words)
        try p.id("branch", &branch, Message("推荐支部", "nominated by"))
        try p.object("document", &document, Message("推荐表", "the nomination"))
        try p.id("member", &member, Message("党员", "member"))
        try p.text("title", &title, Message("称号", "title"))
        try p.id("unit", &unit, Message("集体", "unit"))
    }
}

package struct ModelPublicised: Payload {
    package static let type = "taizhang.model.publicised.v1"
    package static let about = Message("公示典型", "a nomination was made public")

    package var document: EvidenceFile?
    package var from = CalendarDate(dayNumber: 0)
    package var until = CalendarDate(dayNumber: 0)

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("公示材料", "as published"))
        try p.date("from", &from, Message("公示起", "from"))
        try p.date("until", &until, Message("公示止", "until"))
    }
}

package struct ModelObjected: Payload {
    package static let type = "taizhang.model.objected.v1"
    package static let about = Message("公示期间有异议", "a nomination was objected to")

    /// `text`: erasable.
    package var words = Erasable()

    package init() {}
    package init(_ words: Erasable) { self.words = words }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.erasable([("text", Message("内容", "what it says"))], &words)
    }
}

package struct ModelSelected: Payload {
    package static let type = "taizhang.model.selected.v1"
    package static let about = Message("确定为典型", "a model was selected")

    package var document: EvidenceFile?
    /// The issuing office's own number (文号).
    package var documentNumber: String?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("文件", "the document"))
        try p.text("documentnumber", &documentNumber, Message("文号", "number of the document"))
    }
}

package struct ModelDropped: Payload {
    package static let type = "taizhang.model.dropped.v1"
    package static let about = Message("不予确定为典型", "a nomination was dropped")
    package static let needsReason = true

    package init() {}
    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {}
}
