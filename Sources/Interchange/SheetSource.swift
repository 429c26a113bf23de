import Ledger
import Spreadsheet

/// One sheet of a file: chosen, and its header found. Its rows are read as often as someone asks, and not held.
package struct SheetSource {
    package let header: SheetHeader
    let file: SheetFile
    /// Which one of the file it is.
    let label: SheetLabel
    private let mapping: [String: SheetColumn]

    /// Chooses the sheet that is named, by its name or its number, or else the only one with a header that is recognised.
    /// `mapping` gives columns by header names that are not among the usual ones.
    ///
    /// Throws what concerns the file as a whole: what `SheetFile` throws of it and of the choice, `E-IMPORT-HEADER`,
    /// `E-IMPORT-HEADER-TWICE`, `E-IMPORT-MAP`.
    package init(_ bytes: [UInt8], sheet name: String? = nil, mapping: [String: SheetColumn]) throws(Fault) {
        file = try SheetFile(bytes)
        label = try file.chosen(name) { rows throws(Fault) in try SheetHeader.isFound(in: &rows, mapping: mapping) }
        var rows = try file.rows(of: label)
        header = try SheetHeader.find(&rows, mapping: mapping)
        self.mapping = mapping
    }

    /// From the row below the header on.
    package func reading() throws(Fault) -> SheetReading {
        var rows = try file.rows(of: label)
        _ = try SheetHeader.find(&rows, mapping: mapping)
        return SheetReading(rows, of: self)
    }
}

/// A sheet as it is read: the findings one after the other, each whole, with the measures of the rows below its own.
package struct SheetReading {
    private let source: SheetSource
    private var rows: SheetRows
    private var reader: SheetReader

    init(_ rows: SheetRows, of source: SheetSource) {
        self.source = source
        self.rows = rows
        reader = SheetReader(source.header, hasNoncharacters: source.file.mayHaveNoncharacters)
    }

    /// The next finding, and what is refused or doubtful about its rows; nil at the end.
    ///
    /// Throws E-IMPORT-QUOTE-OPEN, E-IMPORT-QUOTE-TEXT and what else is wrong with the file from here on. What concerns a
    /// row is an issue.
    package mutating func next() throws(Fault) -> ReadFinding? {
        while let row = try rows.next() {
            if let finding = reader.take(row) { return finding }
        }
        return reader.end()
    }

    /// What was read so far: all of it, once `next` has given nil.
    package var sheet: Sheet { reader.sheet(source.label, of: source.file) }
}

/// A finding as it was read, with what is refused or doubtful about its rows.
package struct ReadFinding: Equatable, Sendable {
    package var finding: SheetFinding
    package var issues: [SheetIssue]
}
