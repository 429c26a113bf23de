import Ledger
import Synchronization

/// A clock that a sample ledger's history runs by, a millisecond at each look, and random numbers from its seed.
final class SampleClock: Sendable {
    private let moment: Mutex<Int64>
    private let random: Mutex<SeededRandom>

    /// - Parameter day: where it starts, at noon in UTC.
    init(_ day: CalendarDate, seed: Int) {
        moment = Mutex(Int64(day.dayNumber) * 86_400_000 + 43_200_000)
        random = Mutex(SeededRandom(seed: seed))
    }

    var today: CalendarDate { CalendarDate(dayNumber: Int(moment.withLock { $0 } / 86_400_000)) }

    /// Goes on to noon of a day, unless it is there or past it already.
    func advance(to day: CalendarDate) {
        moment.withLock { $0 = max($0, Int64(day.dayNumber) * 86_400_000 + 43_200_000) }
    }

    var surroundings: Surroundings {
        Surroundings(
            now: {
                Instant(
                    milliseconds: self.moment.withLock {
                        $0 += 1; return $0
                    })
            },
            random: { count in self.random.withLock { $0.bytes(count) } })
    }
}
