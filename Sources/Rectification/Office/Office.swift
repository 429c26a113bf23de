import Ledger

/// The office: its units, its posts and persons, and who holds which role.
package struct Office: Equatable, Sendable {
    package struct Member: Equatable, Sendable {
        package var unit: UnitID?
        /// The roles held, each since when.
        package var roles: [Role: CalendarDate] = [:]
        /// Digests of `name` and `phone`; empty where none was given.
        package var personal = Erasable()
        /// Whether it is known from an imported sheet only.
        package var isClaimed = false
    }

    package var name = ""
    package var zone = ""
    package var units: Set<UnitID> = []
    package var members: [ActorID: Member] = [:]
    package var thresholds = Thresholds()
    /// When the thresholds were adopted; nil while they are the usual ones.
    package var thresholdsSince: CalendarDate?

    package init() {}

    package func holds(_ role: Role, _ actor: ActorID) -> Bool { members[actor]?.roles[role] != nil }
    package func unit(of actor: ActorID) -> UnitID? { members[actor]?.unit }
    package func holders(of role: Role) -> [ActorID] {
        members.filter { $0.value.roles[role] != nil }.map(\.key).sorted()
    }

    /// The office after an event that stands in the stream of this name. Total: every event has a meaning in every state.
    package static func evolve(
        _ state: consuming Office, _ entry: Entry<OfficeEvent>, in stream: StreamName
    ) -> Office {
        var office = state
        switch entry.event {
        case .ledgerOpened(let opened):
            office.name = opened.name
            office.zone = opened.zone
            for holder in opened.roles {
                guard let actor = holder.actor else { continue }
                office.members[actor, default: Member()].roles[holder.role] = entry.occurredOn
            }
        case .unitEstablished:
            if let unit = UnitID(String(stream.id)) { office.units.insert(unit) }
        case .actorRegistered(let registered):
            office.change(stream) {
                $0.unit = registered.unit
                $0.personal = registered.personal
                $0.isClaimed = registered.claim != nil
            }
        case .actorTransferred(let transferred): office.change(stream) { $0.unit = transferred.unit }
        case .roleGranted(let granted): office.change(stream) { $0.roles[granted.role] = entry.occurredOn }
        case .roleEnded(let ended): office.change(stream) { $0.roles[ended.role] = nil }
        case .thresholdsAdopted(let adopted):
            office.thresholds = adopted.thresholds
            office.thresholdsSince = entry.occurredOn
        }
        return office
    }

    /// Becomes what `evolve` makes of it, in place: a copy of its lists for every event would make what its events cost
    /// grow with the square of their number.
    package mutating func take(_ entry: Entry<OfficeEvent>, in stream: StreamName) {
        self = Office.evolve(consume self, entry, in: stream)
    }

    private mutating func change(_ stream: StreamName, _ body: (inout Member) -> Void) {
        guard let actor = ActorID(stream.text) else { return }
        body(&members[actor, default: Member()])
    }
}
