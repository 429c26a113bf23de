import Testing

@testable import Console

@Suite("Display width")
struct DisplayWidthTests {
    @Test(
        "characters take the columns that UAX #11 gives them",
        arguments: [
            ("", 0), ("abc", 3), ("台账", 4), ("2020-015", 8), ("ＡＢ", 4), ("，。《》", 8), ("　", 2), ("한글", 4),
            ("ｶﾅ", 2), ("e\u{301}", 1), ("か\u{3099}", 2), ("😀", 2), ("❤\u{FE0F}", 1), ("🇨🇳", 2), ("●", 1),
            ("…", 1), ("✓", 1), ("─", 1), ("⏎", 1), ("⇥", 1), ("\u{200B}", 0), ("\u{1B}", 0), ("\n", 0),
            // Younger than Debian 12's glibc (Unicode 15.0 and 15.1), and a place still free in plane 3.
            ("\u{31350}", 2), ("\u{2EBF0}", 2), ("\u{1FAE8}", 2), ("\u{3FF00}", 2), ("\u{378}", 1),
        ])
    func width(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test(
        "without glibc's table the width is still a good guess",
        arguments: [
            ("a", 1), ("台", 2), ("\u{301}", 0), ("\u{200D}", 0), ("，", 2), ("😀", 2), ("。", 2), ("\u{7}", 0),
        ])
    func assumed(text: Unicode.Scalar, columns: Int) {
        #expect(assumedColumns(of: text) == columns)
    }

    @Test(
        "a cut text ends with an ellipsis after a whole character",
        arguments: [
            ("三会一课记录不规范", 18, "三会一课记录不规范"), ("三会一课记录不规范", 17, "三会一课记录不规…"),
            ("三会一课记录不规范", 16, "三会一课记录不…"), ("三会", 3, "三…"), ("三会", 2, "…"), ("三会", 1, "…"),
            ("三会", 0, ""), ("", 0, ""), ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("abcd", -1, ""),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("👨\u{200D}👩\u{200D}👧家", 5, "…"),
        ])
    func cut(text: String, limit: Int, expected: String) {
        #expect(text.cut(toColumns: limit) == expected)
    }

    @Test("a cut text is never too wide, splits no cluster and wastes at most a cluster", arguments: 0..<300)
    func cutProperty(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let text = RandomText.make(&random)
        let clusters = Array(text)
        for limit in 0...(text.displayWidth + 1) {
            let cut = text.cut(toColumns: limit)
            #expect(cut.displayWidth <= limit)
            guard cut != text else { continue }
            #expect(text.displayWidth > limit)
            guard limit > 0 else { continue }
            let kept = String(cut.unicodeScalars.dropLast())
            #expect(cut.unicodeScalars.last == "…")
            #expect(Array(kept) == Array(clusters.prefix(kept.count)))
            #expect(kept.displayWidth + String(clusters[kept.count]).displayWidth + 1 > limit)
        }
    }

    @Test("padding fills up to the width and shortens nothing")
    func padding() {
        #expect("台账".padded(toColumns: 6) == "台账  ")
        #expect("台账".padded(toColumns: 6, .right) == "  台账")
        #expect("台账".padded(toColumns: 3) == "台账")
    }
}
