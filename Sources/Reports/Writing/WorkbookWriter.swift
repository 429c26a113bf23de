import CXlsxWriter
import Foundation
import Ledger

/// An Excel workbook: the report's text on the first sheet, every table on a sheet of its own (filters, frozen and
/// repeated titles, real dates), and a last sheet with the stamp.
///
/// Row by row in libxlsxwriter's constant memory mode: a row is on the disk when the next begins. Nothing in the file
/// depends on the clock: it was “created” when the last record was made that it speaks of.
final class WorkbookWriter: ReportWriter {
    let language: Language
    let formats: WorkbookFormats
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let front: WorkbookPage
    private let stamp: ReportStamp
    private var names: Set<String> = []
    private var isClosed = false

    /// - Parameter path: of a file that may be written.
    /// - Throws: `Fault` E-OUTPUT-WRITE.
    init(path: String, _ report: Report, _ stamp: ReportStamp) throws {
        language = stamp.language
        self.stamp = stamp
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let workbook = workbook_new_opt(path, &options) else {
            throw Fault.workbook(LXW_ERROR_MEMORY_MALLOC_FAILED)
        }
        self.workbook = workbook
        formats = WorkbookFormats(workbook)
        front = WorkbookPage(
            workbook_add_worksheet(workbook, Message("报告", "Report").text(language)), formats, language)
        names.insert(Message("报告", "Report").text(language).lowercased())
        names.insert(ReportStamp.title.text(language).lowercased())
        describe(report)
    }

    deinit {
        // Given up: what was written goes where its path leads, and nobody keeps that.
        if !isClosed { _ = workbook_close(workbook) }
    }

    private func describe(_ report: Report) {
        let texts = [
            report.title.text(language), "taizhang \(stamp.program)", stamp.name,
            "urn:uuid:\(stamp.ledger.text) #\(stamp.standpoint.size) \(stamp.standpoint.root.hex)",
        ].map { strdup(shown($0)) }
        defer { texts.forEach { free($0) } }
        var properties = lxw_doc_properties()
        properties.title = texts[0]
        properties.author = texts[1]
        properties.company = texts[2]
        properties.comments = texts[3]
        properties.created = time_t(stamp.standpoint.time.milliseconds / 1_000)
        workbook_set_properties(workbook, &properties)
        workbook_set_custom_property_string(workbook, "taizhang.format", ReportStamp.format)
        workbook_set_custom_property_string(workbook, "taizhang.ledger", stamp.ledger.text)
        workbook_set_custom_property_string(workbook, "taizhang.size", String(stamp.standpoint.size))
        workbook_set_custom_property_string(workbook, "taizhang.root", stamp.standpoint.root.hex)
        workbook_set_custom_property_string(workbook, "taizhang.day", stamp.standpoint.day.description)
    }

    // MARK: the first sheet

    func begin(_ report: Report) throws {
        setUp(front.sheet, title: report.title, isWide: false)
        front.title(report.title)
        if let subtitle = report.subtitle { front.subtitle(subtitle) }
        front.facts(report.facts)
    }

    func begin(_ section: ReportSection, _ heading: Message) throws { front.heading(heading) }
    func write(_ paragraph: Message) throws { front.paragraph(paragraph) }
    func write(_ facts: [ReportFact]) throws { front.facts(facts) }
    func write(verbatim text: String) throws { front.verbatim(text) }

