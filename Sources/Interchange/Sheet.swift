import Ledger
import Spreadsheet

/// A rectification sheet (整改台账) as it was read from a file: its findings with their measures, and what about it
/// is refused or doubtful. Nothing of it is judged by the domain's rules here.
///
/// Every row below the header is a finding or a measure in `findings`, or has a refused issue, or is in `skipped`,
/// or was blank. A row may be in `findings` and still have a refused issue, for a cell that could not be read (a date):
/// whoever imports takes no sheet with one.
package struct Sheet: Equatable, Sendable {
    package var format: SheetFormat
    /// Which one of its file it is.
    package var label: SheetLabel
    /// The file's other sheets: not read.
    package var otherSheets: [SheetLabel]
    package var header: SheetHeader
    package var findings: [SheetFinding]
    /// In the order of the rows.
    package var issues: [SheetIssue]
    /// Columns with text in them whose name is not known: not taken.
    package var unknownColumns: [UnknownColumn]
    /// Total rows, signatures and repeated headers: not taken.
    package var skipped: [SkippedRow]
    package var blankRows: Int
    /// The lines of rows that state something and that a spreadsheet program hides: read as all others.
    package var hiddenLines: [Int]
    /// Rows that state something: all but blank and skipped ones.
    package var rows: Int

    package var measureCount: Int { findings.reduce(0) { $0 + $1.measures.count } }
    /// How many rows have at least one refused cell.
    package var refusedRows: Int { Set(issues.filter { $0.severity == .refused }.map(\.line)).count }
    /// How many rows have doubtful cells and no refused one.
    package var doubtedRows: Int { Set(issues.map(\.line)).count - refusedRows }

    package struct UnknownColumn: Equatable, Sendable {
        /// As it stands in the header; empty where the column has no name.
        package var name: String
        /// From 1.
        package var position: Int
        /// How many of its cells are not blank.
        package var cells: Int
    }

    package struct SkippedRow: Equatable, Sendable {
        package var line: Int
        /// What stands in it, the beginning.
        package var text: String
    }

    /// The longest cell that is taken, in bytes of UTF-8: a record holds at most 64 KiB, with several cells in it.
    package static let longestCell = 20_000

    /// Reads one sheet of a file: the one named, by its name or its number, or else the only one with a header that is
    /// recognised. `mapping` gives columns by header names that are not among the usual ones.
    ///
    /// Throws what concerns the file as a whole: what `SheetFile` throws of it and of the choice, E-IMPORT-QUOTE-OPEN,
    /// E-IMPORT-QUOTE-TEXT, `E-IMPORT-HEADER`, `E-IMPORT-HEADER-TWICE`, `E-IMPORT-MAP`. What concerns a row is in
    /// `issues`.
    package static func read(
        _ bytes: [UInt8], sheet name: String? = nil, mapping: [String: SheetColumn]
    ) throws(Fault) -> Sheet {
        let file = try SheetFile(bytes)
        let label = try file.chosen(name) { rows throws(Fault) in try SheetHeader.isFound(in: &rows, mapping: mapping) }
        var rows = try file.rows(of: label)
        let header = try SheetHeader.find(&rows, mapping: mapping)
        var reader = SheetReader(header, hasNoncharacters: file.mayHaveNoncharacters)
        while let row = try rows.next() { reader.take(row) }
        return reader.sheet(label, of: file)
    }
}
