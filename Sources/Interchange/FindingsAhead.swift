import Dispatch
import Ledger
import Synchronization

/// Reads a sheet's findings on a thread of its own, somewhat ahead of the one that has them claimed: reading is a tenth of
/// what an import takes (perf), and needs nothing of the ledger.
final class FindingsAhead: Sendable {
    private static let together = 64
    /// How many lots it may be ahead: memory stays flat.
    private static let ahead = 4

    /// What only the thread that reads touches.
    private final class Reading: @unchecked Sendable {
        var reading: SheetReading
        init(_ reading: SheetReading) { self.reading = reading }

        func lot() throws(Fault) -> [ReadFinding] {
            var lot: [ReadFinding] = []
            lot.reserveCapacity(FindingsAhead.together)
            while lot.count < FindingsAhead.together, let found = try reading.next() { lot.append(found) }
            return lot
        }
    }

    private let lots = Mutex<[Result<[ReadFinding], Fault>]>([])
    private let ready = DispatchSemaphore(value: 0)
    private let room = DispatchSemaphore(value: 0)
    private let isAbandoned = Atomic(false)

    init(_ source: SheetSource) throws(Fault) {
        let reading = Reading(try source.reading())
        for _ in 0..<FindingsAhead.ahead { room.signal() }
        DispatchQueue.global(qos: .userInitiated).async {
            var isEnd = false
            while !isEnd {
                self.room.wait()
                if self.isAbandoned.load(ordering: .acquiring) { return }
                let lot = Result { () throws(Fault) in try reading.lot() }
                // A failure ends it, and so does a lot that is not full.
                isEnd = ((try? lot.get().count) ?? 0) < FindingsAhead.together
                self.lots.withLock { $0.append(lot) }
                self.ready.signal()
            }
        }
    }

    /// Hands over every finding in order.
    func forEach(_ body: (ReadFinding) throws -> Void) throws {
        defer {
            isAbandoned.store(true, ordering: .releasing)
            room.signal()
        }
        while true {
            ready.wait()
            let lot = try lots.withLock { $0.removeFirst() }.get()
            room.signal()
            for found in lot { try body(found) }
            if lot.count < FindingsAhead.together { return }
        }
    }
}
