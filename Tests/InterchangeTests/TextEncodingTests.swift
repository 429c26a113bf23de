import Ledger
import Testing

@testable import Interchange
@testable import Spreadsheet

@Suite("text encodings")
struct TextEncodingTests {
    @Test("each is recognised and gives the text back", arguments: TextEncoding.allCases)
    func recognised(_ encoding: TextEncoding) throws {
        let text = "序号,问题\u{0}描述\r\n１,“回头看”é𠮷\u{202E}"
        let decoded = try TextEncoding.decode(RectificationSample.encoded(text, as: encoding))
        #expect(decoded.encoding == encoding)
        #expect(decoded.text == text)
    }

    @Test("an empty file and a mark alone are empty texts", arguments: [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE]])
    func empty(_ bytes: [UInt8]) throws {
        #expect(try TextEncoding.decode(bytes).text == "")
    }

    static let broken: [(String, [UInt8], String)] = [
        ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF, 0x61, 0x0A] + "问".utf8 + [0xC4], "line 2, byte offset 8"),
        ("a mark, then GB18030", [0xEF, 0xBB, 0xBF, 0xCE, 0xCA, 0xCC, 0xE2], "byte offset 3"),
        ("UTF-16 cut in the middle", [0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00, 0x62], "line 2, byte offset 6"),
        ("a lone surrogate", [0xFE, 0xFF, 0x00, 0x61, 0xD8, 0x00, 0x00, 0x62], "line 1, byte offset 4"),
        ("nothing at all", [0x61, 0x0D, 0x0A, 0x62, 0xFF, 0xFF], "line 2, byte offset 4"),
        ("GB18030 cut in the middle", [0xCE, 0xCA, 0xCC, 0xE2, 0x0A, 0xCC], "line 2, byte offset 5"),
    ]

    @Test("ill-formed bytes are refused with their offset and line", arguments: broken)
    func illFormed(_ what: String, _ bytes: [UInt8], _ place: String) {
        let fault = #expect(throws: Fault.self) { try TextEncoding.decode(bytes) }
        #expect(fault?.code == "E-IMPORT-ENCODING")
        #expect(fault?.kind == .badData)
        #expect(fault?.message.en.contains(place) == true, "\(what): \(fault?.message.en ?? "")")
    }

    @Test("damaged UTF-8 is not taken for GB18030, though its bytes would pass as that", arguments: [0, 1, 2])
    func damaged(_ missing: Int) throws {
        var bytes = RectificationSample.bytes
        let middle = try #require(bytes.indices.dropFirst(9_000).first { bytes[$0] >= 0xE0 })
        let line = CSV.lines(in: bytes[..<middle])
        bytes.remove(at: middle + missing)
        let fault = #expect(throws: Fault.self) { try TextEncoding.decode(bytes) }
        #expect(fault?.message.en.contains("line \(line), byte offset \(middle)") == true)
        #expect(fault?.message.en.hasSuffix("well-formed UTF-8") == true)
    }

    @Test("the survey agrees with the standard library on what is well-formed UTF-8")
    func survey() {
        var random = SeededRandom(seed: 20)
        for _ in 0..<20_000 {
            let length = Int.random(in: 1...6, using: &random)
            let bytes = (0..<length).map { _ in SeededRandom.telling.randomElement(using: &random) ?? 0 }
            #expect((UTF8Survey(bytes).firstIllFormed == nil) == (String(validating: bytes, as: UTF8.self) != nil))
        }
    }
}
