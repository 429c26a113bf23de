/// A member of an envelope, as places in its bytes: the name without its quotation marks, the value with them.
struct EnvelopeMember {
    var name: Range<Int>
    var value: Range<Int>
}

/// Walks a text once and holds it against RFC 8785, without allocating: on the path of `verify` for every record.
struct CanonicalChecker {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var depth = 0
    /// Where the members of the outermost object are written, and how many it has.
    private let members: UnsafeMutableBufferPointer<EnvelopeMember>?
    private(set) var memberCount = 0
    /// Whether an inner object has the name by which a file is known; or one of those by which digests are.
    private(set) var (namesFiles, namesDigests) = (false, false)

    init(_ bytes: UnsafeRawBufferPointer, members: UnsafeMutableBufferPointer<EnvelopeMember>? = nil) {
        self.bytes = bytes
        self.members = members
    }

    mutating func document() throws(JSONFault) {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw JSONFault(.byteOrderMark, at: 0)
        }
        try value()
        guard position == bytes.count else { throw unexpected(.trailingBytes) }
    }

    private mutating func value() throws(JSONFault) {
        switch try peek() {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "{"): try object()
        case UInt8(ascii: "["): try array()
        case UInt8(ascii: "-"), 0x30...0x39: try number()
        case UInt8(ascii: "t"): try JSONText.skip("true", in: bytes, &position)
        case UInt8(ascii: "f"): try JSONText.skip("false", in: bytes, &position)
        case UInt8(ascii: "n"): try JSONText.skip("null", in: bytes, &position)
        default: throw unexpected(.unexpectedByte)
        }
    }

    private mutating func enter() throws(JSONFault) {
        guard depth < CanonicalJSON.maximumDepth else { throw JSONFault(.tooDeep, at: position) }
        depth += 1
        position += 1
    }

    private mutating func array() throws(JSONFault) {
        try enter()
        defer { depth -= 1 }
        if try skip(UInt8(ascii: "]")) { return }
        repeat { try value() } while try skip(UInt8(ascii: ","))
        guard try skip(UInt8(ascii: "]")) else { throw unexpected(.unexpectedByte) }
    }

    private mutating func object() throws(JSONFault) {
        try enter()
        defer { depth -= 1 }
        if try skip(UInt8(ascii: "}")) { return }
        var before: Range<Int>?
        repeat {
            guard try peek() == UInt8(ascii: "\"") else { throw unexpected(.unexpectedByte) }
            let key = try string()
            if let before { try hold(key, after: before) }
            before = key
            guard try skip(UInt8(ascii: ":")) else { throw unexpected(.unexpectedByte) }
            let start = position
            try value()
            if depth == 1 { note(key, start..<position) } else { note(key) }
        } while try skip(UInt8(ascii: ","))
        guard try skip(UInt8(ascii: "}")) else { throw unexpected(.unexpectedByte) }
    }

    private mutating func note(_ name: Range<Int>, _ value: Range<Int>) {
        if let members, memberCount < members.count {
            members.initializeElement(at: memberCount, to: EnvelopeMember(name: name, value: value))
        }
        memberCount += 1
    }

    private mutating func note(_ name: Range<Int>) {
        switch name.count {
        case 3:
            namesDigests = namesDigests || bytes[part: name].isEqual(to: "_sd") || bytes[part: name].isEqual(to: "...")
        case 6: namesFiles = namesFiles || bytes[part: name].isEqual(to: "sha256")
        default: break
        }
    }

    /// Names rise by UTF-16 code units (RFC 8785 §3.2.3); the ranges are what stands between the quotation marks.
    private func hold(_ key: Range<Int>, after before: Range<Int>) throws(JSONFault) {
        if let one = bytes[before].first, let other = bytes[key].first, one < other,
            one != UInt8(ascii: "\\"), other < 0x5C || (0x5D...0x7F).contains(other)
        {
            return
        }
        var (left, right) = (before.lowerBound, key.lowerBound)
        while left < before.upperBound, right < key.upperBound {
            let (one, other) = (unescaped(&left), unescaped(&right))
            if one == other { continue }
            guard JSONText.precedesInUTF16(one, other) else { throw JSONFault(.keyOrder, at: key.lowerBound - 1) }
            return
        }
        guard left == before.upperBound else { throw JSONFault(.keyOrder, at: key.lowerBound - 1) }
        guard right < key.upperBound else { throw JSONFault(.duplicateKey, at: key.lowerBound - 1) }
    }

    /// The byte that stands here, or that an escape stands for; the string has been walked already.
    private func unescaped(_ position: inout Int) -> UInt8 {
        let byte = bytes[position]
        guard byte == UInt8(ascii: "\\") else {
            position += 1
            return byte
        }
        let letter = bytes[position + 1]
        guard letter == UInt8(ascii: "u") else {
            position += 2
            return CanonicalChecker.meaning(of: letter) ?? letter
        }
        let value =
            CanonicalChecker.hexadecimal(bytes[position + 4]) << 4
            | CanonicalChecker.hexadecimal(bytes[position + 5])
        position += 6
        return value
    }

    // MARK: Strings

    /// Moves past a string.
    ///
    /// - Returns: what stands between its quotation marks.
    private mutating func string() throws(JSONFault) -> Range<Int> {
        position += 1
        let start = position
        while true {
            position = JSONText.endOfPlainASCII(in: bytes, from: position)
            let byte = try peek()
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return start..<(position - 1)
            case UInt8(ascii: "\\"): try escape()
            case 0x80...:
                let start = position
                position = JSONText.endOfThreeByteCharacters(in: bytes, from: start)
                if position == start { position += try JSONText.lengthOfCharacter(in: bytes, at: position) }
            default: throw JSONFault(.controlCharacter, at: position)
            }
        }
    }

    private mutating func escape() throws(JSONFault) {
        let start = position
        position += 1
        let letter = try peek()
        position += 1
        if CanonicalChecker.meaning(of: letter) != nil { return }
        if letter == UInt8(ascii: "/") { throw JSONFault(.needlessEscape, at: start) }
        guard letter == UInt8(ascii: "u") else { throw JSONFault(.badEscape, at: start) }
        // Only control characters without a short escape are written so, in lower-case digits.
        guard position + 4 <= bytes.count else { throw JSONFault(.endOfText, at: bytes.count) }
        let (high, low) = (bytes[position + 2], bytes[position + 3])
        guard bytes[position] == UInt8(ascii: "0"), bytes[position + 1] == UInt8(ascii: "0"),
            high == 0x30 || high == 0x31,
            JSONNumber.isDigit(low) || (0x61...0x66).contains(low),
            JSONText.shortEscape(of: (high - 0x30) << 4 | CanonicalChecker.hexadecimal(low)) == nil
        else { throw JSONFault(.needlessEscape, at: start) }
        position += 4
    }

    private static func meaning(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "r"): 0x0D
        default: nil
        }
    }

    /// The value of a lower-case hexadecimal digit.
    private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 0x3A ? digit & 15 : digit &- 0x57 }

    // MARK: Numbers

    private mutating func number() throws(JSONFault) {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let digits = position
        var value = 0
        while position < bytes.count, position < digits + 16, JSONNumber.isDigit(bytes[position]) {
            value = value * 10 + Int(bytes[position] & 15)
            position += 1
        }
        if isEndOfNumber, position > digits, value <= CanonicalJSON.largestInteger {
            let isPlain = bytes[digits] != UInt8(ascii: "0") || (position - digits == 1 && digits == start)
            if isPlain { return }
        }
        position = start
        let read = try JSONNumber.read(bytes, &position)
        var canonical: [UInt8] = []
        CanonicalJSON.append(read, to: &canonical)
        guard bytes[start..<position].elementsEqual(canonical) else { throw JSONFault(.numberForm, at: start) }
    }

    private var isEndOfNumber: Bool {
        guard position < bytes.count else { return true }
        switch bytes[position] {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return true
        default: return false
        }
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

    /// The fault of the byte that stands here, which white space has a name of its own for.
    private func unexpected(_ reason: JSONFault.Reason) -> JSONFault {
        let isSpace = [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position])
        return JSONFault(isSpace ? .whitespace : reason, at: position)
    }
}
