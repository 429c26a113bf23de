import Ledger

/// All members, so that it can be told who held a post on a day.
package struct Roster: Equatable, Sendable {
    package private(set) var members: [MemberCode: Member] = [:]

    package init(_ members: some Sequence<Member> = []) {
        for member in members { self.members[member.id] = member }
    }

    package mutating func add(_ member: Member) { members[member.id] = member }

    /// Who is meant by a post or a person's code.
    package enum Holder: Equatable, Sendable {
        case member(MemberCode)
        /// Several hold a post of that name.
        case several([MemberCode])
        case nobody
    }

    /// A person's code is that member (`person/DY-001`). A post is the one member whose section and post together
    /// (督查科科长), post alone (局长) or Party post (第一党支部书记) had exactly that name on the day. Where several or
    /// nobody did, that is the answer: nobody is guessed.
    package func holder(of actor: ActorID, on day: CalendarDate) -> Holder {
        if actor.text.hasPrefix("person/") {
            guard let code = MemberCode(actor.name), members[code]?.placing(on: day) != nil else { return .nobody }
            return .member(code)
        }
        let name = actor.name
        let holders = members.values.filter { member in
            member.placing(on: day).map { $0.names.contains { $0.isSameBytes(as: name) } } ?? false
        }.map(\.id).sorted()
        switch holders.count {
        case 0: return .nobody
        case 1: return .member(holders[0])
        default: return .several(holders)
        }
    }

    /// Those who were members on any day of a period, by code.
    package func members(between first: CalendarDate, and last: CalendarDate) -> [Member] {
        members.values.filter { member in
            member.placing(on: first) != nil
                || member.terms.contains {
                    first <= $0.since && $0.since <= last && member.placing(on: $0.since) != nil
                }
        }.sorted { $0.id < $1.id }
    }
}

extension Placing {
    /// The names by which the holder's posts are called.
    fileprivate var names: [String] {
        var names = [post, partyPost].compactMap { $0 }
        if let section, let post { names.append(section.text + post) }
        return names
    }
}
