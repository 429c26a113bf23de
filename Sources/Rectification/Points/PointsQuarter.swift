import Ledger

/// The points of a quarter: what was entered by hand, how it was closed and published, what was objected to.
package struct PointsQuarter: Concept {
    package enum Stage: String, Choice {
        case open, closed, published

        package var title: Message {
            switch self {
            case .open: Message("未结账", "open")
            case .closed: Message("已结账", "closed")
            case .published: Message("已公示", "published")
            }
        }
    }

    package struct Closing: Equatable, Sendable {
        package var on: CalendarDate
        package var by: ActorID
        package var approvedBy: ActorID?
        package var rules: PointRulesID
        package var version: Int
        package var position: Int
        package var totals: [PointsTotal]
    }

    package struct Objection: Equatable, Sendable {
        package var number: Int
        package var member: MemberCode?
        package var raisedOn: CalendarDate
        package var decidedOn: CalendarDate?
        package var outcome: ObjectionDecided.Outcome?
        package var points: Int?
        package var because: String?
    }

    package var id: QuarterID
    package var adjustments: [Points.Adjustment] = []
    package var closing: Closing?
    package var publishedOn: CalendarDate?
    package var objectionsUntil: CalendarDate?
    package var objections: [Objection] = []
    package var lastStepOn: CalendarDate

    package var stage: Stage { publishedOn != nil ? .published : closing != nil ? .closed : .open }

    /// What decided objections have changed of a member's total.
    package func correction(of member: MemberCode) -> Int {
        objections.filter { $0.member == member && $0.outcome == .upheld }.reduce(0) { $0 + ($1.points ?? 0) }
    }

    /// A member's points as they stand: as closed, with what was corrected since; nil where they have none, or it is not
    /// closed.
    package func standing(of member: MemberCode) -> Int? {
        closing?.totals.first { $0.member == member }.map { $0.points + correction(of: member) }
    }

    package static func evolve(
        _ state: consuming PointsQuarter?, _ entry: Entry<Event>, in stream: StreamName
    ) -> PointsQuarter? {
        guard let id = QuarterID(stream) else { return state }
        var quarter = state ?? PointsQuarter(id: id, lastStepOn: entry.occurredOn)
        quarter.take(entry)
        return quarter
    }

    private mutating func take(_ entry: Entry<Event>) {
        let day = entry.occurredOn
        lastStepOn = max(lastStepOn, day)
        switch entry.event {
        case .adjusted(let it):
            guard let member = it.member else { return }
            adjustments.append(
                Points.Adjustment(
                    member, in: id, item: it.item, times: it.times, points: it.points, reason: entry.reason,
                    sequence: entry.sequence))
        case .closed(let it):
            guard let rules = it.rules else { return }
            closing = Closing(
                on: day, by: entry.doer, approvedBy: it.approvedBy, rules: rules, version: it.version,
                position: it.position, totals: it.totals)
        case .published(let it): (publishedOn, objectionsUntil) = (day, it.until)
        case .raised(let it):
            objections.append(Objection(number: it.number, member: it.member, raisedOn: day))
        case .decided(let it):
            guard let index = objections.firstIndex(where: { $0.number == it.number }) else { return }
            (objections[index].decidedOn, objections[index].outcome) = (day, it.outcome)
            (objections[index].points, objections[index].because) = (it.points, entry.reason)
        }
    }
}
