import Ledger

/// An inspection or another occasion that finds problems, from its feedback to the end of its rectification.
package struct Round: Concept {
    /// The rectification plan as it stands.
    package struct Plan: Equatable, Sendable {
        package enum State: String, Choice {
            case proposed, approved, amended

            package var title: Message {
                switch self {
                case .proposed: Message("待批准", "proposed")
                case .approved: Message("已批准", "approved")
                case .amended: Message("已调整", "amended")
                }
            }
        }

        package var state: State
        package var proposedOn: CalendarDate
        /// All who had a hand in putting it forward.
        package var proposers: Set<ActorID>
        package var document: EvidenceFile?
        package var measures: [PlannedMeasure]
        /// The last step.
        package var on: CalendarDate
    }

    package struct Report: Equatable, Sendable {
        package var due: CalendarDate
        /// When it was reported first: what lateness goes by.
        package var on: CalendarDate
        package var text: String?
        package var document: EvidenceFile?
    }

    package struct Publication: Equatable, Sendable {
        package var on: CalendarDate
        package var place: String
        package var document: EvidenceFile?
        package var until: CalendarDate?
    }

    package struct Check: Equatable, Sendable {
        package var unit: UnitID
        package var on: CalendarDate
        package var outcome: RoundChecked.Outcome
        package var finding: FindingNumber?
        package var note: String?
    }

    package var id: RoundID
    package var source = ""
    package var body: String?
    package var feedbackOn: CalendarDate?
    package var intensiveUntil: CalendarDate?
    package var document: EvidenceFile?
    package var openedOn: CalendarDate
    package var closedOn: CalendarDate?
    /// Findings that stayed open when it was closed.
    package var leftOpen: [FindingNumber] = []
    package var isClaimed = false
    package var stages: [RoundStage] = []
    /// The last days for progress reports.
    package var reportDates: [CalendarDate] = []
    package var plan: Plan?
    package var reports: [Report] = []
    package var publications: [Publication] = []
    /// The latest.
    package var survey: RoundSurveyed?
    package var surveyedOn: CalendarDate?
    /// What was said last of each unit; under nil, of the office as a whole.
    package var accountability: [UnitID?: Accountability] = [:]
    package var scope: RoundScoped?
    package var checks: [Check] = []
    package var sample: RoundSampled?
    package var sampledOn: CalendarDate?
    package var lastStepOn: CalendarDate

    /// The months of the intensive period where none is set (`domain.md`: 整改时限, 集中整改期).
    package static let usualIntensiveMonths = 6
    /// More people than any office has: a number beyond is a slip.
    package static let mostPeople = 1_000_000

    /// The units of the scope that nobody has checked yet.
    package var unchecked: [UnitID] {
        (scope?.units ?? []).filter { unit in !checks.contains { $0.unit == unit } }
    }

    /// The round after an event. Total; what comes before the opening has no round to change.
    package static func evolve(_ state: consuming Round?, _ entry: Entry<Event>, in stream: StreamName) -> Round? {
        guard var round = state else {
            guard case .opened(let opened) = entry.event, let id = RoundID(String(stream.id)) else { return nil }
            return Round(
                id: id, source: opened.source, body: opened.body, feedbackOn: opened.feedbackOn,
                intensiveUntil: opened.intensiveUntil, document: opened.document, openedOn: entry.occurredOn,
                isClaimed: opened.claim != nil, lastStepOn: entry.occurredOn)
        }
        round.take(entry)
        return round
    }

    private mutating func take(_ entry: Entry<Event>) {
        let day = entry.occurredOn
        // To say better what was is no step.
        if case .amended = entry.event {} else { lastStepOn = max(lastStepOn, day) }
        switch entry.event {
        case .opened: break
        case .amended(let amended):
            body = amended.body ?? body
            document = amended.document ?? document
            intensiveUntil = amended.intensiveUntil ?? intensiveUntil
        case .closed(let closed):
            closedOn = day
            leftOpen = closed.open
        case .scheduled(let scheduled): (stages, reportDates) = (scheduled.stages, scheduled.reports)
        case .planned(let it):
            plan = Plan(
                state: .proposed, proposedOn: day,
                proposers: (plan?.proposers ?? []).union([entry.actor, entry.doer]), document: it.document,
                measures: it.measures, on: day)
        case .planApproved: change(to: .approved, on: day) { _ in }
        case .planAmended(let it):
            change(to: .amended, on: day) {
                $0.measures = it.measures
                $0.document = it.document ?? $0.document
            }
        case .reported(let it): take(it, on: day)
        case .published(let it):
            publications.append(Publication(on: day, place: it.place, document: it.document, until: it.until))
        case .surveyed(let it): (survey, surveyedOn) = (it, day)
        case .accounted(let it): accountability[it.unit] = it.counts
        case .scoped(let it): scope = it
        case .checked(let it):
            guard let unit = it.unit else { break }
            checks.append(Check(unit: unit, on: day, outcome: it.outcome, finding: it.finding, note: it.note))
        case .sampled(let it): (sample, sampledOn) = (it, day)
        }
    }

    private mutating func change(to state: Plan.State, on day: CalendarDate, _ body: (inout Plan) -> Void) {
        guard var plan else { return }
        (plan.state, plan.on) = (state, day)
        body(&plan)
        self.plan = plan
    }

    private mutating func take(_ report: RoundReported, on day: CalendarDate) {
        guard let due = report.due else { return }
        let first = reports.first { $0.due == due }?.on ?? day
        reports.removeAll { $0.due == due }
        reports.append(
            Report(due: due, on: min(first, day), text: report.text, document: report.document))
    }
}
