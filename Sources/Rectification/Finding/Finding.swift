import Ledger

/// One problem that an inspection found, from registration to closure and beyond, with its measures (`domain.md`: life
/// of a finding).
package struct Finding: Concept {
    package enum Stage: String, Choice {
        case registered, assigned, inprogress, submitted, verified, closed, withdrawn, merged

        package var title: Message {
            switch self {
            case .registered: Message("已登记", "registered")
            case .assigned: Message("已分派", "assigned")
            case .inprogress: Message("整改中", "in progress")
            case .submitted: Message("申请销号", "submitted")
            case .verified: Message("已验收", "verified")
            case .closed: Message("已销号", "closed")
            case .withdrawn: Message("已撤销", "withdrawn")
            case .merged: Message("已并入", "merged")
            }
        }

        /// Whether something is still to be done.
        package var isOpen: Bool { ![.closed, .withdrawn, .merged].contains(self) }
    }

    package struct LookBack: Equatable, Sendable {
        package var on: CalendarDate
        package var outcome: FindingLookedBack.Outcome
    }

    package var number: FindingNumber
    package var stage = Stage.registered
    package var category = ""
    package var description = ""
    package var details: String?
    package var goal: String?
    package var round: RoundID?
    package var source: String?
    package var unit: UnitID?
    package var feedbackOn: CalendarDate?
    package var registeredOn: CalendarDate
    package var assignment = Assignment()
    package var measures: [Measure] = []
    /// Evidence of the finding as a whole.
    package var evidence: [Exhibit] = []
    package var submittedOn: CalendarDate?
    package var verifiedOn: CalendarDate?
    /// Who verified it, together where there were several.
    package var verifiers: [ActorID] = []
    package var closedOn: CalendarDate?
    package var closedBy: ActorID?
    package var lookBacks: [LookBack] = []
    package var mergedInto: FindingNumber?
    package var absorbed: [FindingNumber] = []
    package var doubts: [Doubt] = []
    package var returns = 0
    package var reopenings = 0
    package var closures = 0
    /// How many measures there were when it was last reopened: a reopened finding needs a new one.
    package var measuresAtReopening: Int?
    /// The day of the last step that changed the stage: no later step is dated before it (`format.md`: two times).
    package var lastStepOn: CalendarDate
    /// The day of the step that led to the stage as it stands: a claim may date it before an earlier step.
    package var stageSince: CalendarDate
    package var isClaimed = false
    package var supervision = Supervision()
    /// Other units that were to look for the same problem (`domain.md`: 举一反三), and what they found.
    package var checks: [ExtendedCheck] = []
    /// The days on which it was reopened.
    package var reopenedOn: [CalendarDate] = []

    package var id: FindingNumber { number }
    package var owner: ActorID? { assignment.owner }
    package var relapses: Int { lookBacks.count { $0.outcome == .relapsed } }
    package var extensions: Int { measures.reduce(0) { $0 + $1.extensions.count } }
    package var owners: Set<ActorID> { Set(([owner] + measures.map(\.owner)).compactMap { $0 }) }
    /// The responsible units, those of single measures included; the unit it was found in where none is assigned.
    package var units: [UnitID] {
        let units = (assignment.units + measures.flatMap(\.units)).distinct
        return units.isEmpty ? unit.map { [$0] } ?? [] : units
    }

    package func measure(_ number: Int) -> Measure? { measures.first { $0.number == number } }
    package func owner(of measure: Measure) -> ActorID? { measure.owner ?? owner }

    /// The day that the finding is due next: the earliest last day of a measure that is not complete, else the latest
    /// of all; nil where no measure has one.
    package var deadline: CalendarDate? {
        measures.filter { !$0.isComplete }.compactMap(\.deadline).min() ?? measures.compactMap(\.deadline).max()
    }

    /// The earliest deadline of a measure that is to be completed still: what the light and the days overdue go by. Nil
    /// where the finding is not open.
    package var due: CalendarDate? {
        stage.isOpen ? measures.filter { !$0.isComplete }.compactMap(\.deadline).min() : nil
    }

    /// Whether it is open by nature: it has a measure that goes on for good, and all its measures are done.
    package var isSustained: Bool {
        stage.isOpen && measures.contains { $0.kind == .sustained } && measures.allSatisfy(\.isDone)
    }

    /// Whether it is open and the last day of a measure has passed without completion.
    package func isOverdue(on day: CalendarDate) -> Bool { stage.isOpen && measures.contains { $0.isOverdue(on: day) } }
}

// MARK: - Evolve

extension Finding {
    /// The finding after an event: the one fold behind read models, views as of a date and replay.
    ///
    /// Total: any subset of a stream's entries in ledger order has a meaning. What comes before the registration has no
    /// finding to change, and what names a measure that is not there changes none.
    package static func evolve(_ state: consuming Finding?, _ entry: Entry<Event>, in stream: StreamName) -> Finding? {
        guard var finding = state else {
            guard case .registered(let registered) = entry.event, let number = FindingNumber(String(stream.id)) else {
                return nil
            }
            return Finding(registered, number, on: entry.occurredOn)
        }
        finding.take(entry)
        return finding
    }

