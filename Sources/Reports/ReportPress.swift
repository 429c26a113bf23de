import Foundation
import Ledger
import ReadModels

/// Prints reports of a ledger.
package struct ReportPress {
    /// What a long report tells while it is being made.
    package struct Progress {
        /// How many records have been folded.
        package var folded: (Int) -> Void
        /// How many rows there will be, as far as is known; told once.
        package var begins: (Int) -> Void
        /// How many rows have been written.
        package var written: (Int) -> Void

        package init(
            folded: @escaping (Int) -> Void = { _ in }, begins: @escaping (Int) -> Void = { _ in },
            written: @escaping (Int) -> Void = { _ in }
        ) {
            self.folded = folded
            self.begins = begins
            self.written = written
        }
    }

    package var ledger: OpenLedger
    /// Of this program.
    package var program: String
    package var describe: (Record) -> StepWords

    package init(_ ledger: OpenLedger, program: String, describe: @escaping (Record) -> StepWords) {
        self.ledger = ledger
        self.program = program
        self.describe = describe
    }

    /// Makes a report from a standpoint and gives its bytes in pieces. The same ledger, standpoint, order, language and
    /// version of the program give the same bytes.
    ///
    /// - Parameter put: may not ask the ledger anything.
    /// - Returns: the report's stamp.
    /// - Throws: `Fault` E-REPORT-UNKNOWN, E-OUTPUT-WRITE; and what the report and `put` throw.
    @discardableResult
    package func print(
        _ order: ReportOrder, from standpoint: Standpoint, in language: Language, as format: ReportFormat,
        progress: Progress = Progress(), put: @escaping ([UInt8]) throws -> Void
    ) throws -> ReportStamp {
        guard format == .xlsx else {
            let output = TextOutput(put)
            return try print(order, from: standpoint, in: language, progress) { _, stamp in
                switch format {
                case .html: HTMLWriter(output, language)
                case .csv: CSVWriter(output, language)
                case .md, .xlsx: MarkdownWriter(output, language)
                }
            }
        }
        let file = try UnnamedFile()
        let stamp = try print(order, from: standpoint, in: language, progress, workbook: file)
        try file.read(put)
        return stamp
    }

    /// As a workbook, into a file.
    func print(
        _ order: ReportOrder, from standpoint: Standpoint, in language: Language, _ progress: Progress,
        workbook file: UnnamedFile
    ) throws -> ReportStamp {
        try print(order, from: standpoint, in: language, progress) { report, stamp in
            try WorkbookWriter(path: file.path, report, stamp)
        }
    }

    private func print(
        _ order: ReportOrder, from standpoint: Standpoint, in language: Language, _ progress: Progress,
        writer: (Report, ReportStamp) throws -> any ReportWriter
    ) throws -> ReportStamp {
        guard let type = ReportCatalogue.type(named: order.report) else { throw Fault.unknownReport(order.report) }
        return try ledger.look(from: standpoint, progress: progress.folded) { outlook in
            let request = ReportRequest(outlook: outlook, order: order, describe: describe)
            let report = try type.make(request)
            let stamp = ReportStamp(
                ledger: outlook.ledger.id, name: try outlook.name(), standpoint: standpoint, order: order,
                language: language, program: program)
            progress.begins(report.rowCount)
            try writer(report, stamp).write(report, stamp, progress: progress.written)
            return stamp
        }
    }
}

extension Fault {
    package static func unknownReport(_ name: String) -> Fault {
        let types = ReportCatalogue.types
        return Fault(
            "E-REPORT-UNKNOWN", .usage, Message("没有“\(name)”这种报告。", "There is no report “\(name)”."),
            state: Message(
                "有：\(types.map(\.name.zh).joined(separator: "、"))。",
                "There are: \(types.map(\.name.en).joined(separator: ", "))."),
            remedy: Message("用 taizhang report list 查看。", "See taizhang report list."))
    }
}
