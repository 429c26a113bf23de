import Spreadsheet

/// Text that a spreadsheet would take for a formula (OWASP, "CSV Injection").
package enum FormulaText {
    /// Whether a cell with this text would be calculated: the signs that begin a formula, their full-width forms (which some
    /// spreadsheets read alike), and the white space and control characters that some readers strip before they look.
    package static func begins(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        if first == "\t" || first == "\r" || first == "\n" { return true }
        let sign = text.unicodeScalars.first { !CellText.isSpace($0) && $0.value >= 0x20 }
        return sign.map { "=+-@−＝＋－＠".unicodeScalars.contains($0) } ?? false
    }
}
