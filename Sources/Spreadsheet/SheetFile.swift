import Ledger

/// A file with one or more sheets. What sort of file it is its bytes say, not its name.
package struct SheetFile {
    package let format: SheetFormat
    /// In the order of the tabs; at least one.
    package let sheets: [SheetLabel]
    /// Whether any cell may hold a Unicode noncharacter, which no record may.
    package let mayHaveNoncharacters: Bool
    private let content: Content

    private enum Content {
        case text([UInt8])
        case workbook(Workbook)
    }

    /// Throws what concerns the file as a whole: `TextEncoding.decode`, `Workbook.init`, and E-IMPORT-OLE or
    /// E-IMPORT-NOT-SHEET for what is neither text nor a zip file.
    package init(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) throws(Fault) {
        switch FileSignature(bytes) {
        case .ole: throw .oldOrEncrypted
        case .other(let what): throw .notSheet(what)
        case .zip:
            let workbook = try Workbook(bytes, limits: limits)
            format = .xlsx
            sheets = workbook.sheets
            mayHaveNoncharacters = true
            content = .workbook(workbook)
        case .text:
            let decoded = try TextEncoding.decode(bytes)
            format = .text(decoded.encoding)
            sheets = [SheetLabel(number: 1, name: nil)]
            mayHaveNoncharacters = CellText.hasNoncharacter(decoded.utf8)
            content = .text(decoded.utf8)
        }
    }

    /// The rows of one of `sheets`, from the top.
    package func rows(of sheet: SheetLabel) throws(Fault) -> SheetRows {
        switch content {
        case .text(let utf8): SheetRows(CSV(utf8: utf8))
        case .workbook(let workbook): SheetRows(try workbook.rows(of: sheet))
        }
    }
}
