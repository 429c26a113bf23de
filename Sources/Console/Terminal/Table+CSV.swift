import Interchange
import Ledger

extension Table {
    /// The table as comma-separated values (RFC 4180, but lines end with LF alone, for pipes), without a byte order
    /// mark, titles first, uncut.
    func csv(_ language: Language) -> String {
        ([titles(language)] + rows.map { Table.csv($0, language) }).map { $0 + "\n" }.joined()
    }

    /// The first line, without its end.
    func titles(_ language: Language) -> String { Table.csv(columns.map { $0.title.text(language) }) }

    /// A row's line, without its end.
    static func csv(_ row: [Cell], _ language: Language) -> String {
        row.map { cell in
            let text = cell.text.text(language)
            return cell.isFigure ? CSVField.figure(text) : CSVField.text(text)
        }.joined(separator: ",")
    }

    /// A line without its end.
    static func csv(_ cells: [String]) -> String { cells.map(CSVField.text).joined(separator: ",") }
}
