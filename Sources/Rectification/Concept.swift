import Ledger

/// A kind of thing that the office keeps an account of, each in a stream of its own: its name, its events, how they fold,
/// and what may be asked of it (ARCHITECTURE.md: one way through the house).
package protocol Concept: Equatable, Sendable {
    associatedtype ID: StreamIdentifier
    associatedtype Event: ConceptEvent where Event.State == Self
    associatedtype Command: Sendable

    var id: ID { get }

    /// The state after an event. Total: any subset of a stream's entries, in ledger order, folds to a state, and what
    /// comes before the first has nothing to change.
    ///
    /// - Parameter state: consumed, so that who lets go of it (`take()`) has it changed in place. A copy of its lists for
    ///   every event would make what a stream costs grow with the square of its length.
    static func evolve(_ state: consuming Self?, _ entry: Entry<Event>, in stream: StreamName) -> Self?

    /// The events that a command leads to, or the rule that it breaks. Pure: no clock, no database.
    static func decide(_ command: Command, _ id: ID, _ state: Self?, _ context: Context) throws(Fault) -> [Event]
}

/// An event of a concept's streams.
package protocol ConceptEvent: DomainEvent {
    associatedtype State: Concept where State.Event == Self
}

/// All concepts, once: the catalogue goes by this list, and `Tables.concepts` adds how they are tabled.
package enum Concepts {
    package static let all: [any Concept.Type] = [
        Finding.self, Round.self, Regulation.self,
        Activity.self, Plan.self, PlanTask.self, Duty.self, Concern.self,
        Member.self, PointRules.self, PointsQuarter.self, GradeCriteria.self, BranchGrade.self, Model.self,
        Application.self, Matter.self,
        Common.self,
    ]

    /// The kind of stream that an event of this type stands in; nil where it is no concept's.
    package static func kind(ofType type: String) -> String? {
        all.first { concept in payloads(of: concept).contains { $0.type == type } }.map { kind(of: $0) }
    }

    static func payloads<C: Concept>(of concept: C.Type) -> [any Payload.Type] { C.Event.types.map { $0.payload } }
    private static func kind<C: Concept>(of concept: C.Type) -> String { C.ID.kind }
}

// MARK: - Names

/// An identifier that names a stream of its kind.
package protocol StreamIdentifier: TextIdentifier {
    /// The part of the stream's name before the slash: lower-case letters.
    static var kind: String { get }
}

extension StreamIdentifier {
    package var stream: StreamName { StreamName(kind: Self.kind, id: text) }

    /// The identifier of a stream of this kind; nil for other streams.
    package init?(_ stream: StreamName) {
        guard stream.kind == Self.kind else { return nil }
        self.init(String(stream.id))
    }
}

/// An identifier that is the thing's own name (`第一党支部`, `三会一课制度`).
package protocol NameIdentifier: StreamIdentifier {
    /// - Parameter name: checked already.
    init(name: String)
}

extension NameIdentifier {
    package init?(_ text: String) {
        guard Self.isName(text[...]) else { return nil }
        self.init(name: text)
    }
}

/// An identifier `年份-序号` (`2020-015`): the year and at least three digits (`domain.md`: register).
package protocol SerialNumber: StreamIdentifier {
    var year: Int { get }
    var ordinal: Int { get }
    init(year: Int, ordinal: Int)
}

extension SerialNumber {
    /// Reads `2020-015`; also `2020-15`, which people type.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 4, (1...9).contains(parts[1].utf8.count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let year = Int(parts[0]),
            let ordinal = Int(parts[1]), year > 0, ordinal > 0
        else { return nil }
        self.init(year: year, ordinal: ordinal)
    }

    package var text: String {
        let zeros = ordinal < 10 ? "00" : ordinal < 100 ? "0" : ""
        return "\(year)-\(zeros)\(ordinal)"
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.ordinal) < (right.year, right.ordinal)
    }
}
