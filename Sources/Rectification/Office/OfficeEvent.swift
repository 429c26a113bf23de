import Ledger

/// What happens to the office itself: streams `ledger/…`, `unit/…`, `post/…`, `person/…`.
///
/// The payloads' type names are the storage format and never change.
package enum OfficeEvent: DomainEvent {
    case ledgerOpened(LedgerOpened)
    case unitEstablished(UnitEstablished)
    case actorRegistered(ActorRegistered)
    case actorTransferred(ActorTransferred)
    case roleGranted(RoleGranted)
    case roleEnded(RoleEnded)
    case thresholdsAdopted(ThresholdsAdopted)

    package static let types: [EventType<OfficeEvent>] = [
        .init(OfficeEvent.ledgerOpened), .init(OfficeEvent.unitEstablished), .init(OfficeEvent.actorRegistered),
        .init(OfficeEvent.actorTransferred), .init(OfficeEvent.roleGranted), .init(OfficeEvent.roleEnded),
        .init(OfficeEvent.thresholdsAdopted),
    ]
    package static let typesByName = EventType.byName(types)
    /// The kinds of stream that these events stand in.
    package static let kinds = ["ledger", UnitID.kind] + ActorID.kinds

    package var payload: any Payload {
        switch self {
        case .ledgerOpened(let payload): payload
        case .unitEstablished(let payload): payload
        case .actorRegistered(let payload): payload
        case .actorTransferred(let payload): payload
        case .roleGranted(let payload): payload
        case .roleEnded(let payload): payload
        case .thresholdsAdopted(let payload): payload
        }
    }
}

/// Record 1: a ledger begins with its name, its zone and its roles (`domain.md`: roles).
package struct LedgerOpened: Payload {
    package static let type = Record.openedType
    package static let about = Message("建立台账", "a ledger was opened")

    package var name = ""
    package var roles: [RoleHolder] = []
    package var zone = ""

    package init() {}

    package init(name: String, zone: String, roles: [RoleHolder]) {
        self.name = name
        self.zone = zone
        self.roles = roles
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("name", &name, Message("台账名称", "the ledger's name"))
        try p.objects("roles", &roles, Message("最初的角色", "the first roles"))
        try p.text("zone", &zone, Message("时区（IANA 名称）", "time zone (IANA name)"))
    }
}

/// A role and who holds it.
package struct RoleHolder: Properties {
    package var actor: ActorID?
    package var role = Role.reader

    package init() {}

    package init(_ role: Role, _ actor: ActorID) {
        self.role = role
        self.actor = actor
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("actor", &actor, Message("职务或人员", "post or person"))
        try p.choice("role", &role, Message("角色", "role"))
    }
}

package struct UnitEstablished: Payload {
    package static let type = "taizhang.unit.established.v1"
    package static let about = Message("设立单位", "a unit was entered")

    package var claim: Claim?

    package init() {}
    package init(claim: Claim?) { self.claim = claim }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("claim", &claim, Claim.about)
    }
}

package struct ActorRegistered: Payload {
    package static let type = "taizhang.actor.registered.v1"
    package static let about = Message("登记职务或人员", "a post or a person was entered")

    /// `name`, `phone`: erasable.
    package var personal = Erasable()
    package var claim: Claim?
    package var unit: UnitID?

    package init() {}

    package init(unit: UnitID?, personal: Erasable = Erasable(), claim: Claim? = nil) {
        self.unit = unit
        self.personal = personal
        self.claim = claim
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.erasable(
            [("name", Message("姓名", "name")), ("phone", Message("电话", "telephone number"))], &personal)
        try p.object("claim", &claim, Claim.about)
        try p.id("unit", &unit, Message("所在单位", "the unit it belongs to"))
    }
}

package struct ActorTransferred: Payload {
    package static let type = "taizhang.actor.transferred.v1"
    package static let about = Message("调整所在单位", "a post or a person moved to another unit")

    package var unit: UnitID?

    package init() {}
    package init(unit: UnitID) { self.unit = unit }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("unit", &unit, Message("新的所在单位", "the unit it belongs to now"))
    }
}

package struct RoleGranted: Payload {
    package static let type = "taizhang.role.granted.v1"
    package static let about = Message("授予角色", "a role was granted")

    package var role = Role.reader

    package init() {}
    package init(role: Role) { self.role = role }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.choice("role", &role, Message("角色", "role"))
    }
}

package struct RoleEnded: Payload {
    package static let type = "taizhang.role.ended.v1"
    package static let about = Message("终止角色", "a role was ended")

    package var role = Role.reader

    package init() {}
    package init(role: Role) { self.role = role }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.choice("role", &role, Message("角色", "role"))
    }
}
