import Ledger
import Testing

@testable import Rectification

/// The history of one thing of any concept, told as given / when / then without a database: commands are decided, and
/// their events, read back from their bytes, evolved.
struct Course<C: Concept> {
    let id: C.ID
    var office = Story.office
    private(set) var state: C?
    private(set) var events: [C.Event] = []
    private var entries: [Entry<C.Event>] = []

    init(_ id: C.ID) {
        self.id = id
    }

    private func context(_ actor: ActorID, _ date: String, _ reason: String?) -> Context {
        Context(actor: actor, on: day(date), today: day("2021-06-30"), reason: reason, office: office)
    }

    /// When: the command is decided; then: its events are taken up.
    mutating func when(
        _ command: C.Command, by actor: ActorID, on date: String, _ reason: String? = nil
    ) throws {
        let sealer = Sealer(subject: id.stream, surroundings: .system)
        for event in try C.decide(command, id, state, context(actor, date, reason)) {
            let draft = Draft(
                stream: id.stream, type: type(of: event.payload).type, occurredOn: day(date), actor: actor.text,
                onBehalfOf: nil, reason: reason, data: try PropertyCoder.write(event.payload, sealer: sealer).bytes)
            let entry = try Entry<C.Event>(draft, sequence: entries.count + 1)
            state = C.evolve(state, entry, in: id.stream)
            events.append(event)
            entries.append(entry)
        }
    }

    /// The code with which the command is refused; nil where it is not. A refusal speaks both languages and says a way out.
    func refusal(
        of command: C.Command, by actor: ActorID, on date: String, _ reason: String? = nil
    ) -> String? {
        do {
            _ = try C.decide(command, id, state, context(actor, date, reason))
            return nil
        } catch {
            #expect(error.remedy != nil, "\(error.code) says no way out")
            for message in [error.message, error.state, error.remedy].compactMap({ $0 }) {
                #expect(!message.zh.isEmpty && !message.en.isEmpty)
            }
            return error.code
        }
    }

    /// Folds every subset of the history (ARCHITECTURE.md: `evolve` is total), at most twelve steps of it.
    func foldEverySubset() {
        let steps = entries.prefix(12)
        for mask in 0..<(1 << steps.count) {
            let chosen = steps.enumerated().filter { mask & (1 << $0.offset) != 0 }.map(\.element)
            let folded = chosen.reduce(C?.none) { C.evolve($0, $1, in: id.stream) }
            #expect(folded?.id ?? id == id)
        }
    }
}
