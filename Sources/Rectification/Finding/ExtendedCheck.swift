import Ledger

/// That another unit is to look for the same problem (`domain.md`: 举一反三), and what it answered.
package struct ExtendedCheck: Equatable, Sendable {
    package var unit: UnitID
    package var askedOn: CalendarDate
    package var due: CalendarDate?
    package var answeredOn: CalendarDate?
    package var outcome: CheckAnswered.Outcome?
    /// The finding that it was registered as there.
    package var found: FindingNumber?
    package var text: String?
}

package struct CheckExtended: Payload {
    package static let type = "taizhang.check.extended.v1"
    package static let about = Message("举一反三", "other units were asked to look for the same problem")

    package var due: CalendarDate?
    package var text: String?
    package var units: [UnitID] = []

    package init() {}

    package init(_ units: [UnitID], due: CalendarDate, text: String? = nil) {
        self.units = units
        self.due = due
        self.text = text
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.date("due", &due, Message("自查期限", "answer due"))
        try p.text("text", &text, Message("要求", "what is asked"))
        try p.ids("units", &units, Message("自查单位", "units asked"))
    }
}

package struct CheckAnswered: Payload {
    package enum Outcome: String, Choice {
        case none, found

        package var title: Message { self == .none ? Message("没有", "none") : Message("也有", "found") }
    }

    package static let type = "taizhang.check.answered.v1"
    package static let about = Message("举一反三自查结果", "a unit answered whether it has the same problem")

    package var found: FindingNumber?
    package var outcome = Outcome.none
    package var text: String?
    package var unit: UnitID?

    package init() {}

    package init(_ unit: UnitID, _ outcome: Outcome, found: FindingNumber? = nil, text: String? = nil) {
        self.unit = unit
        self.outcome = outcome
        self.found = found
        self.text = text
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("found", &found, Message("登记的问题", "finding"))
        try p.choice("outcome", &outcome, Message("结果", "outcome"))
        try p.text("text", &text, Message("自查情况", "what was seen"))
        try p.id("unit", &unit, Message("单位", "unit"))
    }
}

// MARK: - Evolve

extension Finding {
    mutating func extend(_ extended: CheckExtended, on day: CalendarDate) {
        checks += extended.units.map { ExtendedCheck(unit: $0, askedOn: day, due: extended.due) }
    }

    /// The last question that was put to the unit.
    mutating func answer(_ answered: CheckAnswered, on day: CalendarDate) {
        guard let index = checks.lastIndex(where: { $0.unit == answered.unit }) else { return }
        checks[index].answeredOn = day
        checks[index].outcome = answered.outcome
        checks[index].found = answered.found
        checks[index].text = answered.text
    }
}

// MARK: - Decide

extension Finding {
    /// Whoever may assign it, or a verifier, asks other units.
    func extendCheck(_ extended: CheckExtended, _ context: Context) throws(Fault) -> Event {
        let step = Message("举一反三", "extend the check to other units")
        try require(stages: Stage.allCases.filter { $0 != .withdrawn && $0 != .merged }, to: step)
        if !context.office.holds(.verifier, context.doer) {
            try requireLead(
                of: [assignment.leadUnit].compactMap { $0 }, leader: assignment.leader, step, context)
        }
        guard !extended.units.isEmpty else { throw .blank(Message("自查单位", "unit to ask")) }
        try context.require(known: extended.units)
        guard let due = extended.due, due >= context.on else {
            throw .beforeStep(extended.due ?? context.on, context.on)
        }
        guard context.on >= registeredOn else { throw .beforeStep(context.on, registeredOn) }
        var seen: Set<UnitID> = []
        for unit in extended.units {
            let isAsked = checks.contains { $0.unit == unit && $0.answeredOn == nil }
            guard !isAsked, seen.insert(unit).inserted else {
                throw .exists(Message("对“\(unit)”的自查要求", "question to “\(unit)”"))
            }
        }
        return .checkExtended(extended)
    }

    /// One of the unit's people answers, or a recorder for it.
    func answerCheck(_ answered: CheckAnswered, _ found: Finding?, _ context: Context) throws(Fault) -> Event {
        let step = Message("报告自查结果", "answer for a unit")
        guard let unit = answered.unit, let check = checks.last(where: { $0.unit == unit }) else {
            throw .notAsked(answered.unit, self)
        }
        if context.office.unit(of: context.doer) != unit { try context.require(.recorder, to: step) }
        guard context.on >= check.askedOn else { throw .beforeStep(context.on, check.askedOn) }
        if answered.outcome == .found {
            guard let number = answered.found else {
                throw Fault(
                    "E-CHECK-FINDING", .refused, Message("发现了问题，须写明问题编号。", "What was found has a number."),
                    remedy: Message("先登记：taizhang finding register。", "Register it: taizhang finding register."))
            }
            guard let found, number != self.number else { throw .unknownFinding(number) }
            try found.requireFound(in: unit)
        }
        if check.answeredOn != nil { try context.requireReason(for: Message("更改自查结果", "change an answer")) }
        return .checkAnswered(answered)
    }
}

extension Finding {
    /// What a check of a unit found is of that unit, and stands.
    func requireFound(in unit: UnitID) throws(Fault) {
        let homes = self.unit.map { [$0] } ?? units
        guard !homes.contains(unit) || stage == .withdrawn || stage == .merged else { return }
        let names = homes.map(\.text)
        throw Fault(
            "E-CHECK-FINDING", .refused,
            Message("问题 \(number) 不能算作在“\(unit)”发现的。", "Finding \(number) does not count as found in “\(unit)”."),
            state: Message(
                "它所在的单位：\(names.joined(separator: "、"))；状态是“\(stage.title.zh)”。",
                "It is of: \(names.joined(separator: ", ")); it is \(stage.title.en)."),
            remedy: mergedInto.map {
                Message("写明它并入的问题 \($0)。", "Name finding \($0), which it was merged into.")
            }
                ?? Message(
                    "写明在该单位登记的问题；没有的先登记：taizhang finding register --unit \(unit)。",
                    "Name one that was registered there; register it first: taizhang finding register --unit \(unit)."))
    }
}

extension Fault {
    fileprivate static func notAsked(_ unit: UnitID?, _ finding: Finding) -> Fault {
        let asked = finding.checks.map(\.unit.text)
        return Fault(
            "E-CHECK-NOT-ASKED", .refused,
            Message(
                "没有要求“\(unit?.text ?? "")”就问题 \(finding.number) 自查。",
                "“\(unit?.text ?? "")” was not asked about finding \(finding.number)."),
            state: asked.isEmpty
                ? Message("还没有要求任何单位自查。", "No unit was asked yet.")
                : Message(
                    "要求自查的单位：\(asked.joined(separator: "、"))。", "Units asked: \(asked.joined(separator: ", "))."),
            remedy: Message(
                "先提出：taizhang finding extend-to \(finding.number)。",
                "Ask it first: taizhang finding extend-to \(finding.number)."))
    }
}
