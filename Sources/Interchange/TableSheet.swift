import Ledger

/// A sheet of one kind as it was read from a file: its rows one after the other, and what is refused or doubtful.
///
/// Every row below the header is handed over, or was blank, or is in `skipped`, or has a refused issue.
struct TableSheet<Column: NamedColumn> {
    let encoding: TextEncoding
    private(set) var cells: SheetCells<Column>
    private(set) var skipped: [Sheet.SkippedRow] = []
    /// Rows that state something.
    private(set) var rows = 0

    /// Reads a whole file, `take` being given each row that states something.
    ///
    /// Throws what concerns the file as a whole, as `Sheet.read` does.
    init(
        _ bytes: [UInt8], mapping: [String: Column], take: (TableRow<Column>, inout SheetCells<Column>) -> Void
    ) throws(Fault) {
        let decoded = try TextEncoding.decode(bytes)
        encoding = decoded.encoding
        var source = CSV(utf8: decoded.utf8)
        let header = try TableHeader<Column>.find(&source, mapping: mapping)
        cells = SheetCells(header, hasNoncharacters: CellText.hasNoncharacter(decoded.utf8))
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
            cells.count(row)
            if cells.fits(row) { take(row, &cells) }
        }
    }

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
