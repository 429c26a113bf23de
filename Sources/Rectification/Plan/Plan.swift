import Ledger

/// A work plan (工作计划): its items, each of which has tasks in streams of their own.
package struct Plan: Concept {
    package var id: PlanID
    package var title: String
    package var from: CalendarDate
    package var until: CalendarDate
    /// By number.
    package var items: [PlanItem]
    package var document: EvidenceFile?
    package var adoptedOn: CalendarDate
    package var amendments = 0
    package var endedOn: CalendarDate?
    package var lastStepOn: CalendarDate

    package static func evolve(_ state: consuming Plan?, _ entry: Entry<Event>, in stream: StreamName) -> Plan? {
        guard var plan = state else {
            guard case .adopted(let it) = entry.event, let id = PlanID(stream) else { return nil }
            var plan = Plan(
                id: id, title: it.title, from: it.from, until: it.until, items: [], document: it.document,
                adoptedOn: entry.occurredOn, lastStepOn: entry.occurredOn)
            plan.put(it.items)
            return plan
        }
        plan.lastStepOn = max(plan.lastStepOn, entry.occurredOn)
        switch entry.event {
        case .adopted: break
        case .amended(let it):
            plan.put(it.items)
            plan.document = it.document ?? plan.document
            plan.until = it.until ?? plan.until
            plan.amendments += 1
        case .ended: plan.endedOn = entry.occurredOn
        }
        return plan
    }

    package func item(_ number: Int) -> PlanItem? { items.first { $0.number == number } }

    mutating func put(_ more: [PlanItem]) {
        for item in more {
            if let place = items.firstIndex(where: { $0.number == item.number }) {
                items[place] = item
            } else {
                items.append(item)
            }
        }
        items.sort { $0.number < $1.number }
    }
}
