import Ledger

/// What can be asked of the office.
package enum OfficeCommand: Sendable, Equatable {
    case addUnit(UnitID)
    case addActor(ActorID, unit: UnitID?, personal: Erasable)
    case moveActor(ActorID, to: UnitID)
    case grant(Role, ActorID)
    case end(Role, ActorID)
    case adopt(Thresholds, ledger: Identifier)

    /// The stream that its event stands in.
    package var stream: StreamName {
        switch self {
        case .addUnit(let unit): unit.stream
        case .addActor(let actor, _, _), .moveActor(let actor, _), .grant(_, let actor), .end(_, let actor):
            actor.stream
        case .adopt(_, let ledger): StreamName(kind: "ledger", id: ledger.text)
        }
    }
}

extension Office {
    /// The event that a command leads to (`domain.md`: roles).
    ///
    /// Units and actors are entered by a recorder; roles are granted and ended by an approver, who also
    /// adopts thresholds.
    /// - Throws: E-ROLE, E-UNIT-UNKNOWN, E-ACTOR-UNKNOWN, E-EXISTS, E-ROLE-HELD, E-ROLE-NOT-HELD, E-ROLE-LAST, E-THRESHOLDS, E-UNCHANGED, E-REASON.
    package static func decide(_ command: OfficeCommand, _ state: Office, _ context: Context) throws(Fault)
        -> OfficeEvent
    {
        try context.requireStanding()
        switch command {
        case .addUnit(let unit):
            try context.require(.recorder, to: Message("登记单位", "enter a unit"))
            guard !state.units.contains(unit) else { throw .exists(Message("单位“\(unit)”", "unit “\(unit)”")) }
            return .unitEstablished(UnitEstablished())
        case .addActor(let actor, let unit, let personal):
            try context.require(.recorder, to: Message("登记职务或人员", "enter a post or a person"))
            try context.require(known: unit.map { [$0] } ?? [])
            guard state.members[actor].map({ $0.unit == nil || $0.isClaimed }) ?? true else {
                throw .exists(Message("“\(actor.name)”", actor.text))
            }
            return .actorRegistered(ActorRegistered(unit: unit, personal: personal))
        case .moveActor(let actor, let unit):
            try context.require(.recorder, to: Message("调整所在单位", "move a post or a person"))
            try context.require(known: [actor])
            try context.require(known: [unit])
            guard state.unit(of: actor) != unit else {
                throw .exists(Message("“\(actor.name)”在“\(unit)”", "\(actor) in “\(unit)”"))
            }
            return .actorTransferred(ActorTransferred(unit: unit))
        case .grant(let role, let actor):
            try context.require(.approver, to: Message("授予角色", "grant a role"))
            try context.require(known: [actor])
            guard !state.holds(role, actor) else { throw .role(role, actor, held: true) }
            return .roleGranted(RoleGranted(role: role))
        case .end(let role, let actor):
            try context.require(.approver, to: Message("终止角色", "end a role"))
            guard state.holds(role, actor) else { throw .role(role, actor, held: false) }
            guard role != .approver || state.holders(of: .approver) != [actor] else { throw .lastApprover(actor) }
            return .roleEnded(RoleEnded(role: role))
        case .adopt(let thresholds, _):
            let step = Message("调整督办和共性问题的界限", "adopt thresholds")
            try context.require(.approver, to: step)
            try thresholds.requireSound()
            guard thresholds != state.thresholds else { throw .unchanged(Message("界限", "thresholds")) }
            try context.requireReason(for: step)
            return .thresholdsAdopted(ThresholdsAdopted(thresholds))
        }
    }
}

extension Fault {
    static func exists(_ what: Message) -> Fault {
        Fault(
            "E-EXISTS", .refused, Message("台账里已有\(what.zh)。", "The ledger has the \(what.en) already."),
            remedy: Message("不必再登记。", "There is nothing to enter."))
    }

    fileprivate static func role(_ role: Role, _ actor: ActorID, held: Bool) -> Fault {
        Fault(
            held ? "E-ROLE-HELD" : "E-ROLE-NOT-HELD", .refused,
            held
                ? Message("\(actor.name)已经是\(role.title.zh)。", "\(actor.name) is a \(role.title.en) already.")
                : Message("\(actor.name)不是\(role.title.zh)。", "\(actor.name) is no \(role.title.en)."),
            remedy: Message("用 taizhang role list 查看。", "See taizhang role list."))
    }

    fileprivate static func lastApprover(_ actor: ActorID) -> Fault {
        Fault(
            "E-ROLE-LAST", .refused,
            Message("\(actor.name)是唯一的审批人，不能终止。", "\(actor.name) is the only approver; the role cannot be ended."),
            remedy: Message("先授予另一人审批人角色。", "Grant the role to another person first."))
    }
}
