import Foundation
import Ledger
import Testing

@testable import Console

@Suite("Untrusted text")
struct UntrustedTests {
    @Test(
        "what cannot be seen is written out",
        arguments: [
            ("\u{0}", "\\u{0}"), ("\u{1B}[31m", "\\u{1B}[31m"), ("\u{7F}", "\\u{7F}"), ("\u{85}", "\\u{85}"),
            ("\u{9B}2J", "\\u{9B}2J"), ("\u{61C}", "\\u{61C}"), ("\u{200E}\u{200F}", "\\u{200E}\\u{200F}"),
            ("a\u{202E}b", "a\\u{202E}b"), ("\u{2066}\u{2069}", "\\u{2066}\\u{2069}"), ("\u{2028}", "\\u{2028}"),
            ("\u{2029}", "\\u{2029}"), ("张\u{200B}三", "张\\u{200B}三"), ("\u{FEFF}", "\\u{FEFF}"),
            ("\u{2060}", "\\u{2060}"), ("\u{AD}", "\\u{AD}"), ("\u{3164}", "\\u{3164}"), ("\u{34F}", "\\u{34F}"),
            ("a\u{E0041}", "a\\u{E0041}"), ("张\u{E0100}", "张\\u{E0100}"), ("\u{FFFE}", "\\u{FFFE}"),
            ("\u{10FFFF}", "\\u{10FFFF}"), ("\u{180E}", "\\u{180E}"),
            ("a\u{200D}b", "a\\u{200D}b"), ("a\u{FE0F}", "a\\u{FE0F}"), ("1\u{FE0F}", "1\\u{FE0F}"),
            ("😀\u{200D}a", "😀\\u{200D}a"), ("\u{338}a", "\\u{338}a"), ("\u{200B}\u{338}", "\\u{200B}\\u{338}"),
            ("a\rb", "a\\u{D}b"), ("\u{FFF9}", "\\u{FFF9}"), ("\u{600}1", "\\u{600}1"),
        ])
    func escaped(text: String, expected: String) {
        #expect(shown(text) == expected)
    }

    @Test("noncharacters are written out", arguments: [0xFDD0, 0xFDEF, 0xFFFF, 0x1FFFE, 0x10FFFF] as [UInt32])
    func nonCharacters(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(shown(String(scalar)) == "\\u{" + String(value, radix: 16, uppercase: true) + "}")
    }

    @Test(
        "what can be seen stays",
        arguments: [
            "", "plain", "三会一课记录不规范，已整改。", "e\u{301}", "か\u{3099}", "नि", "❤\u{FE0F}",
            "1\u{FE0F}\u{20E3}", "👨\u{200D}👩\u{200D}👧", "❤\u{FE0F}\u{200D}🔥", "👍\u{1F3FD}", "🇨🇳", "العربية", "\u{E000}",
            "　", "C:\\new",
        ])
    func kept(text: String) {
        #expect(shown(text) == text)
    }

    @Test(
        "line breaks and tabs are marked, kept or escaped",
        arguments: [
            (LineBreaks.marked, "a⏎b⏎c⇥d\\"), (.kept, "a\nb\nc\td\\"), (.escaped, "a\\nb\\r\\nc\\td\\\\"),
        ])
    func lineBreaks(style: LineBreaks, expected: String) {
        #expect(shown("a\nb\r\nc\td\\", lineBreaks: style) == expected)
    }

    @Test("whatever is shown is safe: showing it again changes nothing", arguments: 0..<200)
    func idempotent(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let once = shown(RandomText.make(&random))
        #expect(shown(once) == once)
        #expect(!once.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    }

    @Test("a JSON document stays the same document")
    func json() throws {
        let text = "a\u{202E}\u{9B}\u{E0041}张"
        let document = "{\n  \"k\": \"\(text)\"\n}\n"
        let safe = shownInJSON(document)
        #expect(safe == "{\n  \"k\": \"a\\u202e\\u009b\\udb40\\udc41张\"\n}\n")
        let parsed = try JSONSerialization.jsonObject(with: Data(safe.utf8)) as? [String: String]
        #expect(parsed == ["k": text])
    }
}
