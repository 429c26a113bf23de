/// What stands behind one digest of a record (RFC 9901 §4.2.1): the base64url of `["<salt>","<property>",<value>]`.
package struct Disclosure: Equatable, Sendable {
    /// The stream of the person whom the data is about: their key encrypts it, and erasing them destroys that key.
    package var subject: StreamName
    /// base64url of the JCS array.
    package var text: String

    /// The digest is over the base64url text (RFC 9901 §4.2.3).
    package var digest: String { Base64URL.encode(Digest.sha256(text.utf8).bytes) }

    /// The property and its value; nil where the text is not a disclosure, or its property is called `_sd` or `...`
    /// (RFC 9901 §7.1).
    package var content: (property: String, value: String)? {
        guard let bytes = Base64URL.decode(text), case .array(let parts)? = try? CanonicalJSON.parse(bytes),
            parts.count == 3, case .string = parts[0], case .string(let property) = parts[1],
            case .string(let value) = parts[2], property != "_sd", property != "..."
        else { return nil }
        return (property, value)
    }

    package init(subject: StreamName, text: String) {
        self.subject = subject
        self.text = text
    }
}

/// Makes the disclosures of one person's data, each with a salt of its own (128 bits, RFC 9901 §4.2.1).
package struct Sealer: Sendable {
    let subject: StreamName
    let surroundings: Surroundings

    package init(subject: StreamName, surroundings: Surroundings) {
        self.subject = subject
        self.surroundings = surroundings
    }

    func disclose(_ property: String, _ value: String) -> Disclosure {
        let salt = Base64URL.encode(surroundings.random(16))
        let array = CanonicalJSON.serialize([.string(salt), .string(property), .string(value)])
        return Disclosure(subject: subject, text: Base64URL.encode(array))
    }
}

/// base64url without padding (RFC 4648 §5).
package enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count * 4 + 2) / 3)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for index in 0...group.count { out.append(alphabet[Int(bits >> UInt32(18 - 6 * index)) & 63]) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The bytes, or nil where the text has padding, other characters, or bits left over.
    package static func decode(_ text: String) -> [UInt8]? {
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in text.utf8 {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
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
