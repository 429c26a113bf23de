/// base64url without padding (RFC 4648 §5).
package enum Base64URL {
    private static let coding = Base64Coding("-_")

    package static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: coding.encode(bytes), as: UTF8.self)
    }

    /// The bytes, or nil where the text has padding, other characters, or bits left over.
    package static func decode(_ text: String) -> [UInt8]? { coding.decode(text.utf8) }
}

/// base64 with padding (RFC 4648 §4), as C2SP signed notes use it.
package enum StandardBase64 {
    private static let coding = Base64Coding("+/")

    package static func encode(_ bytes: [UInt8]) -> String {
        let digits = coding.encode(bytes)
        let padding = [UInt8](repeating: UInt8(ascii: "="), count: (4 - digits.count % 4) % 4)
        return String(decoding: digits + padding, as: UTF8.self)
    }

    /// The bytes, or nil for what is not the one canonical text of some bytes: padding that is missing or too much,
    /// other characters (a line break too), or bits left over (RFC 4648 §3.5).
    package static func decode(_ text: some StringProtocol) -> [UInt8]? { decode(utf8: text.utf8) }

    static func decode(utf8 text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 4 == 0 else { return nil }
        let end = text.suffix(2).reduce(0) { $1 == UInt8(ascii: "=") ? $0 + 1 : 0 }
        return coding.decode(text.dropLast(end))
    }
}

/// The digits of a base64: the 62 that both alphabets share, and two more.
private struct Base64Coding {
    private let alphabet: [UInt8]
    /// The value of each byte; 64 for what is no digit.
    private let values: [UInt8]

    init(_ lastTwo: String) {
        alphabet = Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + lastTwo).utf8)
        var values = [UInt8](repeating: 64, count: 256)
        for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
        self.values = values
    }

    func encode(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count * 4 + 2) / 3 + 2)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for index in 0...group.count { out.append(alphabet[Int(bits >> UInt32(18 - 6 * index)) & 63]) }
        }
        return out
    }

    func decode(_ digits: some Sequence<UInt8>) -> [UInt8]? {
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for digit in digits {
            let value = values[Int(digit)]
            guard value < 64 else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> count))
                bits &= (1 << count) - 1
            }
        }
        return count < 6 && bits == 0 ? out : nil
    }
}
