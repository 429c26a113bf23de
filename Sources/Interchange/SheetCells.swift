import Ledger
import Spreadsheet

/// Reads the cells of one sheet's rows, and takes down what is refused or doubtful about them.
struct SheetCells<Column: NamedColumn> {
    let header: TableHeader<Column>
    /// Whether any cell of the file has one: only then is each looked through.
    private let hasNoncharacters: Bool
    private(set) var issues: [SheetIssue] = []
    private var unknownCells: [Int: Int] = [:]
    private let unknownPositions: [Int]
    private var days = CellMemo<(date: SheetDate, isOpen: Bool)>()

    init(_ header: TableHeader<Column>, hasNoncharacters: Bool) {
        self.header = header
        self.hasNoncharacters = hasNoncharacters
        unknownPositions = header.columns.indices.filter { header.columns[$0] == nil }
    }

    /// Columns with text in them whose name is not known.
    var unknownColumns: [Sheet.UnknownColumn] {
        unknownPositions.compactMap { position in
            unknownCells[position].map {
                Sheet.UnknownColumn(name: header.names[position], position: position + 1, cells: $0)
            }
        }
    }

    /// Counts the cells of columns that are not known.
    mutating func count(_ row: TableRow<Column>) {
        for position in unknownPositions
        where position < row.record.cells.count && !CellText.isBlank(row.record.cells[position]) {
            unknownCells[position, default: 0] += 1
        }
    }

    /// Whether every cell has a column, and a value, a size and characters that can be taken.
    mutating func fits(_ row: TableRow<Column>) -> Bool {
        let cells = row.record.cells
        let before = issues.count
        for position in row.record.uncalculated where position < header.columns.count {
            guard let column = header.columns[position] else { continue }
            refuse(row, column, "E-IMPORT-FORMULA", SheetReader.uncalculated(position, row.line))
        }
        for (position, cell) in cells.enumerated() where cell.utf8.count > Sheet.longestCell {
            guard position < header.columns.count, let column = header.columns[position] else { continue }
            refuse(row, column, "E-IMPORT-CELL-LONG", SheetReader.longCell(cell.utf8.count))
        }
        if hasNoncharacters {
            for case let column? in header.columns where CellText.hasNoncharacter((row.text(column) ?? "").utf8) {
                refuse(row, column, "E-IMPORT-CHARACTER", SheetReader.noncharacter)
            }
        }
        if let extra = cells.indices.first(where: { $0 >= header.columns.count && !CellText.isBlank(cells[$0]) }) {
            issues.append(
                SheetIssue(
                    line: row.line, column: "#\(extra + 1)", value: cells[extra], severity: .refused,
                    code: "E-IMPORT-ROW-LONG", message: SheetReader.longRow(header.columns.count)))
        }
        return issues.count == before
    }

    /// A day, and nothing but a day.
    mutating func day(_ row: TableRow<Column>, _ column: Column) -> CalendarDate? {
        guard let cell = row.text(column) else { return nil }
        let read = date(cell)
        switch read.date {
        case .none:
            return nil
        case .day(let day):
            if read.isOpen {
                doubt(row, column, cell, "E-IMPORT-DATE-OPEN", SheetReader.openDay(day))
            }
            return day
        case .immediate, .sustained:
            refuse(row, column, "E-IMPORT-DATE", SheetReader.wordForDay)
            return nil
        case .invalid(let why):
            refuse(row, column, "E-IMPORT-DATE", why)
            return nil
        }
    }

    /// What a cell says of a day, and whether it leaves it open.
    mutating func date(_ cell: String) -> (date: SheetDate, isOpen: Bool) {
        days.value(of: cell) { (SheetDate.read($0), SheetDate.leavesDayOpen($0)) }
    }

    /// A whole number from 0, in whatever width, with or without a unit behind it (`8人`).
    mutating func count(_ row: TableRow<Column>, _ column: Column) -> Int? {
        guard let cell = row.text(column) else { return nil }
        let digits = CellText.compact(cell).prefix { $0.isASCII && $0.isNumber }
        let rest = CellText.compact(cell).dropFirst(digits.count)
        guard !digits.isEmpty, digits.count <= 6, ["", "人", "名", "分钟", "min", "minutes"].contains(rest.lowercased())
        else {
            refuse(row, column, "E-IMPORT-NUMBER", SheetReader.noNumber)
            return nil
        }
        return Int(digits)
    }

    /// A text that the row must have.
    mutating func needed(_ row: TableRow<Column>, _ column: Column) -> String? {
        if let text = row.name(column) { return text }
        refuse(row, column, "E-IMPORT-BLANK", SheetReader.blank)
        return nil
    }

    mutating func refuse(_ row: TableRow<Column>, _ column: Column, _ code: String, _ message: Message) {
        add(row, column, row.text(column) ?? "", .refused, code, message)
    }

    mutating func doubt(
        _ row: TableRow<Column>, _ column: Column, _ value: String, _ code: String, _ message: Message
    ) {
        add(row, column, value, .doubted, code, message)
    }

    private mutating func add(
        _ row: TableRow<Column>, _ column: Column, _ value: String, _ severity: SheetIssue.Severity, _ code: String,
        _ message: Message
    ) {
        issues.append(
            SheetIssue(
                line: row.line, column: header.name(column), value: value, severity: severity, code: code,
                message: message))
    }
}
