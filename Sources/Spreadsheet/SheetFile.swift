import Ledger

/// A file with one or more sheets. What sort of file it is its bytes say, not its name.
package struct SheetFile {
    package let format: SheetFormat
    /// In the order of the tabs; at least one.
    package let sheets: [SheetLabel]
    /// Whether any cell may hold a Unicode noncharacter, which no record may.
    package let mayHaveNoncharacters: Bool
    private let text: [UInt8]

    /// Throws what concerns the file as a whole (`TextEncoding.decode`).
    package init(_ bytes: [UInt8]) throws(Fault) {
        let decoded = try TextEncoding.decode(bytes)
        format = .text(decoded.encoding)
        sheets = [SheetLabel(number: 1, name: nil)]
        mayHaveNoncharacters = CellText.hasNoncharacter(decoded.utf8)
        text = decoded.utf8
    }

    /// The rows of a sheet, from the top.
    package func rows(of sheet: SheetLabel) throws(Fault) -> SheetRows {
        SheetRows(CSV(utf8: text))
    }
}
