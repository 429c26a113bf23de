import Ledger

/// A name that is one line of text: it stands in records as that text and can be read back from it.
package protocol TextIdentifier: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Reads the text; nil where it names nothing of this kind.
    init?(_ text: String)
    var text: String { get }
}

extension TextIdentifier {
    package var description: String { text }
    package static func < (left: Self, right: Self) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    /// Whether the text can stand in a stream's name: not blank, no control characters (C0, DEL, C1), at most 150 bytes.
    static func isName(_ text: Substring) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last, first != 0x20, last != 0x20, bytes.count <= 150 else {
            return false
        }
        var previous: UInt8 = 0
        for byte in bytes {
            // In UTF-8 a C1 control is 0xC2 and a byte from 0x80 to 0x9F.
            if byte < 0x20 || byte == 0x7F || (previous == 0xC2 && byte < 0xA0) { return false }
            previous = byte
        }
        return true
    }
}

/// Who does something: a post (`post/督查科科长`) or a person by code (`person/DY-001`), never a name in clear.
package struct ActorID: TextIdentifier {
    package let text: String

    /// Reads `post/…` or `person/…`; a text without a slash is a post.
    package init?(_ text: String) {
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else {
            guard ActorID.isName(text[...]) else { return nil }
            self.text = "post/" + text
            return
        }
        let kind = text[..<slash]
        guard kind == "post" || kind == "person", ActorID.isName(text[text.utf8.index(after: slash)...]) else {
            return nil
        }
        self.text = text
    }

    package static let kinds = ["person", "post"]

    package var stream: StreamName { StreamName(kind: kind, id: name) }
    /// Without its kind: what screens show.
    package var name: String { String(text.drop { $0 != "/" }.dropFirst()) }
    private var kind: String { String(text.prefix { $0 != "/" }) }
}

/// A unit of the office or of the Party organisation, by its name (`第一党支部`).
package struct UnitID: NameIdentifier {
    package let text: String
    package init(name: String) { text = name }
    package static let kind = "unit"
}

/// An inspection or another occasion that finds problems, by its name (`巡察反馈-2020`).
package struct RoundID: NameIdentifier {
    package let text: String
    package init(name: String) { text = name }
    package static let kind = "round"
}

/// A finding's number (`2020-015`).
package struct FindingNumber: SerialNumber {
    package let year: Int
    package let ordinal: Int

    package init(year: Int, ordinal: Int) {
        self.year = year
        self.ordinal = ordinal
    }

    package static let kind = "finding"
}

extension PropertyCoder {
    /// A property that is an identifier.
    mutating func id<ID: TextIdentifier>(_ key: StaticString, _ value: inout ID?, _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        var text = value?.text
        try self.text(key, &text, about())
        value = try text.map { (text) throws(Unreadable) in try PropertyCoder.identifier(text) }
    }

    /// A list of identifiers; an empty one is left out.
    mutating func ids<ID: TextIdentifier>(_ key: StaticString, _ value: inout [ID], _ about: @autoclosure () -> Message)
        throws(Unreadable)
    {
        var texts = value.map(\.text)
        try self.texts(key, &texts, about())
        value = try texts.map { (text) throws(Unreadable) in try PropertyCoder.identifier(text) }
    }

    /// Only the text that is written: what people may type instead (`督查科`, `2020-15`) would be one name in two forms.
    private static func identifier<ID: TextIdentifier>(_ text: String) throws(Unreadable) -> ID {
        guard let id = ID(text), id.text.isSameBytes(as: text) else {
            throw Unreadable(offset: 0, expected: "a name of \(ID.self), not \(text)")
        }
        return id
    }
}
