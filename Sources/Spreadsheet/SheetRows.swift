import Ledger

/// The rows of one sheet from the top, each read when it is asked for: the one thing that whoever reads a sheet sees of
/// the file that it stands in.
package struct SheetRows {
    private enum Source {
        case text(CSV)
        case worksheet(WorksheetRows)
    }

    private var source: Source

    init(_ csv: CSV) { source = .text(csv) }

    init(_ worksheet: WorksheetRows) { source = .worksheet(worksheet) }

    /// The next row, a blank one included, or nil at the end. Throws what is wrong with the file from here on.
    package mutating func next() throws(Fault) -> CellRow? {
        switch source {
        case .text(var csv):
            defer { source = .text(csv) }
            return try csv.next()
        case .worksheet(let worksheet):
            return try worksheet.next()
        }
    }
}
