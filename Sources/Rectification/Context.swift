import Ledger

/// Who wants something done, when and why: what every `decide` is given besides the state.
package struct Context: Sendable {
    /// Who keys it in.
    package var actor: ActorID
    /// Whose step it is, where someone else keys it in.
    package var onBehalfOf: ActorID?
    /// When it happened.
    package var on: CalendarDate
    /// The local day of the ledger.
    package var today: CalendarDate
    package var reason: String?
    package var office: Office

    package init(
        actor: ActorID, onBehalfOf: ActorID? = nil, on: CalendarDate, today: CalendarDate, reason: String? = nil,
        office: Office
    ) {
        self.actor = actor
        self.onBehalfOf = onBehalfOf == actor ? nil : onBehalfOf
        self.on = on
        self.today = today
        self.reason = reason
        self.office = office
    }

    /// Whose step it is.
    package var doer: ActorID { onBehalfOf ?? actor }
    /// All who have a hand in it.
    var hands: Set<ActorID> { [actor, doer] }
}

// MARK: - Rules that every step shares

extension Context {
    /// The actor is known; who keys in another's step is a recorder; the day is not still to come.
    func requireStanding() throws(Fault) {
        for person in hands.sorted() where office.members[person] == nil { throw .unknownActor(person) }
        guard onBehalfOf == nil || office.holds(.recorder, actor) else {
            throw Fault(
                "E-BEHALF", .notPermitted,
                Message("代为录入须是登记人，\(actor.name)不是。", "Only a recorder enters another's step; \(actor.name) is none."),
                state: .holders(of: .recorder, in: office),
                remedy: Message("请登记人录入，或由本人录入。", "Have a recorder enter it, or its own doer."))
        }
        guard on <= today else { throw .future(on, today: today) }
    }

    func require(_ role: Role, to step: Message) throws(Fault) {
        guard office.holds(role, doer) else { throw .lackingRole(role, doer, step, office) }
    }

    /// The reason, which this step must have.
    @discardableResult
    func requireReason(for step: Message) throws(Fault) -> String {
        if let reason, !reason.isBlank { return reason }
        throw Fault(
            "E-REASON", .refused, Message("\(step.zh)须说明理由。", "To \(step.en) needs a reason."),
            remedy: Message("加上 --reason。", "Give one with --reason."))
    }

    /// Another person who holds the approver's role and agrees (`domain.md`: withdraw, merge, correct).
    func require(approver: ActorID?, to step: Message) throws(Fault) -> ActorID {
        guard let approver else {
            throw Fault(
                "E-APPROVER", .refused, Message("\(step.zh)须有审批人。", "To \(step.en) needs an approver."),
                state: .holders(of: .approver, in: office),
                remedy: Message("加上 --approver。", "Name one with --approver."))
        }
        guard office.holds(.approver, approver) else { throw .lackingRole(.approver, approver, step, office) }
        guard !hands.contains(approver) else {
            throw Fault(
                "E-APPROVER-SAME", .refused,
                Message(
                    "\(step.zh)的审批人不能是经办人自己（\(approver.name)）。",
                    "\(approver.name) may not approve their own step: \(step.en)."),
                state: .holders(of: .approver, in: office),
                remedy: Message("请另一位审批人同意。", "Have another approver agree."))
        }
        return approver
    }

    func require(known actors: [ActorID]) throws(Fault) {
        for actor in actors where office.members[actor] == nil { throw .unknownActor(actor) }
    }

    func require(known units: [UnitID]) throws(Fault) {
        for unit in units where !office.units.contains(unit) { throw .unknownUnit(unit) }
    }
}

extension String {
    var isBlank: Bool { unicodeScalars.allSatisfy { $0.properties.isWhitespace } }
}

extension Message {
    static func holders(of role: Role, in office: Office) -> Message {
        let names = office.holders(of: role).prefix(5).map(\.name)
        guard !names.isEmpty else {
            return Message("目前没有\(role.title.zh)。", "There is no \(role.title.en) at present.")
        }
        return Message(
            "现任\(role.title.zh)：\(names.joined(separator: "、"))。",
            "\(role.title.en.capitalized)s at present: \(names.joined(separator: ", ")).")
    }
}

extension Fault {
    static func unknownActor(_ actor: ActorID) -> Fault {
        Fault(
            "E-ACTOR-UNKNOWN", .refused,
            Message("台账里没有“\(actor.name)”（\(actor)）。", "The ledger does not know “\(actor.name)” (\(actor))."),
            remedy: Message(
                "先登记：taizhang actor add \(actor.name) --unit 单位。",
                "Enter it first: taizhang actor add \(actor.name) --unit UNIT."))
    }

    static func unknownUnit(_ unit: UnitID) -> Fault {
        Fault(
            "E-UNIT-UNKNOWN", .refused, Message("台账里没有单位“\(unit)”。", "The ledger has no unit “\(unit)”."),
            remedy: Message("先登记：taizhang unit add \(unit)。", "Enter it first: taizhang unit add \(unit)."))
    }

    static func lackingRole(_ role: Role, _ actor: ActorID, _ step: Message, _ office: Office) -> Fault {
        Fault(
            "E-ROLE", .notPermitted,
            Message(
                "\(step.zh)须由\(role.title.zh)办理，\(actor.name)没有这个角色。",
                "To \(step.en) takes \(role.withArticle); \(actor.name) is none."),
            state: .holders(of: role, in: office),
            remedy: Message(
                "请\(role.title.zh)办理，或由审批人授予：taizhang role grant \(role) \(actor.name)。",
                "Have one do it, or have an approver grant it: taizhang role grant \(role) \(actor.name)."))
    }

    static func blank(_ what: Message) -> Fault {
        Fault(
            "E-TEXT-EMPTY", .refused, Message("\(what.zh)不能空白。", "The \(what.en) may not be blank."),
            remedy: Message("写明后再试。", "Say it and try again."))
    }
}

extension Role: CustomStringConvertible {
    package var description: String { rawValue }
}
