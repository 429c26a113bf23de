import Ledger
import Spreadsheet

/// A sheet of one kind as it was read from a file: its rows one after the other, and what is refused or doubtful.
///
/// Every row below the header is handed over, or was blank, or is in `skipped`, or has a refused issue.
struct TableSheet<Column: NamedColumn> {
    let format: SheetFormat
    /// Which one of its file it is.
    let label: SheetLabel
    /// The file's other sheets: not read.
    let otherSheets: [SheetLabel]
    private(set) var cells: SheetCells<Column>
    private(set) var skipped: [Sheet.SkippedRow] = []
    /// The lines of rows that state something and that a spreadsheet program hides: read as all others.
    private(set) var hiddenLines: [Int] = []
    /// Rows that state something.
    private(set) var rows = 0

    /// Reads one sheet of a file, chosen as `SheetSource` does; `take` is given each row that states something.
    ///
    /// Throws what concerns the file as a whole, as `SheetSource` does.
    init(
        _ bytes: [UInt8], sheet name: String?, mapping: [String: Column],
        take: (TableRow<Column>, inout SheetCells<Column>) -> Void
    ) throws(Fault) {
        let file = try SheetFile(bytes)
        let chosen = try file.chosen(name) { rows throws(Fault) in
            try TableHeader<Column>.isFound(in: &rows, mapping: mapping)
        }
        var source = try file.rows(of: chosen)
        let header = try TableHeader<Column>.find(&source, mapping: mapping)
        (format, label, otherSheets) = (file.format, chosen, file.sheets.filter { $0 != chosen })
        cells = SheetCells(header, hasNoncharacters: file.mayHaveNoncharacters)
        var number = 0
        while let record = try source.next() {
            number += 1
            let row = TableRow(record: record, header: header, number: number)
            guard !row.isBlank else { continue }
            guard !row.beginsLikeFurniture else {
                let text = record.cells.filter { !CellText.isBlank($0) }.joined(separator: " ")
                skipped.append(Sheet.SkippedRow(line: row.line, text: CellText.excerpt(text)))
                continue
            }
            rows += 1
            if record.isHidden { hiddenLines.append(row.line) }
            cells.count(row)
            if cells.fits(row) { take(row, &cells) }
        }
    }

    /// For the command's name: which sheet it is, where it has a name.
    var named: [String] { label.name.map { ["sheet", $0] } ?? [] }

    var refusedRows: Int { Set(cells.issues.filter { $0.severity == .refused }.map(\.line)).count }
}

extension SheetCells {
    /// How many cells are refused.
    var refusals: Int { issues.count { $0.severity == .refused } }

    /// The one name in a cell; refused where it can be none.
    mutating func name<ID>(_ row: TableRow<Column>, _ column: Column, _ read: (String) -> ID?) -> ID? {
        guard let text = row.name(column) else { return nil }
        if let id = read(text) { return id }
        refuse(row, column, "E-IMPORT-NAME", SheetReader.badName)
        return nil
    }

    /// The names in a cell; refused where one of them can be none.
    mutating func names<ID>(
        _ row: TableRow<Column>, _ column: Column, _ separators: Set<Unicode.Scalar>, _ read: (String) -> ID?
    ) -> [ID] {
        let parts = row.list(column, separators)
        let ids = parts.compactMap(read)
        if ids.count < parts.count { refuse(row, column, "E-IMPORT-NAME", SheetReader.badName) }
        return ids
    }
}
