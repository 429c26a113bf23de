import Testing

@testable import Ledger

@Suite("Characters that are shown as they are")
struct PlainCharacterTests {
    /// The rules of `shown`, asked of Unicode for each.
    @Test("none of them is unseen, a mark, or something that line breaks are written with")
    func plain() {
        let plain = (0...0x10FFFF).compactMap(Unicode.Scalar.init).filter(isPlain)
        let hidden: Set<Unicode.GeneralCategory> = [
            .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .nonspacingMark,
            .spacingMark, .enclosingMark,
        ]
        #expect(
            plain.filter { scalar in
                let properties = scalar.properties
                return hidden.contains(properties.generalCategory) || properties.isDefaultIgnorableCodePoint
                    || properties.isNoncharacterCodePoint || scalar == "\\"
            }.isEmpty)
        #expect(plain.count > 21_000)
    }
}
