import Ledger

extension Application {
    /// What happens to an application: streams `application/<name>`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = Application

        case applied(ApplicationApplied)
        case reviewed(ApplicationReviewed)
        case kept(ApplicationKept)
        case lost(ApplicationLost)

        package static let types: [EventType<Event>] = [
            .init(Event.applied), .init(Event.reviewed), .init(Event.kept), .init(Event.lost),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .applied(let payload): payload
            case .reviewed(let payload): payload
            case .kept(let payload): payload
            case .lost(let payload): payload
            }
        }
    }
}

package struct ApplicationApplied: Payload {
    package static let type = "taizhang.application.applied.v1"
    package static let about = Message("申报创建称号", "a title was applied for")

    package var document: EvidenceFile?
    /// Of which authority: 区级, 市级.
    package var level: String?
    /// The day by which it is to be reviewed.
    package var reviewOn: CalendarDate?
    /// What is applied for: 文明单位, 模范机关.
    package var title = ""

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("申报材料", "the application"))
        try p.text("level", &level, Message("级别", "level"))
        try p.date("reviewon", &reviewOn, Message("评审日期", "review due"))
        try p.text("title", &title, Message("称号", "title"))
    }
}

package struct ApplicationReviewed: Payload {
    package static let type = "taizhang.application.reviewed.v1"
    package static let about = Message("评审或复核", "an application or a title was reviewed")

    package enum Outcome: String, Choice {
        case passed, failed

        package var title: Message {
            self == .passed ? Message("通过", "passed") : Message("未通过", "failed")
        }
    }

    /// Who reviewed.
    package var body: String?
    package var document: EvidenceFile?
    package var note: String?
    package var outcome = Outcome.passed
    package var reviewOn: CalendarDate?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("body", &body, Message("评审单位", "the body that reviewed"))
        try p.object("document", &document, Message("评审材料", "the document"))
        try p.text("note", &note, Message("意见", "note"))
        try p.choice("outcome", &outcome, Message("结论", "outcome"))
        try p.date("reviewon", &reviewOn, Message("下次复核", "next review due"))
    }
}

package struct ApplicationKept: Payload {
    package static let type = "taizhang.application.kept.v1"
    package static let about = Message("保留称号", "a title was kept")

    package var document: EvidenceFile?
    package var reviewOn: CalendarDate?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("文件", "the document"))
        try p.date("reviewon", &reviewOn, Message("下次复核", "next review due"))
    }
}

package struct ApplicationLost: Payload {
    package static let type = "taizhang.application.lost.v1"
    package static let about = Message("失去称号", "a title was lost")
    package static let needsReason = true

    package init() {}
    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {}
}
