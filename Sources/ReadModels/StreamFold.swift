import Ledger
import Rectification

/// What the records of one stream come to.
struct FoldedStream<State> {
    let stream: StreamName
    let span: Span
    /// Nil where the records say nothing that this program knows.
    let state: State?
}

/// Folds the records of one stream after the other, as they come in the order of streams; only one state is held at a time.
package struct StreamFold<State> {
    private let isTaken: ((Record) -> Bool)?
    private var state: State?
    private var span: Span?
    private var stream: StreamName?
    private var text: [UInt8] = []

    /// - Parameter isTaken: whether a record counts; nil where all do.
    init(where isTaken: ((Record) -> Bool)?) { self.isTaken = isTaken }

    /// - Returns: the stream before, where it has ended and a record of it counted.
    mutating func take<Event: DomainEvent>(
        _ stored: StoredBytes, _ evolve: (consuming State?, Entry<Event>, StreamName) -> State?
    ) throws -> FoldedStream<State>? {
        var ended: FoldedStream<State>?
        if !stored.stream.elementsEqual(text) {
            ended = end()
            text = Array(stored.stream)
            stream = StreamName(String(decoding: text, as: UTF8.self))
        }
        // A name that is none was written by another hand; `verify` is the one to tell.
        guard let stream else { return ended }
        let record = try stored.read()
        guard isTaken?(record) ?? true else { return ended }
        if span == nil {
            span = Span(day: record.occurredOn, position: stored.sequence)
        } else {
            span?.take(day: record.occurredOn, position: stored.sequence)
        }
        if let entry = try stored.entry(Event.self, record) { state = evolve(state.take(), entry, stream) }
        return ended
    }

    /// - Returns: the last stream, where a record of it counted.
    mutating func end() -> FoldedStream<State>? {
        defer { (state, span) = (nil, nil) }
        guard let stream, let span else { return nil }
        return FoldedStream(stream: stream, span: span, state: state)
    }
}
