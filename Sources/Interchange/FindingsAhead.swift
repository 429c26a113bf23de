import Ledger

/// Reads a sheet's findings on a thread of its own, somewhat ahead of the one that has them claimed: reading is a tenth of
/// what an import takes (perf), and needs nothing of the ledger.
struct FindingsAhead {
    private static let together = 64

    /// What only the thread that reads touches.
    private final class Reading: @unchecked Sendable {
        private var reading: SheetReading
        init(_ reading: SheetReading) { self.reading = reading }

        func lot() throws(Fault) -> [ReadFinding] {
            var lot: [ReadFinding] = []
            lot.reserveCapacity(FindingsAhead.together)
            while lot.count < FindingsAhead.together, let found = try reading.next() { lot.append(found) }
            return lot
        }
    }

    private let reading: Reading

    init(_ source: SheetSource) throws(Fault) { reading = Reading(try source.reading()) }

    /// Hands over every finding in order.
    func forEach(_ body: (ReadFinding) throws -> Void) throws {
        try Ahead.run(by: 4) { [reading] hand in
            while true {
                let lot = try reading.lot()
                guard !lot.isEmpty, hand(lot) else { return }
            }
        } each: {
            try body($0)
        }
    }
}
