import Ledger

/// One thing to do about a finding.
package struct Measure: Equatable, Sendable {
    /// How it is to be done (`domain.md`: 立行立改 / 限期整改 / 长期坚持).
    package enum Kind: String, Choice {
        case immediate, bydeadline, sustained

        package var title: Message {
            switch self {
            case .immediate: Message("立行立改", "immediate")
            case .bydeadline: Message("限期整改", "by deadline")
            case .sustained: Message("长期坚持", "sustained")
            }
        }
    }

    /// A report of what was done, as last corrected.
    package struct Progress: Equatable, Sendable {
        /// The position of the record that reported it.
        package var sequence: Int
        package var on: CalendarDate
        package var text: String
        package var percent: Int?
        package var isCorrected = false
    }

    package struct Review: Equatable, Sendable {
        package var on: CalendarDate
        package var outcome: MeasureReviewed.Outcome
    }

    package struct Extension: Equatable, Sendable {
        package var from: CalendarDate
        package var until: CalendarDate
    }

    /// From 1, within its finding.
    package var number: Int
    package var text: String
    package var kind: Kind
    package var plannedOn: CalendarDate
    /// The last day as it was first set: what statistics of punctuality go by.
    package var originalDeadline: CalendarDate?
    /// The last day as it stands, extensions counted.
    package var deadline: CalendarDate?
    package var reviewDates: [CalendarDate]
    package var expects: [String]
    /// Where it is not the finding's.
    package var owner: ActorID?
    package var units: [UnitID]
    package var percent: Int?
    /// The sheet's own word for how far it is.
    package var claimedStatus: String?
    package var progress: [Progress] = []
    package var evidence: [Exhibit] = []
    package var completedOn: CalendarDate?
    package var reviews: [Review] = []
    /// The later deadline that was asked for and not yet decided.
    package var requestedDeadline: CalendarDate?
    /// Who asked for it: they do not decide it.
    package var requestedBy: ActorID?
    package var extensions: [Extension] = []
    package var isClaimed = false

    static let numberAbout = Message("措施序号", "number of the measure within its finding")

    package var isComplete: Bool { completedOn != nil }
    package var hasBegun: Bool { isComplete || !progress.isEmpty || !reviews.isEmpty }
    package var hasPassedReview: Bool { reviews.last?.outcome == .passed }

    /// Done as far as closing the finding goes: complete, or sustained with its last review passed. A sheet's claim that
    /// it is kept up counts for a claim.
    package var isDone: Bool {
        isComplete || (kind == .sustained && (hasPassedReview || (isClaimed && reviews.isEmpty)))
    }

    /// Whether the last day has passed without completion.
    package func isOverdue(on day: CalendarDate) -> Bool {
        guard !isComplete, let deadline else { return false }
        return deadline < day
    }

    /// The kinds of evidence that are expected and of which there is no file yet.
    package var missingEvidence: [String] {
        expects.filter { kind in !evidence.contains { $0.kind == kind && $0.file != nil } }
    }
}

extension Measure {
    init(_ planned: MeasurePlanned, on day: CalendarDate) {
        self.init(
            number: planned.measure, text: planned.text, kind: planned.kind, plannedOn: day,
            originalDeadline: planned.deadline, deadline: planned.deadline, reviewDates: planned.reviews,
            expects: planned.expects, owner: planned.owner, units: planned.units, isClaimed: planned.claim != nil)
    }

    mutating func take(_ report: MeasureProgressed, at sequence: Int, on day: CalendarDate) {
        progress.append(Progress(sequence: sequence, on: day, text: report.text, percent: report.percent))
        percent = latestPercent
        claimedStatus = report.status ?? claimedStatus
        evidence += report.evidence
    }

    mutating func take(_ correction: ProgressCorrected) {
        guard let index = progress.firstIndex(where: { $0.sequence == correction.record }) else { return }
        progress[index].isCorrected = true
        if let text = correction.text { progress[index].text = text }
        if let corrected = correction.percent {
            progress[index].percent = corrected
            percent = latestPercent
        }
    }

    /// By the day that the reports speak of: one may be recorded late.
    private var latestPercent: Int? {
        progress.lazy.filter { $0.percent != nil }.enumerated()
            .max { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }?.element.percent
    }

    mutating func complete(_ completed: MeasureCompleted, on day: CalendarDate) {
        completedOn = day
        percent = 100
        (requestedDeadline, requestedBy) = (nil, nil)
        evidence += completed.evidence
    }

    mutating func extend(until: CalendarDate) {
        if let deadline { extensions.append(Extension(from: deadline, until: until)) }
        deadline = until
        (requestedDeadline, requestedBy) = (nil, nil)
    }
}
