import Ledger
import LedgerSQLite
import Rectification

extension OpenLedger {
    /// Every step of a finding in ledger order, with the finding before and after it.
    package func history(of number: FindingNumber, _ horizon: Horizon = .now) throws -> [HistoryRow] {
        let gate = Gate(horizon, identity.zone)
        return try store.read { transaction in
            _ = try day(of: horizon, in: transaction)
            return try transaction.history(of: number, through: gate)
        }
    }

    /// Every record of a stream that a horizon lets through, in ledger order.
    package func steps(of stream: StreamName, _ horizon: Horizon = .now) throws -> [LogRow] {
        let gate = Gate(horizon, identity.zone)
        return try store.read { transaction in
            _ = try day(of: horizon, in: transaction)
            var rows: [LogRow] = []
            try transaction.scan(.stream(stream)) { stored in
                let record = try stored.record()
                if gate.lets(through: record) { rows.append(LogRow(stored, record)) }
                return .more
            }
            return rows
        }
    }

    /// What of a finding differs between the ends of two days, by when things happened.
    package func changes(of number: FindingNumber, from: CalendarDate, to: CalendarDate) throws -> [Change] {
        try changes(of: number, from: .occurred(from), to: .occurred(to))
    }

    /// What of a finding differs between two horizons.
    package func changes(of number: FindingNumber, from: Horizon, to: Horizon) throws -> [Change] {
        try store.read { transaction in
            Change.between(
                try finding(number, from, in: transaction), try finding(number, to, in: transaction))
        }
    }
}

extension LedgerTransaction {
    /// Every step of a finding that a gate lets through, in ledger order.
    func history(of number: FindingNumber, through gate: Gate) throws -> [HistoryRow] {
        var rows: [HistoryRow] = []
        var state: Finding?
        try scan(.stream(number.stream)) { stored in
            let record = try stored.record()
            guard gate.lets(through: record) else { return .more }
            let entry = try stored.entry(Finding.Event.self, record)
            let before = state
            if let entry { state = Finding.evolve(state, entry, in: number.stream) }
            rows.append(HistoryRow(log: LogRow(stored, record), entry: entry, before: before, after: state))
            return .more
        }
        return rows
    }
}
