import Ledger

/// What of a finding points are counted for, with the finding itself: both come from one walk over its events, since the
/// finding as it stands no longer says what was verified before it was reopened.
package struct FindingHappenings: Equatable, Sendable {
    package private(set) var finding: Finding
    /// Measures in time, once verified; relapses.
    private var settled: [Happening] = []
    private var verifiedMeasures: Set<Int> = []

    package static func evolve(
        _ state: FindingHappenings?, _ entry: Entry<Finding.Event>, in stream: StreamName
    ) -> FindingHappenings? {
        guard let finding = Finding.evolve(state?.finding, entry, in: stream) else { return state }
        var next = state ?? FindingHappenings(finding: finding)
        next.finding = finding
        switch entry.event {
        case .verified: next.settleMeasures(on: entry.occurredOn, stream)
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

    /// A measure counts for its owner when the finding is verified (责任人计分，以验收为准), once, where it was complete by its
    /// last day, extensions counted.
    private mutating func settleMeasures(on day: CalendarDate, _ stream: StreamName) {
        for measure in finding.measures {
            guard let completedOn = measure.completedOn, let deadline = measure.deadline, completedOn <= deadline,
                let owner = finding.owner(of: measure), verifiedMeasures.insert(measure.number).inserted
            else { continue }
            settled.append(
                Happening(.measureontime, by: .post(owner), on: day, in: stream, part: measure.number))
        }
    }

    /// What had happened by a day. A measure is overdue on the day after its last one, where it was not complete by then
    /// and no extension was granted since (获批延期不减).
    package func happenings(until day: CalendarDate) -> [Happening] {
        guard finding.stage != .withdrawn, finding.stage != .merged else { return [] }
        var all = settled
        for measure in finding.measures {
            guard let deadline = measure.deadline, measure.completedOn.map({ $0 > deadline }) ?? true,
                let owner = finding.owner(of: measure)
            else { continue }
            all.append(
                Happening(
                    .measureoverdue, by: .post(owner), on: deadline.adding(days: 1), in: finding.number.stream,
                    part: measure.number))
        }
        return all.filter { $0.on <= day }
    }
}
