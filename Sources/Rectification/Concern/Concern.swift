import Ledger

/// What people are concerned about (热点关切), or what an inquiry found (调研成果), until something comes of it
/// (`domain.md`: hot concern, research result).
package struct Concern: Concept {
    package enum Kind: String, Choice {
        case concern, research

        package var title: Message {
            switch self {
            case .concern: Message("热点关切", "concern")
            case .research: Message("调研成果", "research result")
            }
        }
    }

    package enum Stage: String, Choice {
        case raised, turned, answered, dropped

        package var title: Message {
            switch self {
            case .raised: Message("待办", "open")
            case .turned: Message("已转化", "turned")
            case .answered: Message("已答复", "answered")
            case .dropped: Message("不再跟踪", "dropped")
            }
        }
    }

    package struct Turning: Equatable, Sendable {
        package var on: CalendarDate
        package var into: StreamName
        package var measure: Int?
    }

    package var id: ConcernNumber
    package var kind: Kind
    package var stage = Stage.raised
    package var text: String
    package var unit: UnitID?
    package var activity: ActivityNumber?
    package var raisedOn: CalendarDate
    package var hasPersonal: Bool
    package var turnings: [Turning] = []
    package var answer: String?
    package var answeredOn: CalendarDate?
    package var lastStepOn: CalendarDate

    package static func evolve(_ state: consuming Concern?, _ entry: Entry<Event>, in stream: StreamName) -> Concern? {
        guard var concern = state else {
            guard case .raised(let it) = entry.event, let id = ConcernNumber(stream) else { return nil }
            return Concern(
                id: id, kind: it.kind, text: it.text, unit: it.unit, activity: it.activity, raisedOn: entry.occurredOn,
                hasPersonal: it.personal != Erasable(), lastStepOn: entry.occurredOn)
        }
        concern.lastStepOn = max(concern.lastStepOn, entry.occurredOn)
        switch entry.event {
        case .raised: break
        case .turned(let it):
            guard let into = it.target else { break }
            concern.turnings.append(Turning(on: entry.occurredOn, into: into, measure: it.measure))
            concern.stage = .turned
        case .answered(let it):
            (concern.answer, concern.answeredOn, concern.stage) = (it.text, entry.occurredOn, .answered)
        case .dropped: concern.stage = .dropped
        }
        return concern
    }
}

/// A concern's number (`2020-001`).
package struct ConcernNumber: SerialNumber {
    package let year: Int
    package let ordinal: Int

    package init(year: Int, ordinal: Int) {
        self.year = year
        self.ordinal = ordinal
    }

    package static let kind = "concern"
}
