/// The JSON Canonicalization Scheme (RFC 8785) over I-JSON (RFC 7493): one value, one sequence of bytes.
///
/// `check` accepts exactly the texts that `parse` reads and `serialize` writes back to the same bytes.
package enum CanonicalJSON {
    /// How deep arrays and objects may stand in each other (RFC 8259 §9 leaves the limit to us).
    package static let maximumDepth = 128
    /// 2^53 − 1: beyond it integers are not exact everywhere (RFC 7493 §2.2).
    package static let largestInteger = 9_007_199_254_740_991

    /// Reads one I-JSON text, canonical or not.
    package static func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) -> JSONValue {
        var parser = JSONParser(bytes)
        return try parser.document()
    }

    package static func parse(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (bytes) throws(JSONFault) in try parse(UnsafeRawBufferPointer(bytes)) }
    }

    /// Proves in one pass, without building a tree, that the bytes are the canonical form of what they say.
    package static func check(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        var checker = CanonicalChecker(bytes)
        try checker.document()
    }

    package static func check(_ bytes: [UInt8]) throws(JSONFault) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(JSONFault) in try check(UnsafeRawBufferPointer(bytes)) }
    }

    /// As `check`, and says where the members of the object stand.
    ///
    /// - Parameter room: where they are written; there may be more of them than it holds.
    /// - Returns: the members; and whether an object inside has the name by which a file is known, or digests are.
    static func envelope(
        of bytes: UnsafeRawBufferPointer, in room: UnsafeMutableBufferPointer<EnvelopeMember>
    ) throws(JSONFault) -> (members: UnsafeBufferPointer<EnvelopeMember>, namesFiles: Bool, namesDigests: Bool) {
        var checker = CanonicalChecker(bytes, members: room)
        try checker.document()
        let members = UnsafeBufferPointer(rebasing: room[..<min(checker.memberCount, room.count)])
        return (members, checker.namesFiles, checker.namesDigests)
    }

    /// The canonical bytes of any I-JSON text.
    package static func canonicalize(_ bytes: [UInt8]) throws(JSONFault) -> [UInt8] {
        serialize(try parse(bytes))
    }

    package static func serialize(_ value: JSONValue) -> [UInt8] {
        var output: [UInt8] = []
        append(value, to: &output)
        return output
    }

    package static func append(_ value: JSONValue, to output: inout [UInt8]) {
        switch value {
        case .null: output += "null".utf8
        case .bool(let value): output += value ? "true".utf8 : "false".utf8
        case .number(let value): append(value, to: &output)
        case .string(let text): append(text, to: &output)
        case .array(let items):
            output.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                append(item, to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                append(member.key, to: &output)
                output.append(UInt8(ascii: ":"))
                append(member.value, to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    /// A text in quotes; escapes only what RFC 8785 §3.2.2.2 says, copies the rest.
    package static func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        output.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            var position = 0
            while true {
                let end = JSONText.endOfPlain(in: bytes, from: position)
                output.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[position..<end]))
                guard end < bytes.count else { break }
                appendEscape(of: bytes[end], to: &output)
                position = end + 1
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        if let letter = JSONText.shortEscape(of: byte) {
            output.append(letter)
        } else {
            output += "u00".utf8
            output.append(Digest.hexDigit(byte >> 4))
            output.append(Digest.hexDigit(byte & 15))
        }
    }

    /// Whether a name sorts before another by UTF-16 code units (RFC 8785 §3.2.3).
    static func precedes(_ left: String, _ right: String) -> Bool {
        for (one, other) in zip(left.utf8, right.utf8) where one != other {
            return JSONText.precedesInUTF16(one, other)
        }
        return left.utf8.count < right.utf8.count
    }
}
