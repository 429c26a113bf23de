import Ledger

/// The rows of a worksheet (ECMA-376 part 1, 18.3.1.80), read while they are asked for.
///
/// Of merged cells only the first has a text, as in the file and as in a CSV file that Excel saves of it: what a row
/// leaves blank below them is for whoever reads the rows to understand. Hidden rows and columns are read as all others.
package final class WorksheetRows: MarkupHandler {
    private let workbook: Workbook
    private let part: String
    private let limits: WorkbookLimits
    private var reader: MarkupReader?
    /// Rows that are read and not given yet, the last one first.
    private var ready: [HeldRow] = []
    private var read: [HeldRow] = []
    /// The line of the next row to give: rows that the file leaves out are blank ones.
    private var nextLine = 1

    private var isInData = false
    private var row: HeldRow?
    private var lastLine = 0
    private var cell: WorksheetCell?
    private var lastColumn = -1
    private var isInValue = false
    private var cells = 0

    init(_ part: ZipPart, of workbook: Workbook) throws(Fault) {
        self.workbook = workbook
        self.part = part.name
        limits = part.limits
        reader = try MarkupReader(part, self)
    }

    /// Throws what `MarkupReader.advance` throws, E-IMPORT-LIMIT, and E-IMPORT-PART for what is no worksheet.
    package func next() throws(Fault) -> CellRow? {
        while ready.isEmpty {
            guard let reader else { return nil }
            try reader.advance()
            if reader.isAtEnd { self.reader = nil }
            swap(&ready, &read)
            ready.reverse()
        }
        guard let row = ready.last else { return nil }
        defer { nextLine += 1 }
        if row.line > nextLine { return CellRow(line: nextLine) }
        return ready.removeLast().row
    }

    // MARK: what the part's markup says

    func start(_ element: MarkupName, _ attributes: MarkupAttributes, depth: Int) throws(Fault) {
        switch depth {
        case 1: guard element.is("worksheet") else { throw .malformedPart(part, "worksheet") }
        case 2: isInData = element.is("sheetData")
        case 3: if isInData, element.is("row") { try startRow(attributes) }
        case 4: if row != nil, element.is("c") { try startCell(attributes) }
        case 5: startPartOfCell(element)
        default: if cell?.kind == .inline { cell?.inline.start(element, depth: depth - 5) }
        }
    }

    func text(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        guard cell != nil else { return }
        if isInValue {
            cell?.value.append(contentsOf: bytes)
            guard cell?.value.count ?? 0 <= limits.cell else { throw .limit(.cell, limits.cell, in: part) }
        } else if cell?.kind == .inline {
            try cell?.inline.append(bytes, limit: limits.cell)
        }
    }

    func end(depth: Int) throws(Fault) {
        switch depth {
        case 3: endRow()
        case 4: try endCell()
        case 5: isInValue = false
        default: if depth > 5, cell?.kind == .inline { cell?.inline.end(depth: depth - 5) }
        }
    }

    // MARK: rows and cells

    private func startRow(_ attributes: MarkupAttributes) throws(Fault) {
        let line: Int
        if attributes.value("r") != nil {
            guard let stated = attributes.number("r"), stated > lastLine else {
                throw .malformedPart(part, "row \(attributes.text("r") ?? "")")
            }
            line = stated
        } else {
            line = lastLine + 1
        }
        guard line <= limits.rows else { throw .limit(.rows, limits.rows, found: line) }
        var row = HeldRow(line: line)
        row.isHidden = attributes.value("hidden") != nil && attributes.isTrue("hidden")
        self.row = row
        (lastLine, lastColumn) = (line, -1)
    }

    private func endRow() {
        guard let row else { return }
        read.append(row)
        self.row = nil
    }

    private func startCell(_ attributes: MarkupAttributes) throws(Fault) {
        var column = lastColumn + 1
        if let stated = attributes.value("r") {
            guard let place = CellReference(stated), place.row == lastLine, place.column >= column else {
                throw .malformedPart(part, "cell \(String(cString: stated))")
            }
            column = place.column
        }
        guard column < limits.columns else { throw .limit(.columns, limits.columns, found: column + 1) }
        guard
            let cell = WorksheetCell(column: column, kind: attributes.value("t"), style: attributes.number("s"))
        else { throw malformed(column) }
        self.cell = cell
        lastColumn = column
    }

    private func startPartOfCell(_ element: MarkupName) {
        guard cell != nil else { return }
        if element.is("v") {
            isInValue = true
            cell?.hasValue = true
        } else if element.is("f") {
            cell?.hasFormula = true
        } else if element.is("is") {
            cell?.hasValue = true
        }
    }

    private func endCell() throws(Fault) {
        guard var cell else { return }
        self.cell = nil
        if cell.isUncalculated { row?.uncalculated.append(cell.column) }
        guard let text = try cell.text(in: workbook) else { throw malformed(cell.column) }
        guard !text.isEmpty, row != nil else { return }
        cells += cell.column + 1 - (row?.width ?? 0)
        guard cells <= limits.cells else { throw .limit(.cells, limits.cells, found: cells) }
        row?.texts.append((cell.column, text))
    }

    private func malformed(_ column: Int) -> Fault {
        .malformedPart(part, "cell \(CellReference.letters(column))\(lastLine)")
    }
}

/// A row that waits to be taken, without the blank cells before a text: a few kilobytes may say that there are millions.
private struct HeldRow {
    let line: Int
    var isHidden = false
    var uncalculated: [Int] = []
    var texts: [(column: Int, text: String)] = []

    init(line: Int) { self.line = line }

    /// How many cells it has, from the first column to its last text.
    var width: Int { texts.last.map { $0.column + 1 } ?? 0 }

    var row: CellRow {
        var row = CellRow(line: line, cells: [String](repeating: "", count: width))
        (row.isHidden, row.uncalculated) = (isHidden, uncalculated)
        for (column, text) in texts { row.cells[column] = text }
        return row
    }
}
