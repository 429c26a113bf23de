import GRDB
import LedgerSQLite
import Rectification

/// The states of one concept that an order has looked at, and which of them it has changed.
final class StateShelf<C: Tabled>: Shelf {
    private var states: [C.ID: C?] = [:]
    /// As the tables hold them.
    private var held: [C.ID: C?] = [:]
    private(set) var changed: Set<C.ID> = []

    func state(_ id: C.ID, in transaction: SQLiteStore.Transaction) throws -> C? {
        if let known = states[id] { return known }
        let found = try transaction.fold(id.stream, C.evolve)
        states[id] = .some(found)
        held[id] = .some(found)
        return found
    }

    func take(_ entry: Entry<C.Event>, _ id: C.ID, in transaction: SQLiteStore.Transaction) throws {
        states[id] = .some(C.evolve(try state(id, in: transaction), entry, in: id.stream))
        changed.insert(id)
    }

    func put(_ writer: TableWriter) throws {
        for id in changed.sorted() {
            if let state = states[id] ?? nil { try writer.put(state, over: held[id] ?? nil) }
        }
    }
}

/// A shelf of any concept.
protocol Shelf: AnyObject {
    /// Brings the tables up to what was changed.
    func put(_ writer: TableWriter) throws
}