    private init(_ registered: FindingRegistered, _ number: FindingNumber, on day: CalendarDate) {
        self.init(number: number, registeredOn: day, lastStepOn: day, stageSince: day)
        category = registered.category
        description = registered.description
        details = registered.details
        goal = registered.goal
        round = registered.round
        source = registered.source
        unit = registered.unit
        feedbackOn = registered.feedbackOn
        isClaimed = registered.claim != nil
    }

    private mutating func take(_ entry: Entry<Event>) {
        takeStep(entry)
        supervision.settle(isOpen: stage.isOpen, due: due, on: entry.occurredOn)
    }

    private mutating func takeStep(_ entry: Entry<Event>) {
        let day = entry.occurredOn
        switch entry.event {
        case .registered: break
        case .assigned(let assigned): assign(assigned.assignment, on: day)
        case .reassigned(let reassigned): assign(reassigned.assignment, on: day)
        case .measurePlanned(let planned): measures.append(Measure(planned, on: day))
        case .measureProgressed(let report):
            change(report.measure) { $0.take(report, at: entry.sequence, on: day) }
            // A sheet's claim that nothing has begun begins nothing.
            if report.claim == nil || report.percent != 0 { begin(on: day) }
        case .progressCorrected(let correction): change(correction.measure) { $0.take(correction) }
        case .measureCompleted(let completed):
            change(completed.measure) { $0.complete(completed, on: day) }
            begin(on: day)
        case .measureReviewed(let reviewed):
            change(reviewed.measure) {
                $0.reviews.append(Measure.Review(on: day, outcome: reviewed.outcome))
                $0.evidence += reviewed.evidence
            }
            begin(on: day)
        case .extensionRequested(let request):
            change(request.measure) { ($0.requestedDeadline, $0.requestedBy) = (request.until, entry.doer) }
        case .extensionGranted(let granted):
            if let until = granted.until { change(granted.measure) { $0.extend(until: until) } }
        case .extensionRefused(let refused):
            change(refused.measure) { ($0.requestedDeadline, $0.requestedBy) = (nil, nil) }
        case .evidenceAttached(let attached):
            if let measure = attached.measure {
                change(measure) { $0.evidence.append(attached.evidence) }
            } else {
                evidence.append(attached.evidence)
            }
        default: takeClosing(entry, on: day)
        }
    }

    /// From the submission on.
    private mutating func takeClosing(_ entry: Entry<Event>, on day: CalendarDate) {
        switch entry.event {
        case .submitted:
            step(to: .submitted, on: day)
            submittedOn = day
        case .verified(let verified):
            step(to: .verified, on: day)
            verifiedOn = day
            let isUnknown = verified.claim != nil && entry.onBehalfOf == nil
            verifiers = (isUnknown ? [] : [entry.doer]) + verified.with
        case .returned:
            step(to: .inprogress, on: day)
            returns += 1
            (submittedOn, verifiedOn, verifiers) = (nil, nil, [])
        case .closed(let closed):
            step(to: .closed, on: day)
            closedOn = day
            closedBy = closed.claim != nil && entry.onBehalfOf == nil ? nil : entry.doer
            closures += 1
        case .lookedBack(let look): lookBacks.append(LookBack(on: day, outcome: look.outcome))
        case .reopened:
            step(to: .inprogress, on: day)
            reopenings += 1
            reopenedOn.append(day)
            measuresAtReopening = measures.count
            (submittedOn, verifiedOn, verifiers, closedOn, closedBy) = (nil, nil, [], nil, nil)
        case .withdrawn: step(to: .withdrawn, on: day)
        case .merged(let merged):
            step(to: .merged, on: day)
            mergedInto = merged.into
        case .absorbed(let other): if let from = other.from { absorbed.append(from) }
        case .corrected(let corrected): correct(corrected.correction)
        case .doubted(let doubted): doubts.append(doubted.doubt)
        case .supervisionIssued(let issued): supervision.take(issued, on: day)
        case .supervisionLifted: supervision.lift()
        case .checkExtended(let extended): extend(extended, on: day)
        case .checkAnswered(let answered): answer(answered, on: day)
        default: break
        }
    }

    private mutating func step(to next: Stage, on day: CalendarDate) {
        stage = next
        lastStepOn = max(lastStepOn, day)
        stageSince = day
    }

    /// The first work on a finding puts it in progress.
    private mutating func begin(on day: CalendarDate) {
        if stage == .registered || stage == .assigned { step(to: .inprogress, on: day) }
    }

    private mutating func assign(_ next: Assignment, on day: CalendarDate) {
        assignment = next
        // Work that has begun goes on in other hands.
        let goesOn = stage != .registered && stage != .assigned && measures.contains(where: \.hasBegun)
        if stage.isOpen { step(to: goesOn ? .inprogress : .assigned, on: day) }
    }

    private mutating func change(_ number: Int, _ body: (inout Measure) -> Void) {
        guard let index = measures.firstIndex(where: { $0.number == number }) else { return }
        body(&measures[index])
    }

    private mutating func correct(_ correction: Correction) {
        category = correction.category ?? category
        description = correction.description ?? description
        details = correction.details ?? details
        goal = correction.goal ?? goal
        round = correction.round ?? round
        // An imported round has no day of feedback; before there was a source in it, a correction left both.
        if let source = correction.source { (self.source, feedbackOn) = (source, correction.feedbackOn) }
        unit = correction.unit ?? unit
    }
}
