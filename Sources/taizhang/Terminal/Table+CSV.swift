import Interchange
import Ledger

extension Table {
    /// The table as comma-separated values (RFC 4180, but lines end with LF alone, for pipes), without a byte order
    /// mark, titles first, uncut.
    ///
    /// A cell that a spreadsheet would take for a formula gets a leading apostrophe (OWASP, "CSV Injection").
    func csv(_ language: Language) -> String {
        csvLines(language).map { Table.csv($0) + "\n" }.joined()
    }

    /// The cells of each line, titles first.
    func csvLines(_ language: Language) -> [[String]] {
        ([columns.map(\.title)] + rows.map { $0.map(\.text) }).map { line in line.map { $0.text(language) } }
    }

    /// A line without its end.
    static func csv(_ cells: [String]) -> String { cells.map(field).joined(separator: ",") }

    private static func field(_ text: String) -> String {
        let value = (FormulaText.begins(text) ? "'" : "") + shown(text, lineBreaks: .kept)
        guard value.unicodeScalars.contains(where: { ",\"\n\t;".unicodeScalars.contains($0) }) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }
}
