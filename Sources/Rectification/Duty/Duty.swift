import Ledger

/// Something that each of some units is to do again and again (`domain.md`: recurring duty): 三会一课, 主题党日, 谈心谈话.
///
/// Met in a period by an activity of one of its kinds in it, missed when the period ends without one
/// (`Listing.dutyPeriods`).
package struct Duty: Concept {
    package var id: DutyID
    package var kinds: [String]
    package var frequency: Frequency
    package var units: [UnitID]
    package var owner: ActorID?
    package var from: CalendarDate
    package var until: CalendarDate?
    package var setOn: CalendarDate
    package var endedOn: CalendarDate?

    package static func evolve(_ state: consuming Duty?, _ entry: Entry<Event>, in stream: StreamName) -> Duty? {
        guard var duty = state else {
            guard case .set(let it) = entry.event, let id = DutyID(stream) else { return nil }
            return Duty(
                id: id, kinds: it.kinds, frequency: it.frequency, units: it.units, owner: it.owner, from: it.from,
                until: it.until, setOn: entry.occurredOn)
        }
        switch entry.event {
        case .set: break
        case .ended: duty.endedOn = entry.occurredOn
        }
        return duty
    }
}

/// A recurring duty, by its name (`三会一课-支委会`).
package struct DutyID: NameIdentifier {
    package let text: String
    package init(name: String) { text = name }
    package static let kind = "duty"
}

extension Duty {
    package enum Command: Sendable {
        case set(DutySet)
        case end
    }

    /// An approver sets and ends duties (a recorder may key it in for one).
    ///
    /// - Throws: E-ROLE, E-EXISTS, E-DUTY-UNKNOWN, E-DUTY-ENDED, E-DUTY-KINDS, E-DUTY-UNITS, E-DUTY-ONCE, E-DUTY-DATES,
    ///   E-UNIT-UNKNOWN, E-ACTOR-UNKNOWN, E-TEXT-EMPTY, E-REASON, E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: DutyID, _ state: Duty?, _ context: Context
    ) throws(Fault) -> [Event] {
        let step = Message("设定或取消经常性工作", "set or end a recurring duty")
        try context.requireStanding()
        try context.require(.approver, to: step)
        switch command {
        case .set(var set):
            set.units = set.units.distinct
            guard state == nil else { throw .exists(Message("经常性工作“\(id)”", "duty “\(id)”")) }
            try requireSound(set, context)
            return [.set(set)]
        case .end:
            guard let duty = state else { throw .unknown(id.stream) }
            if let endedOn = duty.endedOn { throw .dutyEnded(id, endedOn) }
            guard context.on >= duty.setOn else { throw .beforeStep(context.on, duty.setOn) }
            try context.requireReason(for: Message("取消经常性工作", "end a recurring duty"))
            return [.ended(DutyEnded())]
        }
    }

    private static func requireSound(_ set: DutySet, _ context: Context) throws(Fault) {
        for kind in set.kinds where kind.isBlank { throw .blank(Message("活动类别", "kind of activity")) }
        guard !set.kinds.isEmpty else {
            throw .dutyLacks(
                "KINDS", Message("没有写明哪类活动算完成。", "It is not said which kind of activity meets it."),
                Message("加上 --kind。", "Add --kind."))
        }
        guard !set.units.isEmpty else {
            throw .dutyLacks(
                "UNITS", Message("没有写明由哪些单位办。", "It is not said which units have it."),
                Message("加上 --unit。", "Add --unit."))
        }
        guard set.frequency.months != nil else {
            throw .dutyLacks(
                "ONCE", Message("经常性工作不能是一次性的。", "A recurring duty is not done once."),
                Message("只办一次的用 taizhang task assign。", "For what is done once: taizhang task assign."))
        }
        if let until = set.until, until < set.from {
            throw .dutyLacks(
                "DATES",
                Message("截止 \(until) 早于开始 \(set.from)。", "It would end on \(until), before it begins on \(set.from)."),
                Message("改正 --from 或 --until。", "Correct --from or --until."))
        }
        try context.require(known: set.units)
        try context.require(known: set.owner.map { [$0] } ?? [])
    }
}

extension Fault {
    fileprivate static func dutyLacks(_ code: String, _ message: Message, _ remedy: Message) -> Fault {
        Fault("E-DUTY-\(code)", .refused, message, remedy: remedy)
    }

    fileprivate static func dutyEnded(_ id: DutyID, _ day: CalendarDate) -> Fault {
        Fault(
            "E-DUTY-ENDED", .refused, Message("“\(id)”已于 \(day) 取消。", "The duty “\(id)” was ended on \(day)."),
            remedy: Message("需要时以新名称重新设定。", "Set it anew under another name."))
    }
}
