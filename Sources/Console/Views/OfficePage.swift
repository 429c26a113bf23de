import Ledger
import Rectification

/// A unit, a post or a person at a moment.
struct OfficePage: Answer {
    private var name: StreamName
    private var facts = Facts()
    private(set) var json: JSONValue

    /// Nil where the office has none of this name.
    init?(_ name: StreamName, in office: Office) {
        self.name = name
        if let actor = ActorID(name.text) {
            guard let member = office.members[actor] else { return nil }
            json = LedgerPage.member(actor, member)
            facts.add(Message("职务或人员", "Post or person"), actor.name)
            facts.add(Message("单位", "Unit"), member.unit?.text)
            for (role, since) in member.roles.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                facts.add(role.title.capitalized, Message("\(since) 起", "since \(since)"))
            }
            if member.isClaimed { facts.add(Message("注", "Note"), .imported) }
        } else {
            guard name.kind == UnitID.kind, let unit = UnitID(String(name.id)), office.units.contains(unit) else {
                return nil
            }
            let people = office.members.filter { $0.value.unit == unit }.keys.sorted()
            json = ["unit": .text(unit), "members": .texts(people)]
            facts.add(Message("单位", "Unit"), unit.text)
            facts.add(Message("人员", "Members"), .list(people.map(\.name)) ?? Message("尚无", "none yet"))
        }
    }

    func text(on screen: Screen, _ language: Language) -> String { facts.text(on: screen, language) }
}
