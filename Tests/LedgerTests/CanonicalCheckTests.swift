import Testing

@testable import Ledger

@Suite("the check of canonical bytes")
struct CanonicalCheckTests {
    /// What `check` promises to be equal to.
    private func isCanonical(_ bytes: [UInt8]) -> Bool {
        (try? CanonicalJSON.parse(bytes)).map { CanonicalJSON.serialize($0) == bytes } ?? false
    }

    private func passes(_ bytes: [UInt8]) -> Bool {
        (try? CanonicalJSON.check(bytes)) != nil
    }

    @Test("passes what is written canonically")
    func written() throws {
        var random = SeededRandom(seed: 1)
        for _ in 0..<2_000 {
            try CanonicalJSON.check(CanonicalJSON.serialize(random.json()))
        }
    }

    @Test("agrees with parse and serialize on a document with one byte changed, removed or added")
    func mutated() throws {
        var random = SeededRandom(seed: 2)
        let telling =
            Array(#"{}[],:"\ntfue0123456789.-+E/ "#.utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xBF, 0xED, 0xEF, 0xF0, 0xFF]
        var stillCanonical = 0
        for _ in 0..<30_000 {
            var bytes = CanonicalJSON.serialize(random.json())
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let byte =
                Bool.random(using: &random)
                ? telling[Int.random(in: 0..<telling.count, using: &random)] : UInt8.random(in: 0...255, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(byte, at: place)
            default: bytes[place] = byte
            }
            let expected = isCanonical(bytes)
            stillCanonical += expected ? 1 : 0
            #expect(passes(bytes) == expected, "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(stillCanonical > 1_000, "both answers must occur")
    }

    @Test(
        "agrees with parse and serialize on every spelling of a number",
        arguments: [
            "0", "-0", "00", "01", "-1", "1.0", "1.5", "1.50", "0.1", ".1", "1.", "-", "+1", "1e2", "1E21", "1e+21",
            "1e21", "1e-7",
            "0.0000001", "1e-6", "0.000001", "9007199254740991", "9007199254740992", "-9007199254740991",
            "-9007199254740992", "9007199254740993.0", "1e16", "123456789012345680000", "100000000000000000000000",
            "5e-324", "4e-324", "1e-400", "1e400", "-1e400", "333333333.33333329", "333333333.3333333", "0x10", "1 ",
            "NaN",
            "Infinity", "12345678901234567890", "0.30000000000000004", "1e+", "1e", "--1", "1-1", "0.", "-0.0", "-0.5",
        ])
    func numbers(spelling: String) {
        for text in [spelling, "[\(spelling)]", "{\"a\":\(spelling)}"] {
            #expect(passes(Array(text.utf8)) == isCanonical(Array(text.utf8)), "\(text)")
        }
    }

    @Test(
        "names what is wrong and where",
        arguments: [
            ("{\"b\":1,\"a\":2}", JSONFault.Reason.keyOrder, 7), ("{\"a\":1,\"a\":2}", .duplicateKey, 7),
            ("{\"a\": 1}", .whitespace, 5), ("[1,2] ", .whitespace, 5), ("[1]]", .trailingBytes, 3),
            (#"["\/"]"#, .needlessEscape, 2), (#"["\u000A"]"#, .needlessEscape, 2),
            (#"["\u001F"]"#, .needlessEscape, 2),
            (#"["\u0041"]"#, .needlessEscape, 2), (#"["\x"]"#, .badEscape, 2), ("[1.0]", .numberForm, 1),
            ("[-0]", .numberForm, 1), ("[01]", .badNumber, 2), ("[9007199254740992]", .integerTooLarge, 1),
            ("[\"\n\"]", .controlCharacter, 2), ("{\"ab\":1,\"a\":2}", .keyOrder, 8),
            ("\u{FEFF}[]", .byteOrderMark, 0), ("", .endOfText, 0), ("[1,]", .unexpectedByte, 3),
            ("{\"a\"}", .unexpectedByte, 4),
        ])
    func reasons(text: String, reason: JSONFault.Reason, offset: Int) {
        #expect(throws: JSONFault(reason, at: offset)) { try CanonicalJSON.check(Array(text.utf8)) }
    }

    @Test("every reason has words in both languages", arguments: JSONFault.Reason.allCases)
    func words(reason: JSONFault.Reason) {
        #expect(!reason.message.zh.isEmpty)
        #expect(!reason.message.en.isEmpty)
    }
}
