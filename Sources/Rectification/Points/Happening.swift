import Ledger

/// Something in the ledger that points may be counted for: once, on one day, by one person.
package struct Happening: Equatable, Sendable {
    package enum What: String, Sendable, CaseIterable {
        case participated, hosted, measureontime, measureoverdue, relapse, taskontime
    }

    /// Who it is counted for: a member by code, or whoever held a post that day.
    package enum Doer: Equatable, Sendable {
        case member(MemberCode)
        case post(ActorID)
        /// Nobody is named: so many took part.
        case unnamed(Int)
    }

    package var what: What
    /// Of an activity: its kind.
    package var kind: String?
    package var doer: Doer
    package var on: CalendarDate
    package var source: StreamName
    /// Within its source: the measure's number. What is the same in source, part, member and what counts once.
    package var part: Int?

    package init(
        _ what: What, kind: String? = nil, by doer: Doer, on day: CalendarDate, in source: StreamName, part: Int? = nil
    ) {
        self.what = what
        self.kind = kind
        self.doer = doer
        self.on = day
        self.source = source
        self.part = part
    }
}

extension PointRule {
    /// Whether the item counts it.
    func counts(_ happening: Happening) -> Bool {
        switch (counts, happening.what) {
        case (.participation, .participated), (.participation, .hosted), (.audience, .participated),
            (.hosting, .hosted):
            happening.kind.map(kinds.contains) ?? false
        case (.measureontime, .measureontime), (.measureoverdue, .measureoverdue), (.relapse, .relapse),
            (.taskontime, .taskontime):
            true
        default: false
        }
    }
}
