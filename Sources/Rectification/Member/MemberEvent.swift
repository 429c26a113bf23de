import Ledger

extension Member {
    /// What happens to a member: streams `member/<code>`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = Member

        case enrolled(MemberEnrolled)
        case changed(MemberChanged)
        case left(MemberLeft)

        package static let types: [EventType<Event>] = [
            .init(Event.enrolled), .init(Event.changed), .init(Event.left),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .enrolled(let payload): payload
            case .changed(let payload): payload
            case .left(let payload): payload
            }
        }
    }
}

/// Where a member belongs and what posts they hold; what is nil is not known, or stays as it was.
package struct Placing: Equatable, Sendable {
    /// The Party branch (党支部).
    package var branch: UnitID?
    /// The Party post (党内职务).
    package var partyPost: String?
    /// The post in the office (职务), within its section.
    package var post: String?
    /// The section (科室).
    package var section: UnitID?

    package init(branch: UnitID? = nil, section: UnitID? = nil, post: String? = nil, partyPost: String? = nil) {
        self.branch = branch
        self.section = section
        self.post = post
        self.partyPost = partyPost
    }

    package var units: [UnitID] { [branch, section].compactMap { $0 } }

    /// What another placing changes in this one.
    package func changed(by next: Placing) -> Placing {
        Placing(
            branch: next.branch ?? branch, section: next.section ?? section, post: next.post ?? post,
            partyPost: next.partyPost ?? partyPost)
    }

    /// The properties in which another one says something else; nil where there is none.
    package func difference(to next: Placing) -> Placing? {
        let found = Placing(
            branch: next.branch == branch ? nil : next.branch, section: next.section == section ? nil : next.section,
            post: next.post == post ? nil : next.post, partyPost: next.partyPost == partyPost ? nil : next.partyPost)
        return found == Placing() ? nil : found
    }

    mutating func branch(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("branch", &branch, Message("党支部", "branch"))
    }

    /// The rest, which sorts after `claim`.
    mutating func posts(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.text("partypost", &partyPost, Message("党内职务", "Party post"))
        try p.text("post", &post, Message("职务", "post"))
        try p.id("section", &section, Message("科室", "section"))
    }
}

package struct MemberEnrolled: Payload {
    package static let type = "taizhang.member.enrolled.v1"
    package static let about = Message("登记党员", "a member was enrolled")

    /// `name`, `phone`: erasable.
    package var personal = Erasable()
    package var claim: Claim?
    package var placing = Placing()

    package init() {}

    package init(_ placing: Placing, personal: Erasable = Erasable(), claim: Claim? = nil) {
        self.placing = placing
        self.personal = personal
        self.claim = claim
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.erasable(
            [("name", Message("姓名", "name")), ("phone", Message("电话", "telephone number"))], &personal)
        try placing.branch(&p)
        try p.object("claim", &claim, Claim.about)
        try placing.posts(&p)
    }
}

/// What is not given stays as it was.
package struct MemberChanged: Payload {
    package static let type = "taizhang.member.changed.v1"
    package static let about = Message("党员变动", "a member's branch or post changed")

    package var claim: Claim?
    package var placing = Placing()

    package init() {}

    package init(_ placing: Placing, claim: Claim? = nil) {
        self.placing = placing
        self.claim = claim
    }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try placing.branch(&p)
        try p.object("claim", &claim, Claim.about)
        try placing.posts(&p)
    }
}

/// The reason says how: transferred, retired elsewhere, dead, expelled.
package struct MemberLeft: Payload {
    package static let type = "taizhang.member.left.v1"
    package static let about = Message("党员离开", "a member left")
    package static let needsReason = true

    package init() {}
    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {}
}
