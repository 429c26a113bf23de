import Ledger

/// A title that the office applies for and then has to keep (文明单位, 模范机关).
package struct Application: Concept {
    package enum Stage: String, Choice {
        case applied, held, refused, lost

        package var title: Message {
            switch self {
            case .applied: Message("已申报", "applied for")
            case .held: Message("保有", "held")
            case .refused: Message("未获评", "refused")
            case .lost: Message("已失去", "lost")
            }
        }
    }

    package var id: ApplicationID
    package var stage = Stage.applied
    package var title: String
    package var level: String?
    package var appliedOn: CalendarDate
    /// Since when the title is held.
    package var heldSince: CalendarDate?
    package var reviewedOn: CalendarDate?
    package var reviewOutcome: ApplicationReviewed.Outcome?
    package var reviewBody: String?
    package var reviewOn: CalendarDate?
    package var reviews = 0
    package var lostOn: CalendarDate?
    package var lastStepOn: CalendarDate

    package static func evolve(
        _ state: consuming Application?, _ entry: Entry<Event>, in stream: StreamName
    ) -> Application? {
        let day = entry.occurredOn
        guard var application = state else {
            guard case .applied(let it) = entry.event, let id = ApplicationID(stream) else { return nil }
            return Application(
                id: id, title: it.title, level: it.level, appliedOn: day, reviewOn: it.reviewOn, lastStepOn: day)
        }
        application.lastStepOn = max(application.lastStepOn, day)
        application.take(entry.event, on: day)
        return application
    }

    private mutating func take(_ event: Event, on day: CalendarDate) {
        switch event {
        case .applied(let it):
            (stage, title, level, appliedOn, reviewOn) = (.applied, it.title, it.level, day, it.reviewOn)
            (heldSince, lostOn) = (nil, nil)
        case .reviewed(let it):
            reviews += 1
            (reviewedOn, reviewOutcome, reviewBody) = (day, it.outcome, it.body)
            reviewOn = it.reviewOn
            // A title that is held is kept or lost by a decision of its own.
            guard stage != .held else { return }
            stage = it.outcome == .passed ? .held : .refused
            heldSince = it.outcome == .passed ? day : nil
        case .kept(let it): reviewOn = it.reviewOn
        case .lost: (stage, lostOn, reviewOn) = (.lost, day, nil)
        }
    }
}

/// An application, by its name (`区级文明单位`).
package struct ApplicationID: NameIdentifier {
    package let text: String
    package init(name: String) { text = name }
    package static let kind = "application"
}
