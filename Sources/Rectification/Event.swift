import Ledger

/// An event of one kind of stream: a payload among those that the kind knows.
///
/// `types` is where a kind's events are listed, once: reading, the catalogue in `events/` and the tests all go by it.
package protocol DomainEvent: Equatable, Sendable {
    static var types: [EventType<Self>] { get }
    /// `types` by name, made once.
    static var typesByName: [String: EventType<Self>] { get }
    var payload: any Payload { get }

    /// The event that a record holds, in its place; nil where its type is none of these.
    ///
    /// A requirement with one body for all, so that the compiler makes a version of that body for each: a shared one asks the
    /// runtime for every type that it touches, which was a tenth of a rebuild (callgrind).
    /// - Throws: `Unreadable` where the payload is not what its type says.
    static func entry(in record: Record) throws(Unreadable) -> Entry<Self>?
}

extension DomainEvent {
    package static func entry(in record: Record) throws(Unreadable) -> Entry<Self>? {
        guard let type = typesByName[record.type] else { return nil }
        let read = record.data.withUnsafeBytes { bytes in
            Result { () throws(Unreadable) in try type.read(bytes) }
        }
        return try Entry(try read.get(), in: record)
    }
}

/// One type and version of event: how its payload becomes an event of its kind.
package struct EventType<Event: Sendable>: Sendable {
    package let payload: any Payload.Type
    let read: @Sendable (UnsafeRawBufferPointer) throws(Unreadable) -> Event

    init<P: Payload>(_ make: @escaping @Sendable (P) -> Event) {
        payload = P.self
        read = { (bytes) throws(Unreadable) in make(try PropertyCoder.read(P.self, bytes)) }
    }

    static func byName(_ types: [EventType<Event>]) -> [String: EventType<Event>] {
        Dictionary(uniqueKeysWithValues: types.map { ($0.payload.type, $0) })
    }
}

/// An event in its place: what happened, when, by whom, why, and where it stands in the ledger.
package struct Entry<Event: DomainEvent>: Equatable, Sendable {
    package var event: Event
    package var sequence: Int
    /// When it happened in the office.
    package var occurredOn: CalendarDate
    /// When it was recorded.
    package var time: Instant
    /// Who keyed it in.
    package var actor: ActorID
    /// Whose step it is, where someone else keyed it in.
    package var onBehalfOf: ActorID?
    package var reason: String?

    /// Whose step it is.
    package var doer: ActorID { onBehalfOf ?? actor }

    package init(_ event: Event, in record: Record) throws(Unreadable) {
        self.event = event
        actor = try Entry.actor(record.actor)
        onBehalfOf = try record.onBehalfOf.map { (text) throws(Unreadable) in try Entry.actor(text) }
        sequence = record.sequence
        occurredOn = record.occurredOn
        time = record.time
        reason = record.reason
    }

    /// Only as it is written: a record is not read in two ways.
    private static func actor(_ text: String) throws(Unreadable) -> ActorID {
        guard let actor = ActorID(text), actor.text.isSameBytes(as: text) else {
            throw Unreadable(offset: 0, expected: "an actor, not \(text)")
        }
        return actor
    }

    /// The event that a draft holds, for the place that it will get. When it is recorded is not known yet.
    ///
    /// - Throws: `Unreadable` where it would not be read back.
    package init(_ draft: Draft, sequence: Int) throws(Unreadable) {
        var record = Record()
        record.sequence = sequence
        record.type = draft.type
        record.occurredOn = draft.occurredOn
        record.actor = draft.actor
        record.onBehalfOf = draft.onBehalfOf
        record.reason = draft.reason
        record.data = draft.data
        guard let entry = try Event.entry(in: record) else {
            throw Unreadable(offset: 0, expected: "a known type of event")
        }
        self = entry
    }
}

/// A payload, found by its name: for those who only want its description or its bytes checked (catalogue, log).
package enum EventCatalogue {
    /// Every type and version that this program writes or reads, sorted by name.
    package static let payloads: [any Payload.Type] =
        (Concepts.all.flatMap { Concepts.payloads(of: $0) } + OfficeEvent.types.map(\.payload)
        + SheetEvent.types.map(\.payload) + CustodyEvent.types.map(\.payload))
        .sorted { $0.type < $1.type }

    private static let byName = Dictionary(uniqueKeysWithValues: payloads.map { ($0.type, $0) })

    package static func payload(named type: String) -> (any Payload.Type)? { byName[type] }
}
