import Ledger
import Rectification
import Spreadsheet

/// Rules for points as a sheet states them; how each is counted is read from its name (`PointRule.counting`).
package struct PointRulesSheet {
    package private(set) var rules: [PointRule] = []
    private var seen: [String: Int] = [:]

    /// - Throws: what concerns the file as a whole; E-IMPORT-ROWS where a row is wrong.
    package static func read(
        _ bytes: [UInt8], sheet name: String? = nil, mapping: [String: RuleColumn]
    ) throws(Fault) -> [PointRule] {
        var rules = PointRulesSheet()
        let sheet = try TableSheet<RuleColumn>(bytes, sheet: name, mapping: mapping) { rules.take($0, &$1) }
        let refused = ImportResult(sheet, [], issues: sheet.cells.issues, outcome: nil)
        if let refusal = refused.refusal { throw refusal }
        guard !rules.rules.isEmpty else { throw .nothing(in: sheet) }
        return rules.rules
    }

    private mutating func take(_ row: TableRow<RuleColumn>, _ cells: inout SheetCells<RuleColumn>) {
        let before = cells.refusals
        var rule = PointRule()
        rule.item = cells.needed(row, .item) ?? ""
        rule.sign = word(row, .sign, &cells) ?? .add
        rule.period = word(row, .period, &cells) ?? .quarter
        if row.name(.value) == nil { _ = cells.needed(row, .value) }
        rule.value = cells.count(row, .value) ?? 0
        rule.cap = cells.count(row, .cap)
        rule.note = row.text(.note)
        (rule.counts, rule.kinds) = PointRule.counting(of: rule.item)
        if let line = seen[rule.item] {
            cells.refuse(
                row, .item, "E-IMPORT-ITEM-TWICE", Message("条目与第 \(line) 行重复", "the same item stands on line \(line)"))
        } else {
            seen[rule.item] = row.line
        }
        if cells.refusals == before { rules.append(rule) }
    }

    /// A word of a fixed set, in either language; 年 and 每年 are 年度.
    private func word<C: Choice>(
        _ row: TableRow<RuleColumn>, _ column: RuleColumn, _ cells: inout SheetCells<RuleColumn>
    ) -> C? {
        guard let text = cells.needed(row, column) else { return nil }
        let word = CellText.compact(text).lowercased()
        let found = C.allCases.first { choice in
            [choice.rawValue, choice.title.en].contains(word) || word.contains(choice.title.zh.prefix(1))
        }
        if found == nil {
            let words = C.allCases.map(\.title)
            cells.refuse(
                row, column, "E-IMPORT-WORD",
                Message(
                    "应是\(words.map(\.zh).joined(separator: "或"))",
                    "it must be \(words.map(\.en).joined(separator: " or "))"))
        }
        return found
    }
}
