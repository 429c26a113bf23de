import Ledger
import Rectification

extension LedgerTransaction {
    /// Everything of a concept as a gate shows it, in the order of its streams.
    func states<C: Concept>(of concept: C.Type, through gate: Gate) throws -> [C] {
        var states: [C] = []
        try foldAll(C.ID.kind, where: gate.test, C.evolve) { states.append($0) }
        return states
    }

    /// Every round, by the day it was opened and name.
    func rounds(through gate: Gate) throws -> [Round] {
        try states(of: Round.self, through: gate).sorted { ($0.openedOn, $0.id) < ($1.openedOn, $1.id) }
    }

    /// The state of one stream as some of its records make it.
    func fold<State, Event: DomainEvent>(
        _ stream: StreamName, where isTaken: (Record) throws -> Bool,
        _ evolve: (consuming State?, Entry<Event>, StreamName) -> State?
    ) throws -> State? {
        var state: State?
        try scan(.stream(stream)) { stored in
            let record = try stored.record()
            if try isTaken(record), let entry = try stored.entry(Event.self, record) {
                state = evolve(state.take(), entry, stream)
            }
            return .more
        }
        return state
    }

    /// The states of every stream of a kind, one after the other; only one is held at a time.
    ///
    /// - Parameters:
    ///   - isTaken: whether a record counts; nil where all do.
    ///   - each: is given the state at the end of a stream.
    func foldAll<State, Event: DomainEvent>(
        _ kind: String, where isTaken: ((Record) -> Bool)?,
        _ evolve: (consuming State?, Entry<Event>, StreamName) -> State?, _ each: (State) throws -> Void
    ) throws {
        var fold = StreamFold<State>(where: isTaken)
        try scanBytes(.kind(kind)) { stored in
            if let state = try fold.take(stored, evolve)?.state { try each(state) }
            return .more
        }
        if let state = fold.end()?.state { try each(state) }
    }
}
