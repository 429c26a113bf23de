import Ledger
import Rectification

// The one way from records to states: whatever folds, folds through here.

extension LedgerTransaction {
    /// The state of one stream: its events folded in order. What a newer program wrote and this one cannot read is
    /// passed over.
    func fold<State, Event: DomainEvent>(
        _ stream: StreamName, _ evolve: (consuming State?, Entry<Event>, StreamName) -> State?
    ) throws -> State? {
        var state: State?
        try scanBytes(.stream(stream)) { stored in
            if let entry = try stored.entry(Event.self, stored.read()) { state = evolve(state.take(), entry, stream) }
            return .more
        }
        return state
    }

    /// The office as it stands.
    func office(where isTaken: (Record) throws -> Bool = { _ in true }) throws -> Office {
        var office = Office()
        for kind in OfficeEvent.kinds {
            try scan(.kind(kind)) { stored in
                let record = try stored.record()
                if try isTaken(record), let entry = try stored.entry(OfficeEvent.self, record) {
                    office.take(entry, in: record.stream)
                }
                return .more
            }
        }
        return office
    }
}

extension LedgerTransaction {
    /// The keys and the policy as they stand.
    func custody() throws -> Custody {
        var custody = Custody()
        for kind in CustodyEvent.kinds {
            try scan(.kind(kind)) { stored in
                let record = try stored.record()
                if let entry = try stored.entry(CustodyEvent.self, record) {
                    custody.take(entry, in: record.stream)
                }
                return .more
            }
        }
        // Stream by stream they came; each stream's events concern its own key alone.
        custody.keys.sort { $0.since < $1.since }
        return custody
    }
}

extension StoredBytes {
    /// The event that the record holds; nil where its type is not of this kind.
    func entry<Event: DomainEvent>(_ type: Event.Type, _ record: Record) throws -> Entry<Event>? {
        do {
            return try Event.entry(in: record)
        } catch {
            throw Fault.unreadable(record: sequence, error)
        }
    }
}

extension StoredRecord {
    /// The event that the record holds; nil where its type is not of this kind.
    func entry<Event: DomainEvent>(_ type: Event.Type, _ record: Record? = nil) throws -> Entry<Event>? {
        do {
            return try Event.entry(in: try record ?? self.record())
        } catch let error as Unreadable {
            throw Fault.unreadable(record: sequence, error)
        }
    }
}
