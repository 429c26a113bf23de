import GRDB
import LedgerSQLite
import Rectification

/// The states of one concept that an order has looked at, and which of them it has changed.
final class StateShelf<C: Tabled>: Shelf {
    private var states: [C.ID: C?] = [:]
    private(set) var changed: Set<C.ID> = []

    func state(_ id: C.ID, in transaction: SQLiteStore.Transaction) throws -> C? {
        if let known = states[id] { return known }
        let found = try transaction.fold(id.stream, C.evolve)
        states[id] = .some(found)
        return found
    }

    func take(_ entry: Entry<C.Event>, _ id: C.ID, in transaction: SQLiteStore.Transaction) throws {
        states[id] = .some(C.evolve(try state(id, in: transaction), entry, in: id.stream))
        changed.insert(id)
    }

    func put(in database: Database) throws {
        for case .some(.some(let state)) in changed.sorted().map({ states[$0] }) {
            try Tables.put(state, in: database)
        }
    }
}

/// A shelf of any concept.
protocol Shelf: AnyObject {
    /// Brings the tables up to what was changed.
    func put(in database: Database) throws
}
