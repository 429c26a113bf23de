import Ledger

/// The row of a sheet that names its columns, and what each of them holds.
package struct TableHeader<Column: NamedColumn>: Equatable, Sendable {
    /// The line of the file, from 1, on which it starts.
    package let line: Int
    /// The names as they stand, trimmed, left to right; a column may have none.
    package let names: [String]
    /// What the column at each position holds; nil where its name is not known.
    package let columns: [Column?]
    /// The text of the rows above it.
    package let titles: [String]
    private let positions: [Column: Int]

    /// Where this column is, from 0, or nil where the sheet has none.
    package func position(_ column: Column) -> Int? { positions[column] }

    /// The name that the sheet itself gives this column.
    package func name(_ column: Column) -> String {
        position(column).map { names[$0] } ?? column.title.zh
    }

    /// Reads up to the header: the first of the next 50 rows in which at least three known names stand, the telling one
    /// among them. `mapping` goes before the known names, and settles which of two columns is meant.
    ///
    /// Throws `E-IMPORT-HEADER` where there is none, `E-IMPORT-HEADER-TWICE` where two columns hold the same, and
    /// `E-IMPORT-MAP` where `mapping` names a column that the sheet has not or sends two to one place.
    static func find(_ csv: inout CSV, mapping: [String: Column]) throws(Fault) -> TableHeader {
        let wanted = byKey(mapping)
        let names = ColumnNames<Column>()
        var titles: [String] = []
        var best: (record: CSV.Record, known: [Column?])?
        for _ in 0..<50 {
            guard let record = try csv.next() else { break }
            let known = record.cells.map { wanted[Column.key($0)] ?? names[$0] }
            if known.contains(Column.telling), count(known) >= 3 {
                return try TableHeader(record, mapping, titles)
            }
            if count(known) > best.map({ count($0.known) }) ?? 0 { best = (record, known) }
            let title = record.cells.filter { !CellText.isBlank($0) }.map(CellText.trimmed).joined(separator: " ")
            if !title.isEmpty { titles.append(CellText.excerpt(title)) }
        }
        throw missing(best?.record, best?.known ?? [])
    }

    private init(_ record: CSV.Record, _ mapping: [String: Column], _ titles: [String]) throws(Fault) {
        let keys = record.cells.map(Column.key)
        for (name, column) in mapping.sorted(by: { $0.key < $1.key }) where !keys.contains(Column.key(name)) {
            throw TableHeader.unmapped(name, column, record)
        }
        let wanted = TableHeader.byKey(mapping)
        let settled = Set(mapping.values)
        let known = ColumnNames<Column>()
        var columns: [Column?] = []
        var positions: [Column: Int] = [:]
        for (index, cell) in record.cells.enumerated() {
            let column = wanted[keys[index]] ?? known[cell].flatMap { settled.contains($0) ? nil : $0 }
            columns.append(column)
            guard let column else { continue }
            if let earlier = positions[column] {
                throw TableHeader.twice(column, record.cells[earlier], cell, line: record.line)
            }
            positions[column] = index
        }
        line = record.line
        names = record.cells.map { CellText.excerpt(CellText.trimmed($0)) }
        self.columns = columns
        self.positions = positions
        self.titles = titles
        if let lack = Column.lacking(among: columns.compactMap { $0 }) {
            throw TableHeader.lacking(lack.column, because: name(lack.because), line: line, names: names)
        }
    }

    private static func byKey(_ mapping: [String: Column]) -> [String: Column] {
        Dictionary(mapping.map { (Column.key($0.key), $0.value) }, uniquingKeysWith: { $1 })
    }

    private static func count(_ known: [Column?]) -> Int { Set(known.compactMap { $0 }).count }
}

// MARK: faults

extension TableHeader {
    private static func missing(_ record: CSV.Record?, _ known: [Column?]) -> Fault {
        guard let record, known.contains(where: { $0 != nil }) else {
            return Fault(
                "E-IMPORT-HEADER", .badData,
                Message("前 50 行里没有认得出的表头", "no header row is recognised in the first 50 rows"),
                state: Message(
                    "表头至少要有三个认识的列名，其中一个是“\(Column.telling.title.zh)”",
                    "a header has at least three known names, the \(Column.telling.title.en) column's among them"),
                remedy: howToMap(Column.telling))
        }
        if known.contains(Column.telling) {
            return Fault(
                "E-IMPORT-HEADER", .badData,
                Message(
                    "第 \(record.line) 行像表头，但认识的列名不足三个",
                    "line \(record.line) looks like the header, but fewer than three of its names are known"),
                state: stands(record.cells),
                remedy: howToMap(Column.allCases.first { !known.contains($0) } ?? Column.telling))
        }
        return lacking(Column.telling, because: nil, line: record.line, names: record.cells)
    }

    private static func lacking(
        _ column: Column, because orphan: String?, line: Int, names: [String]
    ) -> Fault {
        let why = orphan.map { Message("（有“\($0)”列）", " (there is a column “\($0)”)") } ?? Message("", "")
        let what = Message(
            "第 \(line) 行的表头缺少“\(column.title.zh)”列", "the header on line \(line) has no \(column.title.en) column")
        return Fault(
            "E-IMPORT-HEADER", .badData, what + why,
            state: stands(names), remedy: howToMap(column))
    }

    private static func twice(_ column: Column, _ first: String, _ second: String, line: Int) -> Fault {
        let (first, second) = (CellText.trimmed(first), CellText.trimmed(second))
        return Fault(
            "E-IMPORT-HEADER-TWICE", .badData,
            Message(
                "第 \(line) 行的表头里“\(first)”和“\(second)”都是“\(column.title.zh)”",
                "in the header on line \(line) both “\(first)” and “\(second)” are the \(column.title.en) column"),
            remedy: Message(
                "用 --map \(first)=\(column.rawValue) 指明是哪一列（两列同名时先改其中一个列名）",
                "say which with --map \(first)=\(column.rawValue) (rename one first where both have the same name)"))
    }

    private static func unmapped(_ name: String, _ column: Column, _ record: CSV.Record) -> Fault {
        Fault(
            "E-IMPORT-MAP", .badData,
            Message("表头里没有 --map 所说的“\(name)”列", "the header has no column “\(name)”, which --map names"),
            state: stands(record.cells), remedy: howToMap(column))
    }

    private static func stands(_ names: [String]) -> Message {
        let list = names.map(CellText.trimmed).filter { !$0.isEmpty }.map { CellText.excerpt($0, limit: 60) }
        return Message(
            "表头是：" + list.joined(separator: "、"), "the header is: " + list.joined(separator: ", "))
    }

    private static func howToMap(_ column: Column) -> Message {
        Message(
            "用 --map 列名=\(column.rawValue) 指明哪一列是“\(column.title.zh)”",
            "say which column it is with --map NAME=\(column.rawValue)")
    }
}

/// The header of a rectification sheet.
package typealias SheetHeader = TableHeader<SheetColumn>
