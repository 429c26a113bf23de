import Ledger
import Rectification

/// Folds the records of one stream after the other, as they come in the order of streams; only one state is held at a time.
struct StreamFold<State, Event: DomainEvent> {
    private let isTaken: ((Record) -> Bool)?
    private let evolve: (State?, Entry<Event>, StreamName) -> State?
    private var state: State?
    private var stream: StreamName?
    private var text: [UInt8] = []

    /// - Parameter isTaken: whether a record counts; nil where all do.
    init(where isTaken: ((Record) -> Bool)?, _ evolve: @escaping (State?, Entry<Event>, StreamName) -> State?) {
        self.isTaken = isTaken
        self.evolve = evolve
    }

    /// - Returns: the state of the stream before, where it has ended.
    mutating func take(_ stored: StoredBytes) throws -> State? {
        var ended: State?
        if !stored.stream.elementsEqual(text) {
            ended = end()
            text = Array(stored.stream)
            stream = StreamName(String(decoding: text, as: UTF8.self))
        }
        // A name that is none was written by another hand; `verify` is the one to tell.
        guard let stream else { return ended }
        let record = try stored.read()
        if isTaken?(record) ?? true, let entry = try stored.entry(Event.self, record) {
            state = evolve(state, entry, stream)
        }
        return ended
    }

    /// - Returns: the state of the last stream.
    mutating func end() -> State? {
        defer { state = nil }
        return state
    }
}
