import Ledger

extension GradeCriteria {
    /// What happens to the criteria: streams `gradecriteria/<name>`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = GradeCriteria

        case adopted(GradeCriteriaAdopted)

        package static let types: [EventType<Event>] = [.init(Event.adopted)]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .adopted(let payload): payload
            }
        }
    }
}

/// An item that a branch is marked on.
package struct GradeItem: Properties {
    /// The full marks.
    package var full = 0
    package var item = ""

    package init() {}

    package init(_ item: String, full: Int) {
        self.item = item
        self.full = full
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.integer("full", &full, Message("满分", "full marks"))
        try p.text("item", &item, Message("项目", "item"))
    }
}

/// A further one under the same name is a new version.
package struct GradeCriteriaAdopted: Payload {
    package static let type = "taizhang.gradecriteria.adopted.v1"
    package static let about = Message("印发支部定级标准", "criteria for branch grades were adopted")

    package var document: EvidenceFile?
    /// The highest first.
    package var grades: [String] = []
    package var items: [GradeItem] = []

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("文件", "the document"))
        try p.texts("grades", &grades, Message("等级（由高到低）", "grades, the highest first"))
        try p.objects("items", &items, Message("项目", "items"))
    }
}
