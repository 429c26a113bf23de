import COpenSSL
import Foundation

/// The clock and the random numbers, handed in so that any history can be run again to the same bytes.
package struct Surroundings: Sendable {
    package var now: @Sendable () -> Instant
    /// This many unpredictable bytes (salts, keys, nonces, identifiers).
    package var random: @Sendable (Int) -> [UInt8]

    package init(now: @escaping @Sendable () -> Instant, random: @escaping @Sendable (Int) -> [UInt8]) {
        self.now = now
        self.random = random
    }

    /// The machine's own clock and libcrypto's generator.
    package static let system = Surroundings(
        now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) },
        random: { count in
            var bytes = [UInt8](repeating: 0, count: count)
            precondition(RAND_bytes(&bytes, Int32(count)) == 1, "libcrypto has no random numbers")
            return bytes
        })

    package func identifier() -> Identifier {
        Identifier(at: now(), random: random(10))
    }
}
