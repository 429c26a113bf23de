import Ledger
import Spreadsheet

/// Something about a row of a sheet that a person must look at.
package struct SheetIssue: Equatable, Sendable {
    package enum Severity: String, Sendable, CaseIterable {
        /// The row cannot be taken as it stands.
        case refused
        /// The row is taken as it stands, though it cannot be quite right.
        case doubted

        package var title: Message {
            switch self {
            case .refused: Message("拒绝", "refused")
            case .doubted: Message("存疑", "doubted")
            }
        }
    }

    /// The line of the file, from 1, on which the row starts.
    package var line: Int
    /// The column by the sheet's own name for it.
    package var column: String
    /// The beginning of the cell, as it stands.
    package var value: String
    package var severity: Severity
    package var code: String
    package var message: Message

    package init(line: Int, column: String, value: String, severity: Severity, code: String, message: Message) {
        self.line = line
        self.column = column
        self.value = CellText.excerpt(value)
        self.severity = severity
        self.code = code
        self.message = message
    }
}
