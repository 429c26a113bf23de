/// Texts made of what is hard to measure: wide, joined, combining, invisible.
enum RandomText {
    private static let pieces = [
        "a", "Z", " ", "台", "账", "，", "Ａ", "e\u{301}", "か\u{3099}", "😀", "❤\u{FE0F}", "👨\u{200D}👩\u{200D}👧",
        "👍\u{1F3FD}", "🇨🇳", "한", "\u{1112}\u{1161}\u{11AB}", "नि", "…", "●", "1\u{FE0F}\u{20E3}", "\u{31350}",
        "\u{200D}", "\u{301}", "\u{202E}", "\r\n", "\t", "\u{600}", "\u{E0041}",
    ]

    static func make(_ random: inout SeededRandom) -> String {
        let count = Int.random(in: 0...24, using: &random)
        return (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
    }
}
