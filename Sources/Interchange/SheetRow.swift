import Ledger

/// A row of a sheet below its header, its cells by column.
struct TableRow<Column: NamedColumn> {
    let record: CSV.Record
    let header: TableHeader<Column>
    /// Below the header, from 1.
    let number: Int

    var line: Int { record.line }

    /// The cell as it stands, or nil where it is blank.
    func text(_ column: Column) -> String? {
        guard let position = header.position(column), position < record.cells.count else { return nil }
        let cell = record.cells[position]
        return CellText.isBlank(cell) ? nil : cell
    }

    /// The cell without the white space around it, or nil where it is blank.
    func name(_ column: Column) -> String? { text(column).map(CellText.trimmed) }

    /// The parts of a cell that lists names.
    func list(_ column: Column, _ separators: Set<Unicode.Scalar>) -> [String] {
        text(column).map { CellText.parts($0, separators: separators) } ?? []
    }

    var isBlank: Bool { record.cells.allSatisfy(CellText.isBlank) }

    var repeatsHeader: Bool {
        record.cells.count == header.names.count
            && zip(record.cells, header.names).allSatisfy { CellText.trimmed($0) == $1 }
    }

    /// A total below the table, who made it, or the header once more at the top of a printed page; by what stands first.
    var beginsLikeFurniture: Bool {
        if repeatsHeader { return true }
        guard let first = record.cells.first(where: { !CellText.isBlank($0) }) else { return false }
        let text = CellText.compact(first).lowercased()
        let label = String(text.prefix { $0 != ":" })
        if Furniture.totals.contains(where: { text.hasPrefix($0) }) { return true }
        return label.utf8.count < text.utf8.count && Furniture.signatures.contains(label)
    }
}

/// A row of a rectification sheet.
typealias SheetRow = TableRow<SheetColumn>

extension TableRow<SheetColumn> {
    /// Whether it says something about a measure without saying which.
    var lacksMeasure: Bool {
        text(.measure) == nil && [.kind, .deadline, .progress, .status, .evidence].contains { text($0) != nil }
    }

    /// A total below the table, who made it, or the header once more at the top of a printed page.
    ///
    /// Only what stands in front counts, before the finding's own columns end: a measure may well begin with 说明：.
    var isFurniture: Bool {
        if repeatsHeader { return true }
        guard let first = record.cells.firstIndex(where: { !CellText.isBlank($0) }), first < header.columns.count,
            first < max(2, header.position(.description) ?? 0)
        else { return false }
        let column = header.columns[first]
        if let column, column.isOfMeasure { return false }
        let text = CellText.compact(record.cells[first]).lowercased()
        let label = String(text.prefix { $0 != ":" })
        if Furniture.totals.contains(label) { return true }
        if column == .sequence || column == nil, Furniture.totals.contains(where: { text.hasPrefix($0) }) {
            return true
        }
        return label.utf8.count < text.utf8.count && Furniture.signatures.contains(label) && self.text(.measure) == nil
    }
}

/// What rows begin with that belong to the paper and not to the table.
private enum Furniture {
    static let totals: Set = ["合计", "总计", "小计", "共计", "total", "subtotal", "grandtotal"]
    static let signatures: Set = [
        "制表人", "制表", "制表单位", "制表日期", "制表时间", "填表人", "填表单位", "填表日期", "填表时间", "填报人", "填报单位", "填报日期",
        "填报时间", "审核人", "审核", "审签", "负责人", "单位负责人", "主要负责人", "主要负责人签字", "联系人", "联系电话", "备注", "注", "说明",
        "preparedby", "note", "notes",
    ]
}