    /// Its numbers as cells, and a chart of Excel's own that is drawn from them.
    func write(_ chart: ReportChart) throws {
        let (first, last) = front.numbers(of: chart)
        guard last >= first else { return }
        let form =
            switch chart.form {
            case .bars: LXW_CHART_BAR
            case .lines: LXW_CHART_LINE
            case .donut: LXW_CHART_DOUGHNUT
            }
        guard let drawn = workbook_add_chart(workbook, UInt8(form.rawValue)) else { return }
        let sheet = Message("报告", "Report").text(language)
        for (place, _) in chart.series.enumerated() {
            guard let series = chart_add_series(drawn, nil, nil) else { continue }
            let column = UInt16(place + 1)
            chart_series_set_categories(series, sheet, UInt32(first), 0, UInt32(last), 0)
            chart_series_set_values(series, sheet, UInt32(first), column, UInt32(last), column)
            chart_series_set_name_range(series, sheet, UInt32(first - 1), column)
        }
        chart_title_set_name(drawn, shown(chart.title.text(language)))
        if chart.form == .bars { chart_axis_set_reverse(drawn.pointee.y_axis) }
        // Nothing is counted by halves: where the axis is short, Excel would.
        if chart.form != .donut, chart.series.flatMap(\.values).max() ?? 0 < 10 {
            chart_axis_set_major_unit(
                chart.form == .bars ? drawn.pointee.x_axis : drawn.pointee.y_axis, 1)
        }
        if chart.series.count == 1, chart.form != .donut {
            chart_legend_set_position(drawn, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
        }
        front.place(drawn)
    }

    // MARK: tables

    private static let rowLimit = 1_048_576

    func write(_ table: ReportTable, row: () -> Void) throws {
        var grid: WorkbookGrid?
        try table.rows { cells in
            if grid == nil || grid?.rows == WorkbookWriter.rowLimit {
                grid?.finish()
                grid = try self.grid(table)
            }
            grid?.add(cells)
            row()
        }
        guard let grid else { return try write(ReportTable.nothing) }
        grid.finish()
    }

    private func grid(_ table: ReportTable) throws -> WorkbookGrid {
        let name = freeName(table.name.text(language))
        let sheet = workbook_add_worksheet(workbook, name)
        setUp(sheet, title: table.name, isWide: true)
        worksheet_repeat_rows(sheet, 0, 0)
        worksheet_freeze_panes(sheet, 1, 0)
        front.link(to: name)
        return WorkbookGrid(sheet, table.columns, formats, language)
    }

    /// A tab's name: at most 31 characters, none of `[]:*?/\`, and unlike the others (ECMA-376 and Excel).
    private func freeName(_ wanted: String) -> String {
        // A straight apostrophe is a quotation mark in formulas, and may begin no name.
        let plain = String(shown(wanted).map { $0 == "'" ? "’" : "[]:*?/\\".contains($0) ? " " : $0 })
        var name = String(plain.prefix(31))
        var number = 1
        while !names.insert(name.lowercased()).inserted {
            number += 1
            name = "\(plain.prefix(26)) (\(number))"
        }
        return name
    }

    /// A4, a table one page wide, the ledger's position and the page at the foot.
    private func setUp(_ sheet: UnsafeMutablePointer<lxw_worksheet>?, title: Message, isWide: Bool) {
        worksheet_set_paper(sheet, 9)
        if isWide {
            worksheet_set_landscape(sheet)
            worksheet_fit_to_pages(sheet, 1, 0)
        } else {
            worksheet_set_print_scale(sheet, UInt16(WorkbookPage.scale))
        }
        worksheet_set_margins(sheet, 0.5, 0.5, 0.7, 0.7)
        let head = Message(verbatim: "&C\(printed(title.text(language), 60))")
        let (size, root) = (stamp.standpoint.size, stamp.standpoint.root.hex.prefix(16))
        let foot = Message(
            "&L\(printed(stamp.name, 40)) 第 \(size) 条 根 \(root)…&R第 &P 页，共 &N 页",
            "&L\(printed(stamp.name, 40)) #\(size) root \(root)…&R&P / &N")
        worksheet_set_header(sheet, head.text(language))
        worksheet_set_footer(sheet, foot.text(language))
    }

    /// As it stands in a header, where `&` is a mark of its own.
    private func printed(_ text: String, _ limit: Int) -> String {
        shown(text).cut(toColumns: limit).replacing("&", with: "&&")
    }

    // MARK: the stamp

    func end(_ stamp: ReportStamp) throws {
        let sheet = workbook_add_worksheet(workbook, ReportStamp.title.text(language))
        setUp(sheet, title: ReportStamp.title, isWide: false)
        let page = WorkbookPage(sheet, formats, language)
        page.title(ReportStamp.title)
        page.facts(stamp.facts)
        page.paragraph(stamp.trust)
        guard stamp.text.utf16.count <= WorkbookCell.limit else { throw Fault.longStamp }
        page.fact(ReportStamp.format, stamp.text)
        front.finish()
        isClosed = true
        let error = workbook_close(workbook)
        guard error == LXW_NO_ERROR else { throw Fault.workbook(error) }
    }
}

extension Fault {
    fileprivate static func workbook(_ error: lxw_error) -> Fault {
        Fault(
            "E-OUTPUT-WRITE", .inputOutput, Message("工作簿写不出来。", "The workbook cannot be written."),
            state: Message(verbatim: String(cString: lxw_strerror(error))),
            remedy: Message("检查磁盘空间和临时文件夹（$TMPDIR）。", "Check the disk and the folder for temporary files ($TMPDIR)."))
    }

    fileprivate static var longStamp: Fault {
        Fault(
            "E-REPORT-CONDITIONS", .refused,
            Message("筛选条件太长，工作簿的一个单元格装不下。", "The filters are too long for a cell of a workbook."),
            remedy: Message("少写些条件，或改用 .html。", "Give fewer, or make it .html."))
    }
}
