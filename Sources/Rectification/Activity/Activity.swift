import Ledger

/// Something that a branch held or did: a meeting, a talk, a visit, a training (`domain.md`: activity).
package struct Activity: Concept {
    package var id: ActivityNumber
    package var kind: String
    package var heldOn: CalendarDate
    package var branch: UnitID?
    package var topic: String
    package var host: ActorID?
    package var expected: Int?
    package var present: Int?
    package var minutes: Int?
    package var evidence: [Exhibit]
    package var tasks: [TaskID]
    package var participants: [MemberCode]
    /// Whether something about people is kept sealed beside the records.
    package var hasPersonal: Bool
    package var corrections = 0
    package var doubts = 0
    package var isWithdrawn = false
    package var isClaimed: Bool

    package static func evolve(
        _ state: consuming Activity?, _ entry: Entry<Event>, in stream: StreamName
    ) -> Activity? {
        guard var activity = state else {
            guard case .held(let held) = entry.event, let id = ActivityNumber(stream) else { return nil }
            return Activity(id, held, on: entry.occurredOn)
        }
        switch entry.event {
        case .held: break
        case .documented(let it): activity.take(it.evidence)
        case .corrected(let it):
            activity.take(it)
            activity.corrections += 1
        case .withdrawn: activity.isWithdrawn = true
        case .doubted: activity.doubts += 1
        }
        return activity
    }

    init(_ id: ActivityNumber, _ held: ActivityHeld, on day: CalendarDate) {
        self.id = id
        kind = held.kind
        heldOn = day
        branch = held.branch
        topic = held.topic
        host = held.host
        expected = held.expected
        present = held.present
        minutes = held.minutes
        evidence = held.evidence
        tasks = held.tasks
        participants = held.participants
        hasPersonal = held.personal != Erasable()
        isClaimed = held.claim != nil
    }

    /// A file takes the place of the name under which a sheet only mentioned it.
    private mutating func take(_ more: [Exhibit]) {
        for exhibit in more {
            if let place = evidence.firstIndex(where: { $0.kind == exhibit.kind && $0.file == nil }) {
                evidence[place] = exhibit
            } else {
                evidence.append(exhibit)
            }
        }
    }

    mutating func take(_ correction: ActivityCorrected) {
        branch = correction.branch ?? branch
        expected = correction.expected ?? expected
        heldOn = correction.heldOn ?? heldOn
        host = correction.host ?? host
        kind = correction.kind ?? kind
        minutes = correction.minutes ?? minutes
        present = correction.present ?? present
        topic = correction.topic ?? topic
        if !correction.participants.isEmpty { participants = correction.participants }
        if !correction.tasks.isEmpty { tasks = correction.tasks }
        if correction.without.contains(.participants) { participants = [] }
        if correction.without.contains(.tasks) { tasks = [] }
        hasPersonal = hasPersonal || correction.personal != Erasable()
    }
}

/// An activity's number (`2020-001`).
package struct ActivityNumber: SerialNumber {
    package let year: Int
    package let ordinal: Int

    package init(year: Int, ordinal: Int) {
        self.year = year
        self.ordinal = ordinal
    }

    package static let kind = "activity"
}
