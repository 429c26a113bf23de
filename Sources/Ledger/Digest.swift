/// A digest of 32 bytes, held without an allocation: SHA-256 (FIPS 180-4), unless its user says SM3 (GB/T 32905).
package struct Digest: Hashable, Sendable, CustomStringConvertible {
    package static let size = 32

    /// 64 zeros: what record 1 names as the record before it (`format.md`: prevhash).
    package static let zero = Digest(storage: SIMD32(repeating: 0))

    var storage: SIMD32<UInt8>

    init(storage: SIMD32<UInt8>) {
        self.storage = storage
    }

    /// The digest with these 32 bytes; nil for any other number of them.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.size else { return nil }
        let copied = bytes.withContiguousStorageIfAvailable { bytes in
            UnsafeRawBufferPointer(bytes).loadUnaligned(as: SIMD32<UInt8>.self)
        }
        storage = copied ?? Array(bytes).withUnsafeBytes { $0.loadUnaligned(as: SIMD32<UInt8>.self) }
    }

    /// Reads 64 lower-case hexadecimal digits; anything else is nil.
    package init?(hex: some StringProtocol) {
        var hex = String(hex)
        guard let digest = hex.withUTF8({ Digest(hex: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = digest
    }

    /// Without a branch for each digit: digests are random, so every other one would be guessed wrong.
    init?(hex digits: UnsafeRawBufferPointer) {
        guard digits.count == 2 * Digest.size else { return nil }
        var storage = SIMD32<UInt8>()
        var faults: UInt8 = 0
        withUnsafeMutableBytes(of: &storage) { bytes in
            for index in 0..<Digest.size {
                let (high, low) = (digits[2 * index], digits[2 * index + 1])
                let (one, other) = (Digest.nibble(high), Digest.nibble(low))
                faults |= (one | other) & 0xF0 | (Digest.hexDigit(one) ^ high) | (Digest.hexDigit(other) ^ low)
                bytes[index] = one &<< 4 | other
            }
        }
        guard faults == 0 else { return nil }
        self.storage = storage
    }

    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Digest.size) { buffer, count in
            withUnsafeBytes(of: storage) { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
            count = Digest.size
        }
    }

    /// 64 lower-case hexadecimal digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: 2 * Digest.size) { buffer in
            write(hexTo: UnsafeMutableRawBufferPointer(buffer))
            return 2 * Digest.size
        }
    }

    func append(hexTo output: inout [UInt8]) {
        withUnsafeTemporaryAllocation(byteCount: 2 * Digest.size, alignment: 1) { buffer in
            write(hexTo: buffer)
            output.append(contentsOf: buffer)
        }
    }

    func append(to output: inout [UInt8]) {
        withUnsafeBytes(of: storage) { output.append(contentsOf: $0) }
    }

    private func write(hexTo buffer: UnsafeMutableRawBufferPointer) {
        withUnsafeBytes(of: storage) { bytes in
            for index in 0..<Digest.size {
                buffer[2 * index] = Digest.hexDigit(bytes[index] &>> 4)
                buffer[2 * index + 1] = Digest.hexDigit(bytes[index] & 15)
            }
        }
    }

    package var description: String { hex }

    /// The first characters and the last two, as screens show it: `3f9a…c2`.
    package var short: String { "\(hex.prefix(4))…\(hex.suffix(2))" }

    package static func sha256(_ bytes: some Sequence<UInt8>) -> Digest {
        var hasher = SHA256Hasher()
        return hasher.digest(Array(bytes))
    }

    @inline(__always)
    static func hexDigit(_ value: UInt8) -> UInt8 { value &+ (value < 10 ? 0x30 : 0x57) }

    /// The value of a lower-case hexadecimal digit; of any other byte, something that has another digit or none.
    @inline(__always)
    private static func nibble(_ digit: UInt8) -> UInt8 { (digit & 15) &+ (digit &>> 6) &* 9 }
}
