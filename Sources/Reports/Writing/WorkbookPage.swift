import CXlsxWriter
import Foundation
import Ledger

/// A sheet that is read like a page, from the top: labels in the first column, texts across the rest.
final class WorkbookPage {
    let sheet: UnsafeMutablePointer<lxw_worksheet>?
    private let formats: WorkbookFormats
    private let language: Language
    private var row = 0
    /// How far down the printed page the next row begins, in points, and where pages end.
    private var depth = 0.0
    private var breaks: [UInt32] = []
    /// Where the last heading stands.
    private var headingRow = -1

    private static let lastColumn = 5
    private static let labelWidth = 20
    private static let columnWidth = 14
    private static let lineHeight = 16.5
    /// Of a row whose height is not set.
    private static let usualHeight = 15.0
    /// What of an A4 page is printed on, below its header and above its footer.
    private static let pageHeight = 700.0 * 100 / Double(scale)
    /// In per cent: what brings its columns onto the width of A4.
    static let scale = 78
    private static let chartRows = 16

    init(_ sheet: UnsafeMutablePointer<lxw_worksheet>?, _ formats: WorkbookFormats, _ language: Language) {
        self.sheet = sheet
        self.formats = formats
        self.language = language
        worksheet_set_column(sheet, 0, 0, Double(WorkbookPage.labelWidth), nil)
        worksheet_set_column(sheet, 1, UInt16(WorkbookPage.lastColumn), Double(WorkbookPage.columnWidth), nil)
        worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    }

    func title(_ text: Message) { across(text.text(language), formats.title, from: 0, height: 30) }

    func subtitle(_ text: Message) {
        across(text.text(language), formats.subtitle, from: 0)
        advance()
    }

    func heading(_ text: Message) {
        advance()
        headingRow = row
        across(text.text(language), formats.heading, from: 0, height: 22)
    }

    func paragraph(_ text: Message) { across(text.text(language), formats.text, from: 0) }
    func verbatim(_ text: String) { across(text, formats.verbatim, from: 0) }

    func facts(_ facts: [ReportFact]) {
        for one in facts { fact(one.label.text(language), one.value.text(language)) }
    }

    func fact(_ label: String, _ value: String) { across(value, formats.text, from: 1, label: label) }

    /// A line that leads to another sheet.
    func link(to name: String) {
        let text = Message("见工作表“\(name)”", "See the sheet “\(name)”").text(language)
        worksheet_write_url(sheet, UInt32(row), 0, "internal:'\(name)'!A1", formats.link)
        worksheet_write_string(sheet, UInt32(row), 0, text, formats.link)
        advance()
    }

    /// The numbers of a chart, titles above them; the rows of the numbers, from 0.
    func numbers(of chart: ReportChart) -> (first: Int, last: Int) {
        // Numbers and chart on one page, where they fit.
        let needed = Double(chart.labels.count + 3 + WorkbookPage.chartRows) * WorkbookPage.usualHeight
        if depth + needed > WorkbookPage.pageHeight, row > 0 {
            // A heading goes along with what stands under it.
            breaks.append(UInt32(headingRow == row - 1 ? headingRow : row))
            depth = 0
        }
        advance()
        worksheet_write_string(sheet, UInt32(row), 0, WorkbookCell.text(chart.title.text(language)), formats.head)
        for (place, series) in chart.series.enumerated() {
            let name = WorkbookCell.text(series.name.text(language))
            worksheet_write_string(sheet, UInt32(row), UInt16(place + 1), name, formats.head)
        }
        advance()
        let first = row
        for (index, label) in chart.labels.enumerated() {
            worksheet_write_string(sheet, UInt32(row), 0, WorkbookCell.text(label.text(language)), formats.cell)
            for (place, series) in chart.series.enumerated() {
                let value = Double(series.values[index])
                worksheet_write_number(sheet, UInt32(row), UInt16(place + 1), value, formats.integer)
            }
            advance()
        }
        return (first, row - 1)
    }

    /// Puts a chart under what was written, and leaves room for it.
    func place(_ chart: UnsafeMutablePointer<lxw_chart>) {
        advance()
        worksheet_insert_chart(sheet, UInt32(row), 0, chart)
        for _ in 0..<WorkbookPage.chartRows { advance() }
    }

    /// To be called once, after the last row.
    func finish() {
        guard !breaks.isEmpty else { return }
        var ended = breaks + [0]
        worksheet_set_h_pagebreaks(sheet, &ended)
    }

    /// On to the next row, from one of this height.
    private func advance(_ height: Double = usualHeight) {
        row += 1
        depth += height
        if depth > WorkbookPage.pageHeight { depth = height }
    }

    /// Text over the cells from a column to the last. Excel does not fit the height of merged cells: it is reckoned here.
    private func across(
        _ text: String, _ format: WorkbookFormats.Format, from column: Int, label: String? = nil, height: Double? = nil
    ) {
        let text = WorkbookCell.text(text)
        let room = WorkbookPage.columnWidth * WorkbookPage.lastColumn + (column == 0 ? WorkbookPage.labelWidth : 0) - 4
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) {
            $0 + max(1, (String($1).columns + room - 1) / room)
        }
        // 409 points is what Excel allows.
        let needed = min(409, height ?? Double(lines) * WorkbookPage.lineHeight)
        worksheet_set_row(sheet, UInt32(row), needed, nil)
        if let label { worksheet_write_string(sheet, UInt32(row), 0, WorkbookCell.text(label), formats.label) }
        worksheet_merge_range(
            sheet, UInt32(row), UInt16(column), UInt32(row), UInt16(WorkbookPage.lastColumn), text, format)
        advance(needed)
    }
}
