/// Reads an I-JSON text into a tree (RFC 8259 within RFC 7493).
struct JSONParser {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var depth = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func document() throws(JSONFault) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw JSONFault(.byteOrderMark, at: 0) }
        skipSpace()
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw JSONFault(.trailingBytes, at: position) }
        return value
    }

    private mutating func value() throws(JSONFault) -> JSONValue {
        switch try peek() {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try nested { (p) throws(JSONFault) in try p.object() })
        case UInt8(ascii: "["): return .array(try nested { (p) throws(JSONFault) in try p.array() })
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try JSONNumber.read(bytes, &position))
        default: throw JSONFault(.unexpectedByte, at: position)
        }
    }

    private mutating func nested<T>(_ body: (inout JSONParser) throws(JSONFault) -> T) throws(JSONFault) -> T {
        guard depth < CanonicalJSON.maximumDepth else { throw JSONFault(.tooDeep, at: position) }
        depth += 1
        defer { depth -= 1 }
        position += 1
        skipSpace()
        return try body(&self)
    }

    private mutating func array() throws(JSONFault) -> [JSONValue] {
        var items: [JSONValue] = []
        if try skip(UInt8(ascii: "]")) { return items }
        while true {
            items.append(try value())
            skipSpace()
            if try skip(UInt8(ascii: "]")) { return items }
            try expect(UInt8(ascii: ","))
            skipSpace()
        }
    }

    private mutating func object() throws(JSONFault) -> JSONObject {
        var members: [(key: String, value: JSONValue, offset: Int)] = []
        if try skip(UInt8(ascii: "}")) { return JSONObject() }
        repeat {
            skipSpace()
            let offset = position
            guard try peek() == UInt8(ascii: "\"") else { throw JSONFault(.unexpectedByte, at: position) }
            let key = try string()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            skipSpace()
            members.append((key, try value(), offset))
            skipSpace()
        } while try skip(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
        members.sort { CanonicalJSON.precedes($0.key, $1.key) }
        for (one, other) in zip(members, members.dropFirst()) where one.key.isSameBytes(as: other.key) {
            throw JSONFault(.duplicateKey, at: max(one.offset, other.offset))
        }
        return JSONObject(inOrder: members.map { ($0.key, $0.value) })
    }

    // MARK: Strings

    private mutating func string() throws(JSONFault) -> String {
        position += 1
        var text: [UInt8] = []
        while true {
            let end = try endOfUnescaped()
            text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[position..<end]))
            position = end
            switch try peek() {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                if let encoded = UTF8.encode(try escape()) { text.append(contentsOf: encoded) }
            default: throw JSONFault(.controlCharacter, at: position)
            }
        }
    }

    private func endOfUnescaped() throws(JSONFault) -> Int {
        var end = position
        while true {
            end = JSONText.endOfPlainASCII(in: bytes, from: end)
            guard end < bytes.count, bytes[end] >= 0x80 else { return end }
            end += try JSONText.lengthOfCharacter(in: bytes, at: end)
        }
    }

    private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
        let start = position
        position += 1
        let letter = try peek()
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "u"): return try codePoint(from: start)
        default: throw JSONFault(.badEscape, at: start)
        }
    }

    /// The character of `\uXXXX`, or of a surrogate pair of them.
    private mutating func codePoint(from start: Int) throws(JSONFault) -> Unicode.Scalar {
        var value = try hexadecimal()
        if (0xD800...0xDBFF).contains(value) {
            guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            else { throw JSONFault(.loneSurrogate, at: start) }
            position += 2
            let low = try hexadecimal()
            guard (0xDC00...0xDFFF).contains(low) else { throw JSONFault(.loneSurrogate, at: start) }
            value = 0x1_0000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw JSONFault(.loneSurrogate, at: start) }
        guard !JSONText.isNoncharacter(value) else { throw JSONFault(.noncharacter, at: start) }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = try peek()
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw JSONFault(.badEscape, at: position)
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    // MARK: Bytes

    private func peek() throws(JSONFault) -> UInt8 {
        guard position < bytes.count else { throw JSONFault(.endOfText, at: position) }
        return bytes[position]
    }

    private mutating func skip(_ byte: UInt8) throws(JSONFault) -> Bool {
        guard try peek() == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONFault) {
        guard try skip(byte) else { throw JSONFault(.unexpectedByte, at: position) }
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        try JSONText.skip(text, in: bytes, &position)
        return value
    }
}

extension JSONText {
    /// Moves past exactly these bytes.
    static func skip(_ word: StaticString, in bytes: UnsafeRawBufferPointer, _ position: inout Int) throws(JSONFault) {
        for index in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count else { throw JSONFault(.endOfText, at: position) }
            guard bytes[position] == word.utf8Start[index] else { throw JSONFault(.unexpectedByte, at: position) }
            position += 1
        }
    }
}
