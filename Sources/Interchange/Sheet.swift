import Ledger
import Spreadsheet

/// A rectification sheet (整改台账) as it was read from a file, but for its findings, which `SheetReading` hands over one
/// by one: how many there are, and what about it is refused or doubtful. Nothing of it is judged by the domain's rules
/// here.
///
/// Every row below the header is a finding or a measure of one, or has a refused issue, or is in `skipped`, or was blank.
/// A row may be a finding and still have a refused issue, for a cell that could not be read (a date): whoever imports takes
/// no sheet with one.
package struct Sheet: Equatable, Sendable {
    package var format: SheetFormat
    /// Which one of its file it is.
    package var label: SheetLabel
    /// The file's other sheets: not read.
    package var otherSheets: [SheetLabel]
    package var header: SheetHeader
    package var findingCount: Int
    package var measureCount: Int
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
}
