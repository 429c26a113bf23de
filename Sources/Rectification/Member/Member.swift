import Ledger

/// A Party member of the office, with the branch and the posts that they have held, each since when.
package struct Member: Concept {
    /// A branch and posts from a day on, until the next term or the day that they left.
    package struct Term: Equatable, Sendable {
        package var since: CalendarDate
        package var left: CalendarDate?
        package var placing: Placing
    }

    package var id: MemberCode
    /// By the day they began; the last is the present one.
    package var terms: [Term]
    package var enrolledOn: CalendarDate
    package var leftOn: CalendarDate?
    package var leftBecause: String?
    /// Digests of `name` and `phone`.
    package var personal: Erasable
    package var lastStepOn: CalendarDate

    /// The branch and posts as they are now.
    package var placing: Placing { terms.last?.placing ?? Placing() }

    /// The branch and posts on a day; nil where they were no member then.
    package func placing(on day: CalendarDate) -> Placing? {
        guard let term = terms.last(where: { $0.since <= day }), term.left.map({ day < $0 }) ?? true else { return nil }
        return term.placing
    }

    package static func evolve(_ state: consuming Member?, _ entry: Entry<Event>, in stream: StreamName) -> Member? {
        let day = entry.occurredOn
        guard var member = state else {
            guard case .enrolled(let enrolled) = entry.event, let id = MemberCode(stream) else { return nil }
            return Member(
                id: id, terms: [Term(since: day, placing: enrolled.placing)], enrolledOn: day,
                personal: enrolled.personal, lastStepOn: day)
        }
        member.lastStepOn = max(member.lastStepOn, day)
        switch entry.event {
        case .enrolled(let enrolled):
            member.begin(enrolled.placing, on: day)
            (member.leftOn, member.leftBecause) = (nil, nil)
            if !enrolled.personal.digests.isEmpty { member.personal = enrolled.personal }
        case .changed(let changed):
            member.begin((member.placing(asOf: day) ?? member.placing).changed(by: changed.placing), on: day)
        case .left:
            (member.leftOn, member.leftBecause) = (day, entry.reason)
            if let last = member.terms.lastIndex(where: { $0.since <= day }) { member.terms[last].left = day }
        }
        return member
    }

    private func placing(asOf day: CalendarDate) -> Placing? { terms.last { $0.since <= day }?.placing }

    /// A term that begins the same day as another takes its place.
    private mutating func begin(_ placing: Placing, on day: CalendarDate) {
        terms.removeAll { $0.since == day }
        let place = terms.firstIndex { $0.since > day } ?? terms.endIndex
        terms.insert(Term(since: day, placing: placing), at: place)
    }
}
