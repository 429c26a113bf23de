import Ledger
import Testing

@testable import Interchange

@Suite("texts of an OSCAL document")
struct OSCALTextTests {
    @Test(
        "what people wrote is no mark-up",
        arguments: [
            ("**紧急** `x` ~1~ ^2^", "\\*\\*紧急\\*\\* \\`x\\` \\~1\\~ \\^2\\^"), ("<b>[a](b)", "\\<b>\\[a](b)"),
            ("{{ insert: param, x }}", "\\{\\{ insert: param, x }}"), ("a\\b", "a\\\\b"), ("2020_015", "2020_015"),
        ])
    func markup(_ text: String, _ markup: String) {
        #expect(JSONValue.markup(text).string == markup)
    }

    @Test(
        "a string is one line without space at its ends, or is left out",
        arguments: [(" 甲\n乙\t丙 ", "甲 乙 丙"), ("\u{3000}甲\u{3000}", "甲"), ("", nil), (" \n", nil)])
    func string(_ text: String, _ expected: String?) {
        #expect(JSONValue.oscalString(text)?.string == expected)
        #expect(JSONValue.prop("x", text)?["value"]?.string == expected)
    }
}
