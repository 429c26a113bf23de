import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// The states of one concept that an order has looked at, and which of them it has changed.
final class StateShelf<C: Tabled>: Shelf {
    private var states: [C.ID: C?] = [:]
    /// Of those that were changed: what the tables hold, and where the records that changed them are.
    private var changes: [C.ID: (held: C?, span: Span)] = [:]

    /// How many states another thread encodes at a time, where an order has changed many.
    private static var lot: Int { 16 }

    func state(_ id: C.ID, in transaction: SQLiteStore.Transaction) throws -> C? {
        if let known = states[id] { return known }
        let found = try transaction.fold(id.stream, C.evolve)
        states[id] = .some(found)
        return found
    }

    func take(_ entry: Entry<C.Event>, _ id: C.ID, in transaction: SQLiteStore.Transaction) throws {
        if changes[id] == nil {
            let span = Span(day: entry.occurredOn, position: entry.sequence)
            changes[id] = (try state(id, in: transaction), span)
        } else {
            changes[id]?.span.take(day: entry.occurredOn, position: entry.sequence)
        }
        evolve(&states[id, default: nil], entry, id.stream)
    }

    /// In place: the state is the shelf's alone, unless it is what the tables hold.
    private func evolve(_ state: inout C?, _ entry: Entry<C.Event>, _ stream: StreamName) {
        state = C.evolve(state.take(), entry, in: stream)
    }

    func put(_ writer: TableWriter) throws {
        // The names alone: to sort the states with them took a twelfth of a long order (callgrind).
        let ids = changes.keys.sorted()
        let (states, changes) = (states, changes)
        @Sendable func change(_ id: C.ID) -> StateChange? {
            changes[id].map { StateChange(to: states[id] ?? nil, from: $0.held, of: id, in: $0.span) }
        }
        guard ids.count > 2 * StateShelf.lot else {
            for change in ids.compactMap(change) { try writer.put(change) }
            return
        }
        let lots = stride(from: 0, to: ids.count, by: StateShelf.lot).map {
            ids[$0..<min($0 + StateShelf.lot, ids.count)]
        }
        try Ahead.run(by: 4) { hand in
            for lot in lots { guard hand(lot.compactMap(change)) else { return } }
        } each: {
            try writer.put($0)
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
