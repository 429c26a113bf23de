import Ledger

extension Duty {
    /// What happens to a recurring duty: streams `duty/<name>`. The payloads' type names are the storage format.
    ///
    /// That it was met or missed is no event: it follows from the activities.
    package enum Event: ConceptEvent {
        package typealias State = Duty

        case set(DutySet)
        case ended(DutyEnded)

        package static let types: [EventType<Event>] = [.init(Event.set), .init(Event.ended)]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .set(let payload): payload
            case .ended(let payload): payload
            }
        }
    }
}

package struct DutySet: Payload {
    package static let type = "taizhang.duty.set.v1"
    package static let about = Message("设定经常性工作", "a recurring duty was set")

    package var frequency = Frequency.monthly
    /// From this day on.
    package var from = CalendarDate(dayNumber: 0)
    /// The kinds of activity that meet it: any of them.
    package var kinds: [String] = []
    /// Who sees to it.
    package var owner: ActorID?
    /// The branches or units that each have it.
    package var units: [UnitID] = []
    /// Its last day; nil where it goes on.
    package var until: CalendarDate?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.choice("frequency", &frequency, Message("频次", "frequency"))
        try p.date("from", &from, Message("起", "from"))
        try p.texts("kinds", &kinds, Message("活动类别", "kinds of activity"))
        try p.id("owner", &owner, Message("责任人", "owner"))
        try p.ids("units", &units, Message("单位", "units"))
        try p.date("until", &until, Message("止", "until"))
    }
}

package struct DutyEnded: Payload {
    package static let type = "taizhang.duty.ended.v1"
    package static let about = Message("取消经常性工作", "a recurring duty was ended")
    package static let needsReason = true

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {}
}
