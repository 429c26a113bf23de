import Ledger

/// A rule that was made so that a problem does not return (`domain.md`: 长效机制 / 建章立制), with its versions.
package struct Regulation: Concept {
    package enum Stage: String, Choice {
        case drafted, inforce, repealed

        package var title: Message {
            switch self {
            case .drafted: Message("起草中", "drafted")
            case .inforce: Message("执行中", "in force")
            case .repealed: Message("已废止", "repealed")
            }
        }
    }

    package struct Version: Equatable, Sendable {
        package var on: CalendarDate
        package var document: EvidenceFile?
        package var documentNumber: String?
    }

    package var id: RegulationID
    package var stage = Stage.drafted
    package var unit: UnitID?
    package var draftedOn: CalendarDate
    package var draft: EvidenceFile?
    /// As adopted, and as amended since.
    package var versions: [Version] = []
    package var answers: [FindingNumber] = []
    package var reviewOn: CalendarDate?
    package var reviewedOn: CalendarDate?
    package var reviewOutcome: RegulationReviewed.Outcome?
    package var repealedOn: CalendarDate?
    package var successor: RegulationID?
    package var lastStepOn: CalendarDate

    package var adoptedOn: CalendarDate? { versions.first?.on }

    package static func evolve(
        _ state: consuming Regulation?, _ entry: Entry<Event>, in stream: StreamName
    ) -> Regulation? {
        guard var regulation = state else {
            guard case .drafted(let drafted) = entry.event, let id = RegulationID(stream) else { return nil }
            return Regulation(
                id: id, unit: drafted.unit, draftedOn: entry.occurredOn, draft: drafted.document,
                answers: drafted.answers, lastStepOn: entry.occurredOn)
        }
        regulation.take(entry)
        return regulation
    }

    private mutating func take(_ entry: Entry<Event>) {
        let day = entry.occurredOn
        lastStepOn = max(lastStepOn, day)
        switch entry.event {
        case .drafted: break
        case .adopted(let it):
            stage = .inforce
            add(it.version, on: day)
        case .amended(let it): add(it.version, on: day)
        case .reviewed(let it):
            (reviewedOn, reviewOutcome, reviewOn) = (day, it.outcome, it.reviewOn)
        case .repealed(let it):
            stage = .repealed
            (repealedOn, successor, reviewOn) = (day, it.successor, nil)
        }
    }

    private mutating func add(_ version: RegulationVersion, on day: CalendarDate) {
        versions.append(Version(on: day, document: version.document, documentNumber: version.documentNumber))
        answers += version.answers.filter { !answers.contains($0) }
        reviewOn = version.reviewOn ?? reviewOn
    }
}

/// A regulation, by its name (`三会一课制度`).
package struct RegulationID: NameIdentifier {
    package let text: String
    package init(name: String) { text = name }
    package static let kind = "regulation"
}
