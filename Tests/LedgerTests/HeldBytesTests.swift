import Testing

@testable import Ledger

@Suite("bytes that stand in others")
struct HeldBytesTests {
    @Test("found at the start, within and at the end; not where they are cut short")
    func found() {
        for (text, isHeld) in [
            ("", false), ("a", false), ("ab", false), ("abc", true), ("xabc", true), ("abcx", true), ("ababc", true),
            ("abab", false), ("aabbc", false), ("bc", false),
        ] { #expect(Array(text.utf8).holds("abc") == isHeld, "\(text)") }
    }
}
