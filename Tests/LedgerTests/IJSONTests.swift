import Testing

@testable import Ledger

@Suite("what I-JSON forbids (RFC 7493) and JSON does not have (RFC 8259)")
struct IJSONTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        var bytes: [UInt8]
        var reason: JSONFault.Reason
        var offset: Int

        init(_ text: String, _ reason: JSONFault.Reason, _ offset: Int) {
            self.init(Array(text.utf8), reason, offset)
        }

        init(_ bytes: [UInt8], _ reason: JSONFault.Reason, _ offset: Int) {
            self.bytes = bytes
            self.reason = reason
            self.offset = offset
        }

        var testDescription: String { "\(reason): \(String(decoding: bytes, as: UTF8.self))" }
    }

    static let refusals = [
        Refusal(#"{"a":1,"b":2,"a":3}"#, .duplicateKey, 13), Refusal(#"{"a":1,"\u0061":3}"#, .duplicateKey, 7),
        Refusal(#"["\ud800"]"#, .loneSurrogate, 2), Refusal(#"["\udc00"]"#, .loneSurrogate, 2),
        Refusal(#"["\ud800\u0041"]"#, .loneSurrogate, 2), Refusal(#"["\ud800x"]"#, .loneSurrogate, 2),
        Refusal(#"["\ufffe"]"#, .noncharacter, 2), Refusal(#"["\ud83f\udfff"]"#, .noncharacter, 2),
        Refusal([0x22, 0xEF, 0xB7, 0x90, 0x22], .noncharacter, 1),
        Refusal([0x22, 0xF4, 0x8F, 0xBF, 0xBF, 0x22], .noncharacter, 1),
        Refusal([0x22, 0xED, 0xA0, 0x80, 0x22], .notUTF8, 1), Refusal([0x22, 0xC0, 0xAF, 0x22], .notUTF8, 1),
        Refusal([0x22, 0xE0, 0x80, 0xAF, 0x22], .notUTF8, 1),
        Refusal([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .notUTF8, 1),
        Refusal([0x22, 0x80, 0x22], .notUTF8, 1), Refusal([0x22, 0xE6, 0x95, 0x22], .notUTF8, 1),
        Refusal([0x22, 0xE6, 0x95], .notUTF8, 1), Refusal([0x22, 0xFF, 0x22], .notUTF8, 1),
        Refusal("9007199254740992", .integerTooLarge, 0), Refusal("[-9007199254740992]", .integerTooLarge, 1),
        Refusal("1e16", .integerTooLarge, 0), Refusal("100000000000000000000000", .integerTooLarge, 0),
        Refusal("1e400", .numberTooLarge, 0), Refusal("01", .badNumber, 1), Refusal("1.x", .badNumber, 2),
        Refusal("-", .endOfText, 1), Refusal("+1", .unexpectedByte, 0), Refusal("\u{FEFF}1", .byteOrderMark, 0),
        Refusal("1 2", .trailingBytes, 2), Refusal("", .endOfText, 0), Refusal("  ", .endOfText, 2),
        Refusal(#"{"a":1,}"#, .unexpectedByte, 7), Refusal("[1,]", .unexpectedByte, 3),
        Refusal("[1 2]", .unexpectedByte, 3),
        Refusal("{'a':1}", .unexpectedByte, 1), Refusal("tru", .endOfText, 3), Refusal("nul1", .unexpectedByte, 3),
        Refusal("\"a\tb\"", .controlCharacter, 2), Refusal(#""\x41""#, .badEscape, 1),
        Refusal(#""\u00g0""#, .badEscape, 5),
        Refusal("\"a", .endOfText, 2), Refusal("// a\n1", .unexpectedByte, 0),
        Refusal(String(repeating: "[", count: 129), .tooDeep, 128),
    ]

    @Test("is refused with its reason and place", arguments: refusals)
    func refused(refusal: Refusal) {
        #expect(throws: JSONFault(refusal.reason, at: refusal.offset)) { try CanonicalJSON.parse(refusal.bytes) }
        #expect(throws: JSONFault.self) { try CanonicalJSON.check(refusal.bytes) }
    }

    @Test(
        "the outermost of what is allowed is read",
        arguments: [
            "9007199254740991", "-9007199254740991", "1.7976931348623157e308", "1e-400", #""\ud83d\ude02\u0000""#,
            String(repeating: "[", count: 128) + String(repeating: "]", count: 128), " [ 1 , { } ]\r\n\t",
        ])
    func allowed(text: String) throws {
        let canonical = try CanonicalJSON.canonicalize(Array(text.utf8))
        try CanonicalJSON.check(canonical)
        #expect(try CanonicalJSON.canonicalize(canonical) == canonical)
    }
}
