import GRDB
import LedgerSQLite
import Rectification

/// The states of one concept that an order has looked at, and which of them it has changed.
final class StateShelf<C: Tabled>: Shelf {
    private var states: [C.ID: C?] = [:]
    /// Of those that were changed: what the tables hold, and where the records that changed them are.
    private var changes: [C.ID: (held: C?, span: Span)] = [:]

    func state(_ id: C.ID, in transaction: SQLiteStore.Transaction) throws -> C? {
        if let known = states[id] { return known }
        let found = try transaction.fold(id.stream, C.evolve)
        states[id] = .some(found)
        return found
    }

    func take(_ entry: Entry<C.Event>, _ id: C.ID, in transaction: SQLiteStore.Transaction) throws {
        let state = try state(id, in: transaction)
        changes[id, default: (state, Span(day: entry.occurredOn, position: entry.sequence))].span
            .take(day: entry.occurredOn, position: entry.sequence)
        states[id] = .some(C.evolve(state, entry, in: id.stream))
    }

    func hasChanged(_ id: C.ID) -> Bool { changes[id] != nil }

    func put(_ writer: TableWriter) throws {
        // The names alone: to sort the states with them took a twelfth of a long order (callgrind).
        for id in changes.keys.sorted() {
            guard let change = changes[id] else { continue }
            if let state = states[id] ?? nil { try writer.put(state, over: change.held) }
            try writer.widen(id.stream, by: change.span)
        }
    }

    func clear() {
        states.removeAll(keepingCapacity: true)
        changes.removeAll(keepingCapacity: true)
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
