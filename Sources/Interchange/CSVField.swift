import Ledger

/// One field of comma-separated values as every CSV file of ours has it (RFC 4180 §2).
///
/// Looked at scalar by scalar, as whoever reads the file does: a quotation mark that a combining mark follows is another
/// `Character` and the same quotation mark.
package enum CSVField {
    /// Text from people or files: shown, and where a spreadsheet would take it for a formula behind an apostrophe (OWASP,
    /// "CSV Injection").
    package static func text(_ text: String) -> String {
        quoted((FormulaText.begins(text) ? "'" : "") + shown(text, lineBreaks: .kept))
    }

    /// A number, a percentage or a day of the program's own: nothing that calculates, though it may begin with a minus.
    package static func figure(_ text: String) -> String { quoted(text) }

    private static func quoted(_ value: String) -> String {
        guard value.unicodeScalars.contains(where: { ",\"\r\n\t;".unicodeScalars.contains($0) }) else { return value }
        return "\"" + String(value.unicodeScalars.replacing(["\""], with: ["\"", "\""])) + "\""
    }

    /// What a quoted field holds, from what stands between its quotation marks.
    package static func unquoted(_ text: some StringProtocol) -> String {
        String(String(text).unicodeScalars.replacing(["\"", "\""], with: ["\""]))
    }
}
