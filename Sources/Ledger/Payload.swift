/// A value with named properties that stands in a record: the payload of an event, or an object inside one.
///
/// `properties` is the one place that says how the value is written, read and described in its JSON Schema
/// (docs/decisions/0001). It names every property once, in RFC 8785 order, so that reading is one pass forward.
package protocol Properties: Equatable, Sendable {
    /// A blank value, to be read into.
    init()
    mutating func properties(_ p: inout PropertyCoder) throws(Unreadable)
}

/// The payload of one type and version of event (`format.md`: type, data).
package protocol Payload: Properties {
    /// `taizhang.<noun>.<past participle>.v<n>`: the storage format, never changed once recorded.
    static var type: String { get }
    /// What it says, for the catalogue.
    static var about: Message { get }
    /// Whether a record of this type must carry a `reason`.
    static var needsReason: Bool { get }
}

extension Payload {
    package static var needsReason: Bool { false }
}

/// Bytes that are not the record or payload that was expected.
package struct Unreadable: Error, Equatable, Sendable {
    /// Offset in bytes where reading stopped.
    package var offset: Int
    package var expected: String

    package init(offset: Int, expected: String) {
        self.offset = offset
        self.expected = expected
    }
}

/// A property whose value is one of a fixed set of words.
package protocol Choice: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// The word in the office's languages.
    var title: Message { get }
}

/// Names, telephone numbers, what a person said: properties that can be erased (`format.md`: erasable fields).
///
/// A record holds only `digests`; `values` are known before it is written, and afterwards to whoever has the
/// disclosures.
package struct Erasable: Equatable, Sendable {
    package var values: [String: String]
    package var digests: [String]

    package init(_ values: [String: String] = [:]) {
        self.values = values.filter { !$0.value.isEmpty }
        digests = []
    }
}
