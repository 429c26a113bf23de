import Ledger

/// What of a finding points are counted for, with the finding itself: both come from one walk over its events, since the
/// finding as it stands no longer says what was verified before it was reopened, nor who owned a measure on an earlier
/// day.
package struct FindingHappenings: Equatable, Sendable {
    package private(set) var finding: Finding
    /// Measures in time, once the finding was closed; relapses.
    private var settled: [Happening] = []
    /// Measures in time by the last verification: a return takes them back, the closure settles them.
    private var verified: [Happening] = []
    private var ownership: [Int: [Ownership]] = [:]

    /// Since when somebody, or nobody, owns a measure.
    private struct Ownership: Equatable {
        var since: CalendarDate
        var owner: ActorID?
    }

    package static func evolve(
        _ state: consuming FindingHappenings?, _ entry: Entry<Finding.Event>, in stream: StreamName
    ) -> FindingHappenings? {
        guard let finding = Finding.evolve(state?.finding, entry, in: stream) else { return state }
        var next = state ?? FindingHappenings(finding: finding)
        next.finding = finding
        next.noteOwners(on: entry.occurredOn)
        switch entry.event {
        case .verified: next.verifyMeasures(on: entry.occurredOn, stream)
        case .returned: next.verified = []
        case .closed:
            next.settled += next.verified
            next.verified = []
        case .lookedBack(let look) where look.outcome == .relapsed:
            if let owner = finding.owner {
                let part = finding.lookBacks.count
                next.settled.append(
                    Happening(.relapse, by: .post(owner), on: entry.occurredOn, in: stream, part: part))
            }
        default: break
        }
        return next
    }

    private mutating func noteOwners(on day: CalendarDate) {
        for measure in finding.measures {
            let owner = finding.owner(of: measure)
            guard let last = ownership[measure.number]?.last else {
                ownership[measure.number] = [Ownership(since: day, owner: owner)]
                continue
            }
            if last.owner != owner { ownership[measure.number]?.append(Ownership(since: day, owner: owner)) }
        }
    }

    /// Who owned a measure at the end of a day; whoever owned it first, where the day was over before it was planned.
    private func owner(of measure: Measure, on day: CalendarDate) -> ActorID? {
        let owners = ownership[measure.number] ?? []
        let then = owners.enumerated().filter { $0.element.since <= day }
            .max { ($0.element.since, $0.offset) < ($1.element.since, $1.offset) }?.element
        return (then ?? owners.first)?.owner
    }

    /// A measure counts for its owner when the finding is verified (责任人计分，以验收为准), once, where it was complete by its
    /// last day, extensions counted.
    private mutating func verifyMeasures(on day: CalendarDate, _ stream: StreamName) {
        for measure in finding.measures {
            guard let completedOn = measure.completedOn, let deadline = measure.deadline, completedOn <= deadline,
                let owner = finding.owner(of: measure), !isCounted(measure)
            else { continue }
            verified.append(
                Happening(.measureontime, by: .post(owner), on: day, in: stream, part: measure.number))
        }
    }

    private func isCounted(_ measure: Measure) -> Bool {
        (settled + verified).contains { $0.what == .measureontime && $0.part == measure.number }
    }

    /// What had happened by a day. A measure is overdue on the day after its last one, where it was not complete by then
    /// and no extension was granted since (获批延期不减): for whoever owned it on that last day.
    package func happenings(until day: CalendarDate) -> [Happening] {
        guard finding.stage != .withdrawn, finding.stage != .merged else { return [] }
        var all = settled + verified
        for measure in finding.measures {
            guard let deadline = measure.deadline, measure.completedOn.map({ $0 > deadline }) ?? true,
                let owner = owner(of: measure, on: deadline)
            else { continue }
            all.append(
                Happening(
                    .measureoverdue, by: .post(owner), on: deadline.adding(days: 1), in: finding.number.stream,
                    part: measure.number))
        }
        return all.filter { $0.on <= day }
    }
}
