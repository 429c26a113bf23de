import Ledger
import Rectification

/// From where a ledger is looked at (`format.md`: two times).
package enum Horizon: Equatable, Sendable {
    /// Everything, today.
    case now
    /// What the office had done by the end of this day.
    case occurred(CalendarDate)
    /// What the ledger knew at the end of this day.
    case recorded(CalendarDate)
    /// The ledger up to this position.
    case position(Int)
}

/// Which records a horizon lets through.
struct Gate: Sendable {
    let horizon: Horizon
    let zone: LocalZone
    /// The last position that counts, whatever the horizon lets through.
    let last: Int

    init(_ horizon: Horizon, _ zone: LocalZone, upTo last: Int = .max) {
        self.horizon = horizon
        self.zone = zone
        self.last = last
    }

    /// Nil where every record counts.
    var test: ((Record) -> Bool)? {
        horizon == .now && last == .max ? nil : { lets(through: $0) }
    }

    func lets(through record: Record) -> Bool {
        guard record.sequence <= last else { return false }
        return switch horizon {
        case .now: true
        case .occurred(let day): record.occurredOn <= day
        case .recorded(let day): zone.day(of: record.time) <= day
        case .position(let last): record.sequence <= last
        }
    }
}

extension OpenLedger {
    /// What “today” is in a view: the day by which findings are overdue or due soon.
    ///
    /// - Throws: `Fault` E-POSITION-NONE for a position that the ledger does not have.
    package func day(of horizon: Horizon) throws -> CalendarDate {
        try store.read { try day(of: horizon, in: $0) }
    }

    func day(of horizon: Horizon, in transaction: some LedgerTransaction) throws -> CalendarDate {
        switch horizon {
        case .now: return today
        case .occurred(let day), .recorded(let day): return day
        case .position(let position):
            guard let stored = try transaction.stored(at: position) else {
                throw Fault.noPosition(position, last: try transaction.last()?.sequence ?? 0)
            }
            return identity.zone.day(of: try stored.record().time)
        }
    }
}

extension LedgerTransaction {
    /// The record at a position; nil where there is none.
    func stored(at position: Int) throws -> StoredRecord? {
        var found: StoredRecord?
        try scan(.from(position)) { stored in
            if stored.sequence == position { found = stored }
            return .stop
        }
        return found
    }
}

extension Fault {
    static func noPosition(_ position: Int, last: Int) -> Fault {
        Fault(
            "E-POSITION-NONE", .notFound,
            Message("台账里没有第 \(position) 条记录。", "The ledger has no record \(position)."),
            state: Message("现有第 1–\(last) 条。", "It has records 1 to \(last)."),
            remedy: Message("给出其中的一个序号。", "Give one of these positions."))
    }
}
