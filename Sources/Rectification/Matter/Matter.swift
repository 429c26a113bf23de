import Ledger

/// A matter that was reported to a body above (重大事项请示报告), and its answer.
package struct Matter: Concept {
    package var id: MatterNumber
    package var text: String
    package var body: String
    package var unit: UnitID?
    package var reportedOn: CalendarDate
    package var due: CalendarDate?
    package var answer: String?
    package var answeredOn: CalendarDate?

    package static func evolve(_ state: consuming Matter?, _ entry: Entry<Event>, in stream: StreamName) -> Matter? {
        switch (state, entry.event) {
        case (nil, .reported(let it)):
            guard let id = MatterNumber(stream) else { return nil }
            return Matter(
                id: id, text: it.text, body: it.body, unit: it.unit, reportedOn: entry.occurredOn, due: it.due)
        case (var matter?, .answered(let it)):
            (matter.answer, matter.answeredOn) = (it.text, entry.occurredOn)
            return matter
        default: return state
        }
    }
}

extension Matter {
    package enum Command: Sendable {
        case report(MatterReported)
        case answer(MatterAnswered)
    }

    /// Both are entered by a recorder. Another answer takes the place of the one before, and says why: the body above
    /// has written anew, or the first was keyed in wrongly.
    ///
    /// - Throws: E-ROLE, E-EXISTS, E-TEXT-EMPTY, E-UNIT-UNKNOWN, E-MATTER-DUE, E-MATTER-UNKNOWN, E-REASON,
    ///   E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: MatterNumber, _ state: Matter?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        try context.require(.recorder, to: Message("登记重大事项", "enter a matter reported"))
        switch command {
        case .report(let reported):
            guard state == nil else { throw .exists(Message("重大事项 \(id)", "matter \(id)")) }
            guard !reported.text.isBlank else { throw .blank(Message("事项", "matter")) }
            guard !reported.body.isBlank else { throw .blank(Message("报告对象", "body that it is reported to")) }
            try context.require(known: reported.unit.map { [$0] } ?? [])
            if let due = reported.due, due < context.on { throw .matterDue(due, context.on) }
            return [.reported(reported)]
        case .answer(let answered):
            guard let matter = state else { throw .unknownMatter(id) }
            guard context.on >= matter.answeredOn ?? matter.reportedOn else {
                throw .beforeStep(context.on, matter.answeredOn ?? matter.reportedOn)
            }
            guard !answered.text.isBlank else { throw .blank(Message("答复", "answer")) }
            if matter.answeredOn != nil {
                try context.requireReason(
                    for: Message("更改已登记的答复", "put another answer in the place of the one that was entered"))
            }
            return [.answered(answered)]
        }
    }
}

/// A matter's number (`2020-001`).
package struct MatterNumber: SerialNumber {
    package let year: Int
    package let ordinal: Int

    package init(year: Int, ordinal: Int) {
        self.year = year
        self.ordinal = ordinal
    }

    package static let kind = "matter"
}

extension Fault {
    fileprivate static func unknownMatter(_ id: MatterNumber) -> Fault {
        Fault(
            "E-MATTER-UNKNOWN", .refused, Message("台账里没有重大事项 \(id)。", "The ledger has no matter \(id)."),
            remedy: Message("用 taizhang matter list 查看有哪些。", "See what there is with taizhang matter list."))
    }

    fileprivate static func matterDue(_ due: CalendarDate, _ day: CalendarDate) -> Fault {
        Fault(
            "E-MATTER-DUE", .refused,
            Message("答复期限 \(due) 早于报告日 \(day)。", "The answer would be due on \(due), before the report of \(day)."),
            remedy: Message("用 --due 给出不早于 \(day) 的日期。", "Give a day not before \(day) with --due."))
    }
}
