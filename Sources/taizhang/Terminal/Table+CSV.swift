import Interchange
import Ledger

extension Table {
    /// The table as comma-separated values (RFC 4180, but lines end with LF alone, for pipes), without a byte order
    /// mark, titles first, uncut.
    ///
    /// A cell that a spreadsheet would take for a formula gets a leading apostrophe (OWASP, "CSV Injection").
    func csv(_ language: Language) -> String {
        let titles = columns.map(\.title)
        let lines = ([titles] + rows.map { $0.map(\.text) }).map { line in
            line.map { Table.field($0.text(language)) }.joined(separator: ",") + "\n"
        }
        return lines.joined()
    }

    private static func field(_ text: String) -> String {
        let value = (FormulaText.begins(text) ? "'" : "") + shown(text, lineBreaks: .kept)
        guard value.unicodeScalars.contains(where: { ",\"\n\t;".unicodeScalars.contains($0) }) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }
}
