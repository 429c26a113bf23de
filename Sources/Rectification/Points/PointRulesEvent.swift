import Ledger

extension PointRules {
    /// What happens to a rule set: streams `pointrules/<name>`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = PointRules

        case adopted(PointRulesAdopted)

        package static let types: [EventType<Event>] = [.init(Event.adopted)]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .adopted(let payload): payload
            }
        }
    }
}

/// A further one under the same name is a new version.
package struct PointRulesAdopted: Payload {
    package static let type = "taizhang.pointrules.adopted.v1"
    package static let about = Message("印发积分规则", "rules for points were adopted")

    /// The sheet or document that they were taken from.
    package var document: EvidenceFile?
    /// The fewest points that a member can have; nil: none below 0.
    package var floor: Int?
    /// The first day on which they are in force.
    package var from = CalendarDate(dayNumber: 0)
    package var label: String?
    package var rules: [PointRule] = []

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("文件", "the document"))
        try p.integer("floor", &floor, Message("最低分", "fewest points"))
        try p.date("from", &from, Message("施行日期", "in force from"))
        try p.text("label", &label, Message("版本", "version"))
        try p.objects("rules", &rules, Message("条目", "items"))
    }
}
