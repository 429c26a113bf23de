import Ledger

/// A task of a work plan: who does what, how often and until when, and what was shown for it.
///
/// Whether a period of it has been kept is no part of the state: activities that name it count as well
/// (`Listing.tasks`).
package struct PlanTask: Concept {
    package struct Progress: Equatable, Sendable {
        package var on: CalendarDate
        package var text: String
        package var evidence: [Exhibit]
    }

    package var id: TaskID
    /// The number of its item in the plan.
    package var item: Int
    package var text: String
    package var units: [UnitID]
    package var owner: ActorID?
    package var from: CalendarDate
    package var until: CalendarDate
    package var frequency: Frequency
    package var expects: [String]
    package var regulations: [RegulationID]
    package var assignedOn: CalendarDate
    package var progress: [Progress] = []
    package var completedOn: CalendarDate?
    package var completion: [Exhibit] = []
    package var withdrawnOn: CalendarDate?
    package var amendments = 0
    package var lastStepOn: CalendarDate

    package static func evolve(
        _ state: consuming PlanTask?, _ entry: Entry<Event>, in stream: StreamName
    ) -> PlanTask? {
        guard var task = state else {
            guard case .assigned(let it) = entry.event, let id = TaskID(stream) else { return nil }
            return PlanTask(
                id: id, item: it.item, text: it.text, units: it.units, owner: it.owner, from: it.from, until: it.until,
                frequency: it.frequency, expects: it.expects, regulations: it.regulations,
                assignedOn: entry.occurredOn, lastStepOn: entry.occurredOn)
        }
        task.lastStepOn = max(task.lastStepOn, entry.occurredOn)
        switch entry.event {
        case .assigned: break
        case .progressed(let it):
            task.progress.append(Progress(on: entry.occurredOn, text: it.text, evidence: it.evidence))
        case .completed(let it):
            task.completedOn = entry.occurredOn
            task.completion = it.evidence
        case .amended(let it):
            task.owner = it.owner ?? task.owner
            task.text = it.text ?? task.text
            task.until = it.until ?? task.until
            if !it.units.isEmpty { task.units = it.units }
            task.amendments += 1
        case .withdrawn: task.withdrawnOn = entry.occurredOn
        }
        return task
    }

    package var isOpen: Bool { completedOn == nil && withdrawnOn == nil }
    package var itemID: PlanItemID { PlanItemID(plan: id.plan, number: item) }

    /// The periods in which something is to be shown for it.
    package var periods: [Period] { frequency.periods(from: from, until: until) }

    /// What was shown for it by its own steps.
    package var evidence: [Exhibit] { progress.flatMap(\.evidence) + completion }
}
