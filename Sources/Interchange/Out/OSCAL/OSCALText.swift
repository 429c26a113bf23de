import Ledger

// The forms of text that OSCAL's JSON schema asks for.

extension JSONValue {
    /// OSCAL's namespace for what it has no word for: ours.
    static let oscalNamespace = "urn:taizhang:oscal"

    /// `markup-line`: Markdown of one line, which the schema wants to say something.
    static func markupLine(_ text: String) -> JSONValue {
        let words = text.split(whereSeparator: \.isWhitespace)
        return markup(words.isEmpty ? "—" : words.joined(separator: " "))
    }

    /// `markup-multiline`: Markdown, in which nothing that people wrote is taken for a mark.
    static func markup(_ text: String) -> JSONValue {
        var out = String.UnicodeScalarView()
        for scalar in VisibleText.of(text).unicodeScalars {
            if "\\*`~^<[{".unicodeScalars.contains(scalar) { out.append("\\") }
            out.append(scalar)
        }
        return .string(String(out))
    }

    /// A `string` of the schema: one line, without space at its ends; nil where nothing is left.
    static func oscalString(_ text: String) -> JSONValue? {
        let words = VisibleText.of(text).split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : .string(words.joined(separator: " "))
    }

    /// A property in our namespace; nil where there is no value.
    static func prop(_ name: String, _ value: (some CustomStringConvertible)?) -> JSONValue? {
        guard let value = value.flatMap({ oscalString($0.description) }) else { return nil }
        return ["name": .string(name), "ns": .string(oscalNamespace), "value": value]
    }

    /// An object without the members that are nil, and without lists that are empty: the schema allows no empty list.
    static func compact(_ members: [String: JSONValue?]) -> JSONValue {
        .object(
            members.compactMapValues { value in
                if case .array(let items)? = value, items.isEmpty { return nil }
                return value
            })
    }

    /// A list of what is not nil.
    static func list(_ values: [JSONValue?]) -> JSONValue { .array(values.compactMap { $0 }) }
}
