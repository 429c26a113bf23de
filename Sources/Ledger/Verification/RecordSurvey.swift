import Foundation

/// What one pass over a record's bytes finds where nothing is wrong with them: that they are canonical, that the envelope
/// has its form, and what it says, as places in the bytes.
///
/// On the path of `verify` for every record, and so without a text, a tree or an allocation. Reading the same through
/// `Record` took 5.2 of the 8.3 µs that a record cost (callgrind: half of the instructions outside of libcrypto and
/// SQLite). `RecordSurveyTests` holds it against that plain way; where it is nil, `Verifier` goes the plain way and says
/// what is wrong.
struct RecordSurvey {
    private(set) var sequence = 0
    private(set) var version = 0
    private(set) var previousHash = Digest.zero
    private(set) var time = Instant(milliseconds: 0)
    private(set) var occurredOn = CalendarDate(dayNumber: 0)
    /// Texts without escapes: what stands between their quotation marks.
    private(set) var command = 0..<0, source = 0..<0, stream = 0..<0, type = 0..<0
    private(set) var data = 0..<0
    private(set) var isSigned = false
    /// Whether the data may name files; or digests.
    private(set) var namesFiles = false, namesDigests = false

    /// Nil where something is wrong, and where a text that is compared has escapes.
    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= Record.maximumSize else { return nil }
        let isSound = withUnsafeTemporaryAllocation(of: EnvelopeMember.self, capacity: RecordSurvey.mostMembers) {
            room in
            guard let found = try? CanonicalJSON.envelope(of: bytes, in: room), found.members.count <= room.count else {
                return false
            }
            (namesFiles, namesDigests) = (found.namesFiles, found.namesDigests)
            var members = EnvelopeReader(bytes, found.members)
            return read(&members)
        }
        guard isSound else { return nil }
    }

    /// The attributes of an envelope, all given, and one that would be too many.
    private static let mostMembers = 16

    /// In the order of `Record.properties`.
    private mutating func read(_ members: inout EnvelopeReader) -> Bool {
        guard let actor = members.text("actor"), !actor.isEmpty, let command = members.plainText("commandid"),
            let data = members.value("data"), members.bytes[data.lowerBound] == UInt8(ascii: "{"),
            let sequence = members.plainText("id").flatMap(members.position),
            let occurredOn = members.plainText("occurredon").flatMap({ CalendarDate(members.content($0)) }),
            members.optionalText("onbehalfof"),
            let previousHash = members.plainText("prevhash").flatMap({ Digest(hex: members.content($0)) }),
            members.optionalText("reason"), let isSigned = members.signature(),
            let source = members.plainText("source"), !source.isEmpty,
            let format = members.plainText("specversion"), members.content(format).isEqual(to: "1.0"),
            let version = members.value("streamversion").flatMap(members.integer),
            let stream = members.plainText("subject"), StreamName.isName(members.content(stream)),
            let time = members.plainText("time").flatMap({ Instant(members.content($0)) }),
            let type = members.plainText("type"), Record.isTypeName(members.content(type)), members.isAtEnd
        else { return false }
        (self.command, self.source, self.stream, self.type, self.data) = (command, source, stream, type, data)
        (self.sequence, self.version, self.isSigned) = (sequence, version, isSigned)
        (self.previousHash, self.time, self.occurredOn) = (previousHash, time, occurredOn)
        return true
    }
}

/// Takes the members of an envelope one after the other, by name.
private struct EnvelopeReader {
    let bytes: UnsafeRawBufferPointer
    private let members: UnsafeBufferPointer<EnvelopeMember>
    private var next = 0

    init(_ bytes: UnsafeRawBufferPointer, _ members: UnsafeBufferPointer<EnvelopeMember>) {
        self.bytes = bytes
        self.members = members
    }

    var isAtEnd: Bool { next == members.count }

    func content(_ range: Range<Int>) -> UnsafeRawBufferPointer { bytes[part: range] }

    /// The value of the next member; nil, and nothing taken, where it has another name.
    mutating func value(_ name: StaticString) -> Range<Int>? {
        guard next < members.count, content(members[next].name).isEqual(to: name) else { return nil }
        next += 1
        return members[next - 1].value
    }

    /// What stands between the quotation marks of a text.
    mutating func text(_ name: StaticString) -> Range<Int>? {
        guard let value = value(name), bytes[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
        return (value.lowerBound + 1)..<(value.upperBound - 1)
    }

    /// Of a text without escapes.
    mutating func plainText(_ name: StaticString) -> Range<Int>? {
        guard let text = text(name), !hasEscape(text) else { return nil }
        return text
    }

    private func hasEscape(_ range: Range<Int>) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        return memchr(start + range.lowerBound, Int32(UInt8(ascii: "\\")), range.count) != nil
    }

    /// Whether a text that may be left out is one, where it is there.
    mutating func optionalText(_ name: StaticString) -> Bool {
        let before = next
        return text(name) != nil || next == before
    }

    /// Whether there is a signature; nil where it is no base64.
    mutating func signature() -> Bool? {
        let before = next
        guard let text = plainText("signature") else { return next == before ? false : nil }
        return StandardBase64.decode(String(decoding: content(text), as: UTF8.self)) == nil ? nil : true
    }

    /// A position in the ledger, from its digits.
    func position(_ range: Range<Int>) -> Int? {
        guard (1...16).contains(range.count), bytes[range.lowerBound] != UInt8(ascii: "0") else { return nil }
        return bytes.decimal(range)
    }

    /// An integer as `PropertyCoder` reads it; one that has a sign is left to it.
    func integer(_ range: Range<Int>) -> Int? {
        (1...16).contains(range.count) ? bytes.decimal(range) : nil
    }
}

extension Record {
    /// `taizhang.<noun>.<past participle>.v<n>`, with further words between (`format.md`: type).
    static func isTypeName(_ name: UnsafeRawBufferPointer) -> Bool {
        let prefix: StaticString = "taizhang."
        guard name.count > prefix.utf8CodeUnitCount,
            name[part: 0..<prefix.utf8CodeUnitCount].isEqual(to: prefix)
        else { return false }
        var words = 0
        var start = prefix.utf8CodeUnitCount
        for index in start..<name.count {
            let byte = name[index]
            if byte == UInt8(ascii: ".") {
                guard index > start else { return false }
                words += 1
                start = index + 1
            } else {
                let isLetter = byte >= 0x61 && byte <= 0x7A
                let isInner = JSONNumber.isDigit(byte) || byte == UInt8(ascii: "-")
                guard isLetter || (isInner && index > start) else { return false }
            }
        }
        return words >= 2 && isVersion(name[part: start..<name.count])
    }

    /// `v1`, `v2`, …
    private static func isVersion(_ word: UnsafeRawBufferPointer) -> Bool {
        guard (2...19).contains(word.count), word[0] == UInt8(ascii: "v"), word[1] != UInt8(ascii: "0") else {
            return false
        }
        return word.decimal(1..<word.count) != nil
    }
}
