import Foundation

/// The clock and the random numbers, handed in so that any history can be run again to the same bytes.
package struct Surroundings: Sendable {
    package var now: @Sendable () -> Instant
    /// This many unpredictable bytes (salts, keys, nonces, identifiers), at most 256.
    package var random: @Sendable (Int) -> [UInt8]

    package init(now: @escaping @Sendable () -> Instant, random: @escaping @Sendable (Int) -> [UInt8]) {
        self.now = now
        self.random = random
    }

    /// The machine's own clock and its kernel's generator (getentropy(3)), which seeds libcrypto's too: to set that one up
    /// took a twelfth of what a command that writes did.
    package static let system = Surroundings(
        now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) },
        random: { count in
            var bytes = [UInt8](repeating: 0, count: count)
            precondition(getentropy(&bytes, count) == 0, "the system has no random numbers")
            return bytes
        })

    package func identifier() -> Identifier {
        Identifier(at: now(), random: random(10))
    }
}
