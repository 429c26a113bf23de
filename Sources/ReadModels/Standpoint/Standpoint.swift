import Ledger
import LedgerSQLite
import Rectification

/// From where a report looks at a ledger: a position, and a day. Two who stand there see the same, whatever was appended
/// since.
package struct Standpoint: Equatable, Sendable {
    /// How many records there are: the position of the last.
    package var size: Int
    /// The Merkle root of those records (RFC 6962 §2.1), as `verify` prints it.
    package var root: Digest
    /// When the last of them was recorded.
    package var time: Instant
    /// The day by which findings are overdue or due soon.
    package var day: CalendarDate
    /// Whether only what had happened by that day counts, and not all that the records tell.
    package var isByOccurrence: Bool

    package init(size: Int, root: Digest, time: Instant, day: CalendarDate, isByOccurrence: Bool) {
        self.size = size
        self.root = root
        self.time = time
        self.day = day
        self.isByOccurrence = isByOccurrence
    }

    func gate(_ zone: LocalZone) -> Gate { Gate(isByOccurrence ? .occurred(day) : .now, zone, upTo: size) }
}

extension OpenLedger {
    /// The standpoint of a horizon: what was on record by a day ends at a position, since records are made in the order of
    /// time.
    ///
    /// - Throws: `Fault` E-POSITION-NONE, also where nothing was on record by that day.
    package func standpoint(_ horizon: Horizon) throws -> Standpoint {
        try store.read { transaction in
            let last = try transaction.last()?.sequence ?? 0
            let size =
                switch horizon {
                case .now, .occurred: last
                case .position(let position): position
                case .recorded(let day): try self.size(recordedBy: day, in: transaction)
                }
            let day = try self.day(of: horizon, in: transaction)
            var isByOccurrence = false
            if case .occurred = horizon { isByOccurrence = true }
            return try standpoint(size: size, on: day, isByOccurrence, in: transaction)
        }
    }

    /// The standpoint at a position, on a day.
    ///
    /// - Throws: `Fault` E-POSITION-NONE.
    package func standpoint(size: Int, on day: CalendarDate, isByOccurrence: Bool) throws -> Standpoint {
        try store.read { try standpoint(size: size, on: day, isByOccurrence, in: $0) }
    }

    private func standpoint(
        size: Int, on day: CalendarDate, _ isByOccurrence: Bool, in transaction: SQLiteStore.Transaction
    ) throws -> Standpoint {
        guard let stored = try transaction.stored(at: size) else {
            throw Fault.noPosition(size, last: try transaction.last()?.sequence ?? 0)
        }
        return Standpoint(
            size: size, root: try transaction.root(of: size), time: try stored.record().time, day: day,
            isByOccurrence: isByOccurrence)
    }

    /// How many records there were at the end of a day. The times never fall: halving finds the place.
    func size(recordedBy day: CalendarDate, in transaction: SQLiteStore.Transaction) throws -> Int {
        var range = 0..<(try transaction.last()?.sequence ?? 0)
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            guard let stored = try transaction.stored(at: middle + 1) else { return range.lowerBound }
            if identity.zone.day(of: try stored.record().time) <= day {
                range = (middle + 1)..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return range.lowerBound
    }
}

extension OpenLedger {
    /// The root of the first `size` records as their bytes give it, and not the tiles; nil where there are not so many.
    ///
    /// What is folded of them is found by the columns, which no hash covers: those are held against the bytes.
    ///
    /// - Throws: `Fault` E-RECORD-COLUMN, E-RECORD-UNREADABLE.
    package func rootOfBytes(of size: Int, progress: (Int) -> Void = { _ in }) throws -> Digest? {
        try store.read { transaction in
            var fold = MerkleFold()
            try transaction.scanBytes(.from(1)) { stored in
                guard fold.size < size, stored.sequence == fold.size + 1 else { return .stop }
                try stored.requireColumns()
                fold.append(Array(stored.body))
                if fold.size % 4_096 == 0 { progress(fold.size) }
                return .more
            }
            return fold.size == size ? fold.root() : nil
        }
    }
}
