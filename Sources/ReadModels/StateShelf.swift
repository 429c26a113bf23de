import GRDB
import LedgerSQLite
import Rectification

/// The states of one concept that an order has looked at, and which of them it has changed.
final class StateShelf<C: Tabled>: Shelf {
    private var states: [C.ID: C?] = [:]
    /// Those that were changed, as the tables hold them.
    private var held: [C.ID: C?] = [:]
    /// Of what was taken up.
    private var spans: [C.ID: Span] = [:]

    func state(_ id: C.ID, in transaction: SQLiteStore.Transaction) throws -> C? {
        if let known = states[id] { return known }
        let found = try transaction.fold(id.stream, C.evolve)
        states[id] = .some(found)
        return found
    }

    func take(_ entry: Entry<C.Event>, _ id: C.ID, in transaction: SQLiteStore.Transaction) throws {
        let state = try state(id, in: transaction)
        if held[id] == nil { held[id] = .some(state) }
        states[id] = .some(C.evolve(state, entry, in: id.stream))
        spans[id, default: Span(day: entry.occurredOn, position: entry.sequence)]
            .take(day: entry.occurredOn, position: entry.sequence)
    }

    func hasChanged(_ id: C.ID) -> Bool { held[id] != nil }

    func put(_ writer: TableWriter) throws {
        // The names alone: to sort the states with them took a twelfth of a long order (callgrind).
        for id in held.keys.sorted() {
            if let state = states[id] ?? nil { try writer.put(state, over: held[id] ?? nil) }
            if let span = spans[id] { try writer.widen(id.stream, by: span) }
        }
    }

    func clear() {
        states.removeAll(keepingCapacity: true)
        held.removeAll(keepingCapacity: true)
        spans.removeAll(keepingCapacity: true)
    }
}

/// A shelf of any concept.
protocol Shelf: AnyObject {
    /// Brings the tables up to what was changed.
    func put(_ writer: TableWriter) throws
    /// Lets go of every state, once what was changed is in the ledger and the tables: one that is asked for again is
    /// folded from the records.
    func clear()
}
