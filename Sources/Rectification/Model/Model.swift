import Ledger

/// A member or a unit that is to be looked up to (选树优秀党员, 身边的典型): nominated, made public, selected.
package struct Model: Concept {
    package enum Stage: String, Choice {
        case nominated, publicised, selected, dropped

        package var title: Message {
            switch self {
            case .nominated: Message("已推荐", "nominated")
            case .publicised: Message("公示", "made public")
            case .selected: Message("已确定", "selected")
            case .dropped: Message("未确定", "dropped")
            }
        }
    }

    package var id: ModelNumber
    package var stage = Stage.nominated
    package var title: String
    package var member: MemberCode?
    package var unit: UnitID?
    package var branch: UnitID?
    package var nominatedOn: CalendarDate
    package var publicFrom: CalendarDate?
    package var publicUntil: CalendarDate?
    package var objections = 0
    package var decidedOn: CalendarDate?
    package var documentNumber: String?
    package var lastStepOn: CalendarDate

    package static func evolve(_ state: consuming Model?, _ entry: Entry<Event>, in stream: StreamName) -> Model? {
        let day = entry.occurredOn
        guard var model = state else {
            guard case .nominated(let it) = entry.event, let id = ModelNumber(stream) else { return nil }
            return Model(
                id: id, title: it.title, member: it.member, unit: it.unit, branch: it.branch, nominatedOn: day,
                lastStepOn: day)
        }
        model.lastStepOn = max(model.lastStepOn, day)
        switch entry.event {
        case .nominated: break
        case .publicised(let it):
            model.stage = .publicised
            (model.publicFrom, model.publicUntil) = (it.from, it.until)
        case .objected: model.objections += 1
        case .selected(let it):
            model.stage = .selected
            (model.decidedOn, model.documentNumber) = (day, it.documentNumber)
        case .dropped:
            model.stage = .dropped
            model.decidedOn = day
        }
        return model
    }
}

/// A model's number (`2020-001`).
package struct ModelNumber: SerialNumber {
    package let year: Int
    package let ordinal: Int

    package init(year: Int, ordinal: Int) {
        self.year = year
        self.ordinal = ordinal
    }

    package static let kind = "model"
}
