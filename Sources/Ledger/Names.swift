/// The name of a stream, `<kind>/<id>`: a record's `subject` (`format.md`: subject).
package struct StreamName: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// The stream of a kind and an id that the program itself has made or checked.
    package init(kind: String, id: String) {
        text = "\(kind)/\(id)"
    }

    /// Reads `<kind>/<id>`: the kind in lower-case letters, the id not empty, without control characters,
    /// at most 200 bytes in all. Anything else is nil.
    package init?(_ text: some StringProtocol) {
        var text = String(text)
        guard text.withUTF8({ StreamName.isName(UnsafeRawBufferPointer($0)) }) else { return nil }
        self.text = text
    }

    static func isName(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= 200 else { return false }
        var slash = 0
        while slash < bytes.count, bytes[slash] >= 0x61, bytes[slash] <= 0x7A { slash += 1 }
        guard slash > 0, slash + 1 < bytes.count, bytes[slash] == UInt8(ascii: "/") else { return false }
        for index in (slash + 1)..<bytes.count where bytes[index] < 0x20 || bytes[index] == 0x7F { return false }
        return true
    }

    /// Where the names of a kind begin among all names, and before what they end.
    package static func range(ofKind kind: String) -> (from: String, below: String) {
        // "0" is the character after "/".
        (kind + "/", kind + "0")
    }

    package var kind: Substring { text[..<slash] }
    package var id: Substring { text[text.utf8.index(after: slash)...] }
    package var description: String { text }

    private var slash: String.Index { text.utf8.firstIndex(of: UInt8(ascii: "/")) ?? text.startIndex }

    // By bytes, as in every store: Swift's own comparison would take `é` and `e` + U+0301 for one stream.

    package static func == (left: StreamName, right: StreamName) -> Bool {
        left.text.isSameBytes(as: right.text)
    }

    package static func < (left: StreamName, right: StreamName) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        text.withBytes { hasher.combine(bytes: $0) }
    }
}

/// A UUID in its lower-case text form (RFC 9562 §4): names a ledger or a command.
package struct Identifier: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Reads `8-4-4-4-12` hexadecimal digits, either case; anything else is nil.
    package init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let isLowerCase = text.withUTF8({ Identifier.survey(UnsafeRawBufferPointer($0)) }) else { return nil }
        self.text = isLowerCase ? text : text.lowercased()
    }

    /// Whether an identifier has no capital letters; nil for what is no identifier.
    private static func survey(_ bytes: UnsafeRawBufferPointer) -> Bool? {
        guard bytes.count == 36 else { return nil }
        var isLowerCase = true
        for (place, byte) in bytes.enumerated() {
            switch (place, byte) {
            case (8, _), (13, _), (18, _), (23, _): guard byte == UInt8(ascii: "-") else { return nil }
            case (_, 0x30...0x39), (_, 0x61...0x66): break
            case (_, 0x41...0x46): isLowerCase = false
            default: return nil
            }
        }
        return isLowerCase
    }

    /// A version 7 UUID (RFC 9562 §5.7): the moment, then random bits.
    package init(at instant: Instant, random: [UInt8]) {
        precondition(random.count >= 10)
        let milliseconds = UInt64(max(0, instant.milliseconds))
        let stamp = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * $0)) }
        self.init(bytes: stamp + random.prefix(10), version: 7)
    }

    /// A version 8 UUID (RFC 9562 §5.8) from a digest: the same content always gives the same name.
    package init(from digest: Digest) {
        self.init(bytes: Array(digest.bytes.prefix(16)), version: 8)
    }

    /// A version 5 UUID (RFC 9562 §5.5): the same name in the same space always gives the same identifier.
    package init(named name: String, in space: Identifier) {
        let digits = Array(space.text.utf8).filter { $0 != UInt8(ascii: "-") }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { place in
            UInt8(String(decoding: digits[place...place + 1], as: UTF8.self), radix: 16) ?? 0
        }
        self.init(bytes: Array(SHA1.digest(bytes + Array(name.utf8)).prefix(16)), version: 5)
    }

    package var description: String { text }

    private init(bytes: [UInt8], version: UInt8) {
        var bytes = bytes
        bytes[6] = bytes[6] & 0x0F | version << 4
        bytes[8] = bytes[8] & 0x3F | 0x80
        var out: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { out.append(UInt8(ascii: "-")) }
            out.append(Digest.hexDigit(byte >> 4))
            out.append(Digest.hexDigit(byte & 15))
        }
        text = String(decoding: out, as: UTF8.self)
    }
}
