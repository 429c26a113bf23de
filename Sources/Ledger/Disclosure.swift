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

extension JSONValue {
    /// What stands in `_sd` anywhere in it, well-formed or not.
    package var disclosureDigests: [String] {
        switch self {
        case .object(let members):
            members.flatMap { key, member in
                key == "_sd" ? member.array?.compactMap(\.string) ?? [] : member.disclosureDigests
            }
        case .array(let items): items.flatMap(\.disclosureDigests)
        default: []
        }
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
