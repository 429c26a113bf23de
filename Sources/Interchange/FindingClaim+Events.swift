import Ledger
import ReadModels
import Rectification

extension FindingClaim {
    /// A step of the finding's history, in the order in which it is claimed.
    private struct Step {
        var event: Finding.Event
        var day: CalendarDate
        var doer: ActorID?
    }

    /// Puts the finding's whole history to the desk: registration, assignment, measures, work in the order of its days,
    /// verification, closure.
    func claim(at desk: Desk, from sheet: Digest) throws {
        guard let number else { return }
        let claim = Claim(line: stated.line, sheet: sheet)
        func put(_ event: Finding.Event, _ day: CalendarDate, _ doer: ActorID? = nil) throws {
            try desk.claim(event, about: number, of: Finding.self, on: day, onBehalfOf: doer)
        }
        try put(.registered(registered(claim)), days.registered)
        if let assigned = assigned(claim) { try put(.assigned(assigned), days.registered) }
        for measure in measures { try put(.measurePlanned(measure.planned(sheet)), days.registered) }
        for step in work(sheet) { try put(step.event, step.day, step.doer) }
        guard let closed = days.closed else { return }
        let verified = FindingVerified(method: nil, with: Array(verifiers.dropFirst()), claim: claim)
        try put(.verified(verified), closed, verifiers.first)
        try put(.closed(FindingClosed(claim: claim)), closed)
    }

    func registered(_ claim: Claim) -> FindingRegistered {
        var registered = FindingRegistered()
        registered.category = stated.category ?? ""
        registered.claim = claim
        registered.description = stated.description
        registered.details = stated.manifestation
        registered.feedbackOn = stated.feedbackOn
        registered.goal = stated.goal
        registered.round = round
        registered.source = stated.source
        return registered
    }

    func assigned(_ claim: Claim) -> FindingAssigned? {
        let assignment = Assignment(leader: leader, leadUnit: leadUnit, owner: owner, units: units)
        return assignment == Assignment() ? nil : FindingAssigned(assignment, claim: claim)
    }

    private func work(_ sheet: Digest) -> [Step] {
        var steps: [Step] = []
        for measure in measures {
            let doer = measure.owner ?? owner
            if let report = measure.progressed(sheet) {
                steps.append(Step(event: .measureProgressed(report), day: measure.work.day, doer: doer))
            }
            if let completed = measure.completed(sheet) {
                steps.append(Step(event: .measureCompleted(completed), day: measure.work.day, doer: doer))
            }
        }
        return steps.enumerated()
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    }
}

extension MeasureClaim {
    func planned(_ sheet: Digest) -> MeasurePlanned {
        var planned = MeasurePlanned()
        planned.claim = Claim(line: stated.line, sheet: sheet)
        planned.deadline = stated.deadline
        planned.kind = stated.kind?.inLedger ?? .bydeadline
        planned.measure = number
        planned.owner = owner
        planned.text = stated.text
        planned.units = units
        return planned
    }

    /// What the sheet says of the work; nil where that is nothing, or only that it is completed.
    func progressed(_ sheet: Digest) -> MeasureProgressed? {
        let saysMore = !isCompleted && (stated.status != nil || !stated.evidence.isEmpty)
        guard stated.progress != nil || saysMore else { return nil }
        var report = MeasureProgressed()
        report.claim = Claim(line: stated.line, sheet: sheet)
        report.evidence = isCompleted ? [] : exhibits
        report.measure = number
        report.percent = stated.status?.state == .notStarted ? 0 : nil
        report.status = stated.status?.text
        report.text = stated.progress ?? ""
        return report
    }

    func completed(_ sheet: Digest) -> MeasureCompleted? {
        guard isCompleted else { return nil }
        var completed = MeasureCompleted()
        completed.claim = Claim(line: stated.line, sheet: sheet)
        completed.evidence = exhibits
        completed.measure = number
        return completed
    }

    /// The sheet only names the material.
    private var exhibits: [Exhibit] { stated.evidence.map { Exhibit(kind: $0, file: nil) } }
}

extension SheetMeasure.Kind {
    var inLedger: Measure.Kind {
        switch self {
        case .immediate: .immediate
        case .byDeadline: .bydeadline
        case .sustained: .sustained
        }
    }
}
