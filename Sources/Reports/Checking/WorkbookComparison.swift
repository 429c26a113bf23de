import Ledger

/// Holds one workbook against another: part by part, and where those differ, cell by cell.
struct WorkbookComparison {
    let found: WorkbookText
    let expected: WorkbookText

    func outcome() throws -> ReportVerdict.Outcome {
        if try found.hasSameParts(as: expected) { return .repacked }
        if let difference = try difference() { return .differs(difference) }
        return .resaved
    }

    /// The first cell that differs, or the first sheet that is not there.
    private func difference() throws -> ReportDifference? {
        let (there, wanted) = (found.sheets, expected.sheets)
        for (index, sheet) in wanted.enumerated() {
            guard index < there.count, there[index].name == sheet.name else {
                return ReportDifference(
                    place: Message("第 \(index + 1) 张工作表", "sheet \(index + 1)"),
                    found: index < there.count ? there[index].name : nil, expected: sheet.name)
            }
            let (left, right) = (try found.cells(of: there[index]), try expected.cells(of: sheet))
            while true {
                let (one, other) = (try left.next(), try right.next())
                if one == nil, other == nil { break }
                guard one != other else { continue }
                return difference(one, other, in: sheet.name ?? "")
            }
        }
        guard there.count > wanted.count else { return nil }
        return ReportDifference(
            place: Message("第 \(wanted.count + 1) 张工作表", "sheet \(wanted.count + 1)"), found: there[wanted.count].name,
            expected: nil)
    }

    private func difference(
        _ one: WorkbookCellValue?, _ other: WorkbookCellValue?, in sheet: String
    ) -> ReportDifference {
        let reference = other?.reference ?? one?.reference ?? "?"
        let place = Message("工作表“\(sheet)”的单元格 \(reference)", "cell \(reference) of the sheet “\(sheet)”")
        // A cell that was emptied, or filled in between, is told as such.
        let found = one?.reference == reference ? one?.value : nil
        return ReportDifference(place: place, found: found, expected: other?.value)
    }
}
