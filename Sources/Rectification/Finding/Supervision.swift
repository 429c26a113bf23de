import Ledger

/// How far an overdue finding was escalated (`domain.md`: reminder / supervision notice / listed supervision / circular,
/// in this order).
///
/// A spell of being overdue begins when a deadline passes and ends when none is past any more: completed, extended,
/// closed. In a spell each level is issued once. Listed supervision outlasts the spell, until closure or until it is lifted.
package struct Supervision: Equatable, Sendable {
    package enum Level: String, Choice, Comparable {
        case reminder, notice, listed, circular

        package var title: Message {
            switch self {
            case .reminder: Message("催办", "reminder")
            case .notice: Message("督办", "notice")
            case .listed: Message("挂牌督办", "listed supervision")
            case .circular: Message("通报", "circular")
            }
        }

        private var height: Int { Level.allCases.firstIndex(of: self) ?? 0 }
        package static func < (left: Level, right: Level) -> Bool { left.height < right.height }
    }

    package struct Issue: Equatable, Sendable {
        package var level: Level
        package var on: CalendarDate
        /// The deadline that had passed.
        package var due: CalendarDate?
    }

    /// All that was ever issued.
    package var issues: [Issue] = []
    /// Since when it is under listed supervision.
    package var listedOn: CalendarDate?
    /// How many of the issues were issued before the spell as it stands, and before supervision was lifted.
    private var before = 0
    private var lifted = 0

    package init() {}

    /// What was issued in the spell as it stands.
    package var spell: ArraySlice<Issue> { issues[before...] }

    /// The level in force.
    package var level: Level? {
        let inForce = issues[max(before, lifted)...].map(\.level).max()
        return listedOn == nil ? inForce : max(inForce ?? .listed, .listed)
    }

    /// When the level in force was issued.
    package var since: CalendarDate? {
        guard let level else { return nil }
        return issues[max(before, lifted)...].last { $0.level == level }?.on ?? listedOn
    }

    /// What comes next in this spell; nil after the last.
    package var next: Level? {
        let highest = spell.map(\.level).max()
        return Level.allCases.first { level in
            highest.map { $0 < level } ?? true && !(level == .listed && listedOn != nil)
        }
    }

    mutating func take(_ issued: SupervisionIssued, on day: CalendarDate) {
        issues.append(Issue(level: issued.level, on: day, due: issued.due))
        if issued.level == .listed { listedOn = listedOn ?? day }
    }

    mutating func lift() {
        listedOn = nil
        lifted = issues.count
    }

    /// After every step of the finding: whether the spell is over. A step that is recorded late is dated before the last
    /// issue and does not end what it knew nothing of.
    mutating func settle(isOpen: Bool, due: CalendarDate?, on day: CalendarDate) {
        guard isOpen else {
            lift()
            before = issues.count
            return
        }
        guard let last = spell.last else { return }
        let moment = max(day, last.on)
        if due.map({ $0 >= moment }) ?? true { before = issues.count }
    }
}

package struct SupervisionIssued: Payload {
    package static let type = "taizhang.supervision.issued.v1"
    package static let about = Message("督办", "supervision was issued")

    package var document: EvidenceFile?
    /// The deadline that has passed.
    package var due: CalendarDate?
    package var level = Supervision.Level.reminder
    package var text: String?

    package init() {}

    package init(_ level: Supervision.Level, text: String? = nil, document: EvidenceFile? = nil) {
        self.level = level
        self.text = text
        self.document = document
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("document", &document, Message("文书", "document"))
        try p.date("due", &due, Message("已过的时限", "deadline that passed"))
        try p.choice("level", &level, Message("级别", "level"))
        try p.text("text", &text, Message("要求", "what is asked"))
    }
}

package struct SupervisionLifted: Payload {
    package static let type = "taizhang.supervision.lifted.v1"
    package static let about = Message("解除挂牌督办", "listed supervision was lifted")
    package static let needsReason = true

    package init() {}
    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {}
}
