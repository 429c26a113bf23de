import Ledger

/// By what branches are graded (支部“梯级争创”): the grades, and the items with their full marks; with all versions.
package struct GradeCriteria: Concept {
    package struct Version: Equatable, Sendable {
        /// From 1.
        package var number: Int
        package var on: CalendarDate
        /// The highest first.
        package var grades: [String]
        package var items: [GradeItem]

        package var fullMarks: Int { items.reduce(0) { $0 + $1.full } }
        /// From 1, the highest; nil where there is no such grade.
        package func rank(of grade: String) -> Int? { grades.firstIndex(of: grade).map { $0 + 1 } }
    }

    package var id: GradeCriteriaID
    package var versions: [Version] = []

    package var current: Version? { versions.last }
    package func version(_ number: Int) -> Version? { versions.first { $0.number == number } }

    package static func evolve(
        _ state: consuming GradeCriteria?, _ entry: Entry<Event>, in stream: StreamName
    ) -> GradeCriteria? {
        guard case .adopted(let adopted) = entry.event, let id = GradeCriteriaID(stream) else { return state }
        var criteria = state ?? GradeCriteria(id: id)
        criteria.versions.append(
            Version(
                number: criteria.versions.count + 1, on: entry.occurredOn, grades: adopted.grades,
                items: adopted.items))
        return criteria
    }

    package enum Command: Sendable {
        case adopt(GradeCriteriaAdopted)
    }

    /// An approver adopts.
    ///
    /// - Throws: E-ROLE, E-CRITERIA-EMPTY, E-CRITERIA-TWICE, E-CRITERIA-MARKS, E-TEXT-EMPTY, E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: GradeCriteriaID, _ state: GradeCriteria?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        try context.require(.approver, to: Message("印发支部定级标准", "adopt criteria for branch grades"))
        guard case .adopt(let adopted) = command else { return [] }
        guard !adopted.grades.isEmpty, !adopted.items.isEmpty else { throw .criteriaEmpty }
        var seen: Set<String> = []
        for name in adopted.grades + adopted.items.map(\.item) {
            guard !name.isBlank else { throw .blank(Message("等级或项目", "grade or item")) }
            guard seen.insert(name).inserted else { throw .criteriaTwice(name) }
        }
        for item in adopted.items where !(1...1_000).contains(item.full) { throw .criteriaMarks(item) }
        if let last = state?.versions.last, context.on < last.on { throw .beforeStep(context.on, last.on) }
        return [.adopted(adopted)]
    }
}

/// Criteria, by their name (`支部评星定级办法`).
package struct GradeCriteriaID: NameIdentifier {
    package let text: String
    package init(name: String) { text = name }
    package static let kind = "gradecriteria"
}

extension Fault {
    fileprivate static let criteriaEmpty = Fault(
        "E-CRITERIA-EMPTY", .refused,
        Message("标准里要有等级和项目。", "The criteria need grades and items."),
        remedy: Message(
            "用 --grade 由高到低给出等级，用 --item 项目=满分 给出项目。",
            "Give grades with --grade, the highest first, and items with --item ITEM=MARKS."))

    fileprivate static func criteriaTwice(_ name: String) -> Fault {
        Fault(
            "E-CRITERIA-TWICE", .refused, Message("“\(name)”出现了两次。", "“\(name)” is there twice."),
            remedy: Message("每个等级、每个项目只写一次。", "Name each grade and each item once."))
    }

    fileprivate static func criteriaMarks(_ item: GradeItem) -> Fault {
        Fault(
            "E-CRITERIA-MARKS", .refused,
            Message("项目“\(item.item)”的满分 \(item.full) 不对。", "The full marks of “\(item.item)” are \(item.full)."),
            remedy: Message("满分从 1 到 1000。", "Full marks are from 1 to 1000."))
    }
}
