import CXlsxWriter
import Foundation
import Ledger
import ReadModels

/// A sheet that is a table: titles in the first row, then one row after the other.
final class WorkbookGrid {
    private let sheet: UnsafeMutablePointer<lxw_worksheet>?
    private let columns: [ReportTable.Column]
    private let formats: WorkbookFormats
    private let language: Language
    /// The widest text of each column.
    private var widths: [Int]
    /// Titles included.
    private(set) var rows = 1

    private static let widest = 44
    private static let widestCode = 68

    init(
        _ sheet: UnsafeMutablePointer<lxw_worksheet>?, _ columns: [ReportTable.Column], _ formats: WorkbookFormats,
        _ language: Language
    ) {
        self.sheet = sheet
        self.columns = columns
        self.formats = formats
        self.language = language
        // A title has a button for its filter beside it.
        widths = columns.map { $0.title.text(language).columns + 3 }
        worksheet_set_row(sheet, 0, 20, nil)
        for (index, column) in columns.enumerated() {
            worksheet_write_string(
                sheet, 0, UInt16(index), WorkbookCell.text(column.title.text(language)), formats.head)
        }
    }

    func add(_ cells: [ReportCell]) {
        // Not every program fits rows to their text by itself.
        let lines = zip(cells, columns).map { self.lines(of: $0, $1.kind) }.max() ?? 1
        if lines > 1 { worksheet_set_row(sheet, UInt32(rows), min(409, Double(lines) * 15), nil) }
        for (index, cell) in cells.enumerated() { write(cell, columns[index].kind, UInt16(index)) }
        rows += 1
    }

    private func lines(of cell: ReportCell, _ kind: ReportTable.Column.Kind) -> Int {
        guard case .text(let message) = cell else { return 1 }
        let room = (kind == .code ? WorkbookGrid.widestCode : WorkbookGrid.widest) - 2
        return message.text(language).split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
            $0 + max(1, (String($1).columns + room - 1) / room)
        }
    }

    private func write(_ cell: ReportCell, _ kind: ReportTable.Column.Kind, _ column: UInt16) {
        let row = UInt32(rows)
        switch cell {
        case .none: worksheet_write_blank(sheet, row, column, formats.cell)
        case .integer(let number): worksheet_write_number(sheet, row, column, Double(number), formats.integer)
        case .percent(let rate):
            let value = Double(rate.numerator) / Double(rate.denominator)
            worksheet_write_number(sheet, row, column, value, formats.percent)
        case .date(let day) where day.dayNumber >= WorkbookGrid.firstDay:
            worksheet_write_number(sheet, row, column, Double(day.dayNumber + WorkbookGrid.epoch), formats.date)
            note(10, column)
            return
        case .light(let light): text(light.label.text(language), formats.light, column)
        case .text, .date:
            text(cell.text(language), kind == .code ? formats.code : formats.cell, column)
        }
        note(cell.text(language).columns, column)
    }

    /// Never as a formula or a link, whatever it begins with.
    private func text(_ text: String, _ format: WorkbookFormats.Format, _ column: UInt16) {
        worksheet_write_string(sheet, UInt32(rows), column, WorkbookCell.text(text), format)
    }

    private func note(_ width: Int, _ column: UInt16) {
        widths[Int(column)] = max(widths[Int(column)], width + 1)
    }

    /// Excel's day 0 is 1899-12-30 for all days after its 1900-02-29, which never was.
    private static let epoch = 25_569
    private static let firstDay = 61 - epoch

    /// Widths, filters and lights; to be called once, after the last row.
    func finish() {
        let last = UInt32(rows - 1)
        for (index, width) in widths.enumerated() {
            let limit = columns[index].kind == .code ? WorkbookGrid.widestCode : WorkbookGrid.widest
            worksheet_set_column(sheet, UInt16(index), UInt16(index), Double(min(max(width, 6), limit)), nil)
            if columns[index].kind == .light { light(UInt16(index), last) }
        }
        worksheet_autofilter(sheet, 0, 0, last, UInt16(columns.count - 1))
    }

    /// The fill follows the word, so that it is right after somebody has edited or sorted the sheet.
    private func light(_ column: UInt16, _ last: UInt32) {
        let fills = [(DueLight.red, formats.red), (.yellow, formats.yellow), (.green, formats.green)]
        for (light, format) in fills {
            // Copied by the library before it returns.
            let word = strdup(light.label.text(language))
            defer { free(word) }
            var condition = lxw_conditional_format()
            condition.type = UInt8(LXW_CONDITIONAL_TYPE_TEXT.rawValue)
            condition.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_TEXT_CONTAINING.rawValue)
            condition.value_string = word
            condition.format = format
            worksheet_conditional_format_range(sheet, 1, column, last, column, &condition)
        }
    }
}
