import Ledger

extension Regulation {
    /// What happens to a regulation: streams `regulation/<name>`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = Regulation

        case drafted(RegulationDrafted)
        case adopted(RegulationAdopted)
        case amended(RegulationAmended)
        case reviewed(RegulationReviewed)
        case repealed(RegulationRepealed)

        package static let types: [EventType<Event>] = [
            .init(Event.drafted), .init(Event.adopted), .init(Event.amended), .init(Event.reviewed),
            .init(Event.repealed),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .drafted(let payload): payload
            case .adopted(let payload): payload
            case .amended(let payload): payload
            case .reviewed(let payload): payload
            case .repealed(let payload): payload
            }
        }
    }
}

package struct RegulationDrafted: Payload {
    package static let type = "taizhang.regulation.drafted.v1"
    package static let about = Message("起草制度", "a regulation was drafted")

    /// The findings that it is to answer.
    package var answers: [FindingNumber] = []
    /// The draft.
    package var document: EvidenceFile?
    /// The unit that drafts it.
    package var unit: UnitID?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.ids("answers", &answers, Message("所回应的问题", "findings that it answers"))
        try p.object("document", &document, Message("文稿", "the text"))
        try p.id("unit", &unit, Message("起草单位", "unit that drafts it"))
    }
}

/// A version of a regulation as it is issued.
package struct RegulationVersion: Equatable, Sendable {
    /// Findings that it answers besides those of the draft and of earlier versions.
    package var answers: [FindingNumber] = []
    package var document: EvidenceFile?
    /// The issuing office's own number (文号).
    package var documentNumber: String?
    /// The day on which it is to be looked at again.
    package var reviewOn: CalendarDate?

    package init() {}

    mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.ids("answers", &answers, Message("所回应的问题", "findings that it answers"))
        try p.object("document", &document, Message("文稿", "the text"))
        try p.text("documentnumber", &documentNumber, Message("文号", "number of the document"))
        try p.date("reviewon", &reviewOn, Message("复核日期", "review due"))
    }
}

package struct RegulationAdopted: Payload {
    package static let type = "taizhang.regulation.adopted.v1"
    package static let about = Message("印发制度", "a regulation was adopted")

    package var version = RegulationVersion()

    package init() {}
    package init(_ version: RegulationVersion) { self.version = version }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) { try version.properties(&p) }
}

package struct RegulationAmended: Payload {
    package static let type = "taizhang.regulation.amended.v1"
    package static let about = Message("修订制度", "a regulation was amended")
    package static let needsReason = true

    package var version = RegulationVersion()

    package init() {}
    package init(_ version: RegulationVersion) { self.version = version }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) { try version.properties(&p) }
}

package struct RegulationReviewed: Payload {
    package static let type = "taizhang.regulation.reviewed.v1"
    package static let about = Message("复核制度", "a regulation was reviewed")

    package enum Outcome: String, Choice {
        case keep, amend, repeal

        package var title: Message {
            switch self {
            case .keep: Message("继续执行", "keep")
            case .amend: Message("需修订", "amend")
            case .repeal: Message("需废止", "repeal")
            }
        }
    }

    package var note: String?
    package var outcome = Outcome.keep
    package var reviewOn: CalendarDate?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("note", &note, Message("说明", "note"))
        try p.choice("outcome", &outcome, Message("结论", "outcome"))
        try p.date("reviewon", &reviewOn, Message("下次复核", "next review due"))
    }
}

package struct RegulationRepealed: Payload {
    package static let type = "taizhang.regulation.repealed.v1"
    package static let about = Message("废止制度", "a regulation was repealed")
    package static let needsReason = true

    /// The regulation that takes its place.
    package var successor: RegulationID?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("successor", &successor, Message("接替的制度", "regulation in its place"))
    }
}
