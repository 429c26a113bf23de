/// A row of a sheet as the file has it, before anything is made of it.
package struct CellRow: Equatable, Sendable {
    /// Where a person finds it, from 1: in a text file the line on which it starts (rows with line breaks in quotes
    /// span several), in a workbook the row's number as the spreadsheet program shows it.
    package var line: Int
    /// What a person sees in each cell, from the first column; the empty ones at the end may be left out.
    package var cells: [String] = []
    /// The positions, from 0, of cells whose formula has no result in the file: what they would show is not known.
    package var uncalculated: [Int] = []
    /// Whether the spreadsheet program hides it. It is read all the same.
    package var isHidden = false

    package init(line: Int, cells: [String] = []) {
        self.line = line
        self.cells = cells
    }
}
