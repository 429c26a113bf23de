import Ledger

/// What the office made of a common problem (`domain.md`: 共性 / 普遍性问题): a category that was found in several units or
/// again and again. Which categories are such is derived (`CommonRule`); here stands how each ended, every time.
package struct Common: Concept {
    package struct Settlement: Equatable, Sendable {
        package var on: CalendarDate
        package var regulation: RegulationID?
        package var reason: String?
        package var findings: [FindingNumber]

        package init(
            on day: CalendarDate, regulation: RegulationID?, reason: String?, findings: [FindingNumber]
        ) {
            on = day
            self.regulation = regulation
            self.reason = reason
            self.findings = findings
        }
    }

    package var id: CommonID
    package var settlements: [Settlement] = []

    /// All findings that a settlement has spoken of: only others can make the category a common problem anew.
    package var settled: Set<FindingNumber> { Set(settlements.flatMap(\.findings)) }

    package static func evolve(_ state: consuming Common?, _ entry: Entry<Event>, in stream: StreamName) -> Common? {
        guard var common = state ?? CommonID(stream).map({ Common(id: $0) }) else { return nil }
        switch entry.event {
        case .settled(let it):
            common.settlements.append(
                Settlement(
                    on: entry.occurredOn, regulation: it.regulation, reason: entry.reason, findings: it.findings))
        }
        return common
    }
}

/// A common problem, by the category's own name.
package struct CommonID: NameIdentifier {
    package let text: String
    package init(name: String) { text = name }
    package static let kind = "common"
}

extension Common {
    /// What happens to a common problem: streams `common/<category>`. The payload's type name is the storage format.
    package enum Event: ConceptEvent {
        package typealias State = Common

        case settled(CommonSettled)

        package static let types: [EventType<Event>] = [.init(Event.settled)]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .settled(let payload): payload
            }
        }
    }
}

package struct CommonSettled: Payload {
    package static let type = "taizhang.common.settled.v1"
    package static let about = Message("处理共性问题", "a common problem was settled")

    /// The findings of the category as they stood.
    package var findings: [FindingNumber] = []
    /// The regulation that was made of it; without one, the reason says why not.
    package var regulation: RegulationID?

    package init() {}

    package init(_ findings: [FindingNumber], by regulation: RegulationID?) {
        self.findings = findings
        self.regulation = regulation
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.ids("findings", &findings, Message("涉及的问题", "findings behind it"))
        try p.id("regulation", &regulation, Message("建立的制度", "regulation"))
    }
}

// MARK: - Decide

extension Common {
    package enum Command: Sendable {
        /// `findings`: those behind the common problem, none where the rule is not met; `first`: the first day of what is
        /// behind it. `rules`: the regulation as it stands; nil where the ledger has none of that name.
        case settle(
            findings: [FindingNumber], first: CalendarDate?, regulation: RegulationID?, rules: Regulation?)
    }

    /// An approver says how it ends: by a regulation that is in force and was made of it, or with a reason why there is
    /// none.
    ///
    /// - Throws: E-ROLE, E-COMMON-NONE, E-REGULATION-UNKNOWN, E-COMMON-REGULATION, E-COMMON-ANSWER, E-REASON,
    ///   E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: CommonID, _ state: Common?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        let (findings, first, regulation, rules) =
            switch command {
            case .settle(let findings, let first, let regulation, let rules): (findings, first, regulation, rules)
            }
        try context.require(.approver, to: Message("处理共性问题", "settle a common problem"))
        guard !findings.isEmpty else { throw .noCommon(id) }
        if let last = state?.settlements.last?.on, context.on < last { throw .beforeStep(context.on, last) }
        if let regulation {
            guard let rules else { throw .unknownRegulation(regulation) }
            guard rules.stage == .inforce else { throw .notInForce(rules) }
            guard rules.wasMade(of: findings, since: first) else { throw .answersNothing(rules, id, findings, first) }
        } else {
            try context.requireReason(for: Message("不建立制度而了结共性问题", "settle a common problem without a regulation"))
        }
        return [.settled(CommonSettled(findings.sorted(), by: regulation))]
    }
}

extension Regulation {
    /// Whether it answers one of these findings, or was adopted or amended on their first day or since.
    fileprivate func wasMade(of findings: [FindingNumber], since first: CalendarDate?) -> Bool {
        answers.contains(where: findings.contains)
            || versions.contains { version in first.map { version.on >= $0 } ?? false }
    }
}

extension Fault {
    fileprivate static func noCommon(_ id: CommonID) -> Fault {
        Fault(
            "E-COMMON-NONE", .refused,
            Message("“\(id)”现在不是待处理的共性问题。", "“\(id)” is no common problem that waits to be settled."),
            remedy: Message("用 taizhang common list 查看。", "See taizhang common list."))
    }

    fileprivate static func answersNothing(
        _ regulation: Regulation, _ id: CommonID, _ findings: [FindingNumber], _ first: CalendarDate?
    ) -> Fault {
        let last = regulation.versions.last?.on.description ?? ""
        let since = first?.description ?? ""
        let one = findings.min()?.text ?? ""
        return Fault(
            "E-COMMON-ANSWER", .refused,
            Message(
                "制度“\(regulation.id)”没有回应“\(id)”的任何问题，不能用来了结它。",
                "The regulation “\(regulation.id)” answers no finding behind “\(id)”; it does not settle it."),
            state: Message(
                "它最近一版是 \(last) 印发的，早于第一个问题（\(since)）。",
                "It was issued last on \(last), before the first of them (\(since))."),
            remedy: Message(
                "先修订：taizhang regulation amend \(regulation.id) --document 文件 --answers \(one) --reason 理由；"
                    + "不另建制度的，不写 --regulation，用 --reason 说明。",
                "Amend it first: taizhang regulation amend \(regulation.id) --document FILE --answers \(one) --reason WHY; "
                    + "or leave --regulation out and say with --reason why none is made."))
    }

    fileprivate static func notInForce(_ regulation: Regulation) -> Fault {
        Fault(
            "E-COMMON-REGULATION", .refused,
            Message(
                "制度“\(regulation.id)”\(regulation.stage.title.zh)，不能用来了结共性问题。",
                "The regulation “\(regulation.id)” is \(regulation.stage.title.en); it settles nothing."),
            remedy: Message(
                "先印发：taizhang regulation adopt \(regulation.id)。",
                "Adopt it first: taizhang regulation adopt \(regulation.id)."))
    }
}
