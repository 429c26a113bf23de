/// A JSON value (RFC 8259) within the limits of I-JSON (RFC 7493).
///
/// Texts compare by their bytes, not by Unicode equivalence as Swift's do: `Å` and `A` + U+030A are two texts here, as
/// they are to whoever hashes them. There is no literal for `null`: `value["x"] == nil` asks whether there is a member.
package indirect enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number, where it is a whole one.
    package var integer: Int? {
        if case .number(let value) = self { Int(exactly: value) } else { nil }
    }

    package var number: Double? {
        if case .number(let value) = self { value } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    package var array: [JSONValue]? {
        if case .array(let items) = self { items } else { nil }
    }

    package var object: JSONObject? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The member of this name; nil where there is none, or where this is no object.
    package subscript(key: String) -> JSONValue? { object?[key] }

    package static func object(_ members: [String: JSONValue]) -> JSONValue { .object(JSONObject(members)) }
}

extension JSONValue: Equatable {
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.number(let one), .number(let other)): one == other
        case (.string(let one), .string(let other)): one.isSameBytes(as: other)
        case (.array(let one), .array(let other)): one == other
        case (.object(let one), .object(let other)): one == other
        default: false
        }
    }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// Of two members of one name the later stands.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        var members = JSONObject()
        for (key, value) in elements { members[key] = value }
        self = .object(members)
    }
}

/// The members of an object in RFC 8785 order: by the UTF-16 code units of their names (§3.2.3).
package struct JSONObject: Sendable, RandomAccessCollection {
    package typealias Element = (key: String, value: JSONValue)

    private var members: [Element] = []

    package init() {}

    package init(_ members: [String: JSONValue]) {
        self.members = members.sorted { CanonicalJSON.precedes($0.key, $1.key) }.map { ($0.key, $0.value) }
    }

    /// Members that are in order already and differ in name.
    init(inOrder members: [Element]) {
        self.members = members
    }

    package var startIndex: Int { members.startIndex }
    package var endIndex: Int { members.endIndex }
    package subscript(position: Int) -> Element { members[position] }

    package subscript(key: String) -> JSONValue? {
        get {
            let place = place(of: key)
            return holds(key, at: place) ? members[place].value : nil
        }
        set {
            let place = place(of: key)
            switch (holds(key, at: place), newValue) {
            case (true, let value?): members[place].value = value
            case (true, nil): members.remove(at: place)
            case (false, let value?): members.insert((key, value), at: place)
            case (false, nil): break
            }
        }
    }

    private func holds(_ key: String, at place: Int) -> Bool {
        place < members.count && members[place].key.isSameBytes(as: key)
    }

    /// Where a member of this name stands, or would.
    private func place(of key: String) -> Int {
        var range = 0..<members.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if CanonicalJSON.precedes(members[middle].key, key) {
                range = (middle + 1)..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return range.lowerBound
    }
}

extension JSONObject: Equatable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.elementsEqual(right) { $0.key.isSameBytes(as: $1.key) && $0.value == $1.value }
    }
}
