import ArgumentParser
import Foundation
import Interchange
import Ledger
import ReadModels

/// The file of a sheet that is to be imported.
struct GivenSheet {
    let url: URL
    /// As it was given.
    private let name: String

    init(_ name: String, _ session: Session) {
        self.name = name
        url = URL(fileURLWithPath: name, relativeTo: session.currentFolder).absoluteURL
    }

    /// - Throws: E-IMPORT-FILE.
    func bytes() throws -> [UInt8] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw unreadable(.notFound, Message("没有文件 \(name)。", "There is no file \(name)."))
        }
        guard !isFolder.boolValue else {
            throw unreadable(.notFound, Message("\(name) 是文件夹，不是文件。", "\(name) is a folder, not a file."))
        }
        do {
            return try read()
        } catch {
            throw unreadable(.inputOutput, Message("\(name) 读不出来。", "\(name) cannot be read."))
        }
    }

    /// Piece by piece into their place: `Data` and a copy of it would be in memory together.
    private func read() throws -> [UInt8] {
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        var bytes: [UInt8] = []
        let size = (try? FileManager.default.attributesOfItem(atPath: url.path))?[.size] as? Int
        // A pipe has none, and a file may say what it likes.
        bytes.reserveCapacity(min(size ?? 0, 1 << 30))
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { bytes += piece }
        return bytes
    }

    private func unreadable(_ kind: Fault.Kind, _ message: Message) -> Fault {
        Fault("E-IMPORT-FILE", kind, message, remedy: Message("检查文件名和权限。", "Check its name and permissions."))
    }

    /// Says, where someone ends an import with Ctrl-C, that nothing has come of it.
    static func watch() -> Interruption {
        Interruption.watch(
            Message(
                "已中断：这张表没有导入，台账完好。再导入一次即可，不会重复。",
                "Interrupted: the sheet was not imported, the ledger is whole. Import it again; nothing comes twice."))
    }
}

/// What every import of a sheet takes.
struct SheetOptions: ParsableArguments {
    @Argument(
        help: help(".xlsx 或 CSV 文件（UTF-8 或 GB18030）", "an .xlsx or CSV file (UTF-8 or GB18030)", "文件|FILE"),
        completion: .file(extensions: ["xlsx", "csv"]))
    var file: String

    @Option(
        name: .long,
        help: help("表中列名=字段，可多次给出", "its column's name=our column; may be repeated", "列名=字段|NAME=COLUMN"))
    var map: [String] = []

    @Option(
        name: .long,
        help: help("工作簿里的哪一张，写名称或序号", "which sheet of a workbook: its name or its number", "工作表|SHEET"))
    var sheet: String?

    @Option(
        name: .long,
        help: help("报告写到这个文件；没有可报告的则不写", "the report's file; not written where there is nothing to report", "文件|FILE"))
    var report = "import-report.csv"
}

extension Session {
    /// As `order`, for what may be half a million records: text says only how many there are of each type.
    func sheetOrder(_ options: WriteOptions) throws -> Order {
        var order = try order(options)
        order.tellsRecords = wantsJSON
        return order
    }

    /// Writes the report of an import, and says what it led to.
    ///
    /// - Throws: E-IMPORT-ROWS where rows were refused; E-OUTPUT-WRITE.
    func show(_ result: ImportResult, reportTo report: String) throws {
        try show(ImportAnswer(result: result, report: try write(result, to: report)))
        if let refusal = result.refusal { throw refusal }
    }

    /// Writes the report where there is something to report and this is the first time.
    ///
    /// - Returns: the file that was written.
    private func write(_ result: ImportResult, to report: String) throws -> String? {
        guard !result.issues.isEmpty, result.outcome?.wasRepeated != true else { return nil }
        let target = URL(fileURLWithPath: report, relativeTo: currentFolder)
        do {
            // Renaming a file into its place would take a device or a pipe away (`--report /dev/null`).
            let isFile = (try? target.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile ?? true
            try Data(ImportReport.csv(result.issues, language)).write(to: target, options: isFile ? .atomic : [])
        } catch {
            let committed = result.outcome.map { !$0.isDryRun } ?? false
            throw Fault(
                "E-OUTPUT-WRITE", .cannotWrite,
                Message("报告 \(report) 写不出来。", "The report \(report) cannot be written."),
                state: committed
                    ? Message("表格已经导入。", "The sheet has been imported.")
                    : Message("没有导入任何内容。", "Nothing was imported."),
                remedy: Message("用 --report 换一个文件。", "Choose another file with --report."))
        }
        return report
    }
}
