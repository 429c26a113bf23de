import Foundation
import Ledger
import Spreadsheet

/// A workbook as a check reads it: by the reader that imports use, with its limits, and numbers as they stand in it.
struct WorkbookText {
    let book: Workbook

    /// - Throws: `Fault` E-REPORT-WORKBOOK, E-FILE-READ.
    init(_ url: URL) throws {
        let file = try FileHandle(forReadingFrom: url)
        defer { try? file.close() }
        // One byte more than the limit tells that there are more.
        let bytes = try file.read(upToCount: WorkbookLimits().file + 1) ?? Data()
        try self.init([UInt8](bytes))
    }

    /// - Throws: `Fault` E-REPORT-WORKBOOK.
    init(_ file: UnnamedFile) throws {
        var bytes: [UInt8] = []
        try file.read { bytes += $0 }
        try self.init(bytes)
    }

    private init(_ bytes: [UInt8]) throws {
        book = try Fault.ofReport { () throws(Fault) in try Workbook(bytes, numbers: .plain) }
    }

    var sheets: [SheetLabel] { book.sheets }

    func hasSameParts(as other: WorkbookText) throws -> Bool {
        try Fault.ofReport { () throws(Fault) in try book.hasSameParts(as: other.book) }
    }

    func cells(of sheet: SheetLabel) throws -> WorkbookCells { try WorkbookCells(book, sheet) }

    /// The stamp that stands in the workbook beside its format's name, on the last sheets.
    var stamp: ReportStamp? {
        get throws {
            for sheet in sheets.reversed() {
                let cells = try cells(of: sheet)
                var before = ""
                var rest = 1_000
                while rest > 0, let cell = try cells.next() {
                    if before == ReportStamp.format, let stamp = ReportStamp(text: cell.value) { return stamp }
                    before = cell.value
                    rest -= 1
                }
            }
            return nil
        }
    }
}

/// A cell with something in it (ISO/IEC 29500-1 §18.3.1.4).
struct WorkbookCellValue: Equatable {
    /// `B5`.
    var reference: String
    /// Text, or a number in its shortest form.
    var value: String
}

/// The cells of a sheet that are not empty, one after the other, in flat memory.
final class WorkbookCells {
    private let rows: WorksheetRows
    private var row: [WorkbookCellValue] = []

    init(_ book: Workbook, _ sheet: SheetLabel) throws {
        rows = try Fault.ofReport { () throws(Fault) in try book.rows(of: sheet) }
    }

    /// Nil at the end.
    func next() throws -> WorkbookCellValue? {
        while row.isEmpty {
            guard let next = try Fault.ofReport({ () throws(Fault) in try rows.next() }) else { return nil }
            for (column, text) in next.cells.enumerated().reversed() where !text.isEmpty {
                row.append(WorkbookCellValue(reference: SheetLabel.cell(column, next.line), value: text))
            }
        }
        return row.popLast()
    }
}

extension Fault {
    /// What an import would say of a workbook, said of a report.
    fileprivate static func ofReport<T>(_ body: () throws(Fault) -> T) throws(Fault) -> T {
        do throws(Fault) {
            return try body()
        } catch {
            throw Fault(
                "E-REPORT-WORKBOOK", .badData,
                Message("工作簿损坏或被改动，读不出来。", "The workbook is damaged or was altered, and is not read."),
                state: error.state.map { error.message + Message(" ", " ") + $0 } ?? error.message,
                remedy: Message("向出具者索要原件。", "Ask whoever issued it for the original."))
        }
    }
}
