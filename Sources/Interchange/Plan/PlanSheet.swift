import Ledger
import Rectification

/// A work plan as a sheet states it: items with their tasks.
struct PlanSheet {
    struct Task {
        var line: Int
        /// Within the plan; nil where the sheet gives none.
        var number: Int?
        var assigned: TaskAssigned
    }

    private(set) var items: [PlanItem] = []
    private(set) var tasks: [Task] = []
    /// The line on which each number was first given.
    private var numbers: [Int: Int] = [:]

    /// - Throws: what concerns the file as a whole.
    static func read(_ bytes: [UInt8], mapping: [String: PlanColumn]) throws(Fault) -> (
        TableSheet<PlanColumn>, PlanSheet
    ) {
        var plan = PlanSheet()
        let sheet = try TableSheet<PlanColumn>(bytes, mapping: mapping) { plan.take($0, &$1) }
        plan.numberTheRest()
        return (sheet, plan)
    }

    private mutating func take(_ row: TableRow<PlanColumn>, _ cells: inout SheetCells<PlanColumn>) {
        let before = cells.refusals
        var assigned = TaskAssigned()
        let number = number(row, &cells)
        assigned.text = cells.needed(row, .text) ?? ""
        assigned.item = item(row, &cells) ?? 0
        assigned.units = cells.names(row, .unit, SheetReader.nameSeparators) { UnitID($0) }
        if row.name(.unit) == nil { _ = cells.needed(row, .unit) }
        assigned.owner = cells.name(row, .owner) { ActorID($0) }
        assigned.frequency = frequency(row, &cells)
        assigned.expects = row.list(.expects, SheetReader.evidenceSeparators)
        assigned.regulations = cells.names(row, .regulation, SheetReader.nameSeparators, regulation)
        days(of: &assigned, row, &cells)
        guard cells.refusals == before else { return }
        tasks.append(Task(line: row.line, number: number, assigned: assigned))
    }

    // MARK: cells

    private mutating func number(_ row: TableRow<PlanColumn>, _ cells: inout SheetCells<PlanColumn>) -> Int? {
        guard row.name(.number) != nil else {
            cells.doubt(row, .number, "", "E-IMPORT-NUMBER-MISSING", PlanSheet.noNumber)
            return nil
        }
        guard let number = cells.count(row, .number) else { return nil }
        if number == 0 {
            cells.refuse(row, .number, "E-IMPORT-NUMBER", SheetReader.noNumber)
        } else if let line = numbers[number] {
            cells.refuse(row, .number, "E-IMPORT-SEQUENCE-TWICE", SheetReader.sequenceTwice(line))
        } else {
            numbers[number] = row.line
        }
        return number
    }

    /// `5.加强政治理论学习`; a blank cell, as under merged ones, belongs to the item above.
    private mutating func item(_ row: TableRow<PlanColumn>, _ cells: inout SheetCells<PlanColumn>) -> Int? {
        guard let cell = row.name(.item) else {
            if let last = items.last { return last.number }
            _ = cells.needed(row, .item)
            return nil
        }
        let (stated, title) = PlanSheet.split(cell)
        if let same = items.first(where: { $0.title == title && (stated == nil || $0.number == stated) }) {
            return same.number
        }
        let number = stated ?? (items.map(\.number).max() ?? 0) + 1
        if let other = items.first(where: { $0.number == number }) {
            cells.doubt(row, .item, cell, "E-IMPORT-ITEM-TITLE", PlanSheet.otherTitle(other))
            return number
        }
        items.append(PlanItem(number, title))
        return number
    }

    static func split(_ cell: String) -> (number: Int?, title: String) {
        let digits = CellText.compact(cell).prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty, digits.count <= 4, let number = Int(digits), number > 0 else { return (nil, cell) }
        // Of the cell itself as many digits go, whatever their width, and what stands between them and the title.
        let rest = cell.unicodeScalars.drop { CellText.isSpace($0) }.dropFirst(digits.count)
        guard let mark = rest.first, ".．、:：)）".unicodeScalars.contains(mark) else { return (nil, cell) }
        let title = CellText.trimmed(String(String.UnicodeScalarView(rest.dropFirst())))
        return title.isEmpty ? (nil, cell) : (number, title)
    }

    private func frequency(_ row: TableRow<PlanColumn>, _ cells: inout SheetCells<PlanColumn>) -> Frequency {
        guard let cell = row.name(.frequency) else {
            cells.doubt(row, .frequency, "", "E-IMPORT-FREQUENCY-MISSING", PlanSheet.noFrequency)
            return .once
        }
        if let frequency = Frequency(stated: cell) { return frequency }
        cells.refuse(row, .frequency, "E-IMPORT-FREQUENCY", PlanSheet.unknownFrequency)
        return .once
    }

    /// 《三会一课制度》 is called 三会一课制度.
    private func regulation(_ name: String) -> RegulationID? {
        name.hasPrefix("《") && name.hasSuffix("》")
            ? RegulationID(String(name.dropFirst().dropLast())) : RegulationID(name)
    }

    private func days(
        of assigned: inout TaskAssigned, _ row: TableRow<PlanColumn>, _ cells: inout SheetCells<PlanColumn>
    ) {
        for column in [PlanColumn.from, .until] where row.name(column) == nil { _ = cells.needed(row, column) }
        guard let from = cells.day(row, .from), let until = cells.day(row, .until) else { return }
        if until < from { cells.refuse(row, .until, "E-IMPORT-DATES", PlanSheet.endsFirst(from)) }
        (assigned.from, assigned.until) = (from, until)
    }

    /// Tasks without a number come after the highest.
    private mutating func numberTheRest() {
        var highest = numbers.keys.max() ?? 0
        for index in tasks.indices where tasks[index].number == nil {
            highest += 1
            tasks[index].number = highest
        }
    }

    // MARK: messages

    private static let noNumber = Message("没有序号，排在最后", "there is no number; it comes last")
    private static let noFrequency = Message("没有写频次，按一次性读入", "it is not said how often; taken as once")
    private static let unknownFrequency = Message(
        "频次不是一次性、每月、每季度、每半年、每年之一", "it is none of once, monthly, quarterly, half-yearly, yearly")

    private static func endsFirst(_ from: CalendarDate) -> Message {
        Message("截止早于开始 \(from)", "it ends before it begins, on \(from)")
    }

    private static func otherTitle(_ item: PlanItem) -> Message {
        Message(
            "条目 \(item.number) 前面写的是“\(item.title)”；以前面的为准",
            "item \(item.number) was “\(item.title)” before; that is taken")
    }
}

extension Frequency {
    /// As a sheet says it: 每月, 每月1次, 按季, quarterly.
    init?(stated cell: String) {
        var word = CellText.compact(cell).lowercased().replacing("-", with: "")
        for (end, _) in [("一次", 1), ("1次", 1)] where word.hasSuffix(end) && word != end { word.removeLast(end.count) }
        let words: [Frequency: [String]] = [
            .once: ["一次性", "一次", "1次", "单次", "once"], .monthly: ["每月", "按月", "每个月", "月度", "月", "monthly"],
            .quarterly: ["每季度", "每季", "按季", "按季度", "季度", "quarterly"],
            .halfyearly: ["每半年", "半年", "按半年", "halfyearly", "semiannual", "semiannually"],
            .yearly: ["每年", "按年", "年度", "全年", "每年度", "yearly", "annual", "annually"],
        ]
        guard let found = words.first(where: { $0.value.contains(word) }) else { return nil }
        self = found.key
    }
}
