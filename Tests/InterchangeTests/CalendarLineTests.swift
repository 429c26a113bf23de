import Testing

@testable import Interchange

@Suite("content lines of a calendar (RFC 5545 §3.1, §3.3.11)")
struct CalendarLineTests {
    @Test(
        "a text is escaped",
        arguments: [
            ("甲;乙,丙\\丁", "X:甲\\;乙\\,丙\\\\丁"), ("一\n二\r\n三\r四", "X:一\\n二\\n三\\n四"), ("a:b\"c", "X:a:b\"c"),
            ("\u{202E}a\u{7}", "X:\\\\u{202E}a\\\\u{7}"),
        ])
    func escaping(_ text: String, _ line: String) {
        #expect(String(decoding: CalendarLine("X", text: text).folded, as: UTF8.self) == line + "\r\n")
    }

    @Test("is folded at 75 octets, no character torn apart, and unfolds to what it was", arguments: 0..<80)
    func folding(_ offset: Int) throws {
        let text = String(repeating: "x", count: offset) + String(repeating: "整改é𠮷", count: 40)
        let folded = CalendarLine("SUMMARY", text: text).folded
        let lines = String(decoding: folded, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.last == "")
        for line in lines.dropLast() {
            #expect(line.utf8.count <= 75 && !line.unicodeScalars.contains("\u{FFFD}"))
        }
        let continued = lines.dropFirst().dropLast()
        #expect(!continued.isEmpty && continued.allSatisfy { $0.hasPrefix(" ") })
        #expect(lines[0] + continued.map { $0.dropFirst() }.joined() == "SUMMARY:" + text)
    }

    @Test("one of 75 octets stays in one piece, one of 76 does not")
    func edge() {
        for (count, lines) in [(75, 1), (76, 2)] {
            let line = CalendarLine("X", String(repeating: "a", count: count - 2)).folded
            #expect(line.count(where: { $0 == 0x0A }) == lines)
        }
    }
}
