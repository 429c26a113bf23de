import Foundation
import Interchange
import Ledger
import ReadModels
import Spreadsheet

extension ExportCommand {
    /// A file a list and one of all records, in a new folder that appears whole.
    func exportLists(to folder: String, _ session: Session) throws {
        let ledger = try session.ledger
        let horizon = try horizon.horizon(session)
        let day = try ledger.day(of: horizon)
        let draft = try DraftFolder(URL(fileURLWithPath: folder), called: folder)
        let watch = Interruption.watchDrafts()
        defer { watch.end() }
        var files: [ListsAnswer.File] = []
        for list in ExportedList.all {
            let table = try list.table(ledger, horizon)
            let file = try SpreadsheetFile("\(list.name).csv", in: draft)
            for line in table.csvLines(session.language) { try file.add(line) }
            try file.finish()
            files.append(.init(name: file.name, rows: table.rows.count))
        }
        files.append(try exportRecords(into: draft, horizon, session))
        try draft.finish()
        try session.show(ListsAnswer(folder: folder, day: day, files: files))
    }

    private func exportRecords(
        into draft: DraftFolder, _ horizon: Horizon, _ session: Session
    ) throws -> ListsAnswer.File {
        let bar = session.progressBar(Message("导出", "Exporting"), total: try session.recordCount())
        defer { bar.finish() }
        var filter = LogFilter()
        filter.order = .oldestFirst
        filter.narrow(to: horizon)
        let file = try SpreadsheetFile("records.csv", in: draft)
        try file.add(Table.csv(RecordLine.titles.map { $0.text(session.language) }))
        var rows = 0
        try session.ledger.log(filter) { row in
            try file.add(Table.csv(RecordLine.cells(row)))
            rows += 1
            bar.advance(to: row.sequence)
            return .more
        }
        try file.finish()
        return .init(name: file.name, rows: rows)
    }
}

/// A CSV file as spreadsheets expect one: UTF-8 with a byte order mark, CRLF.
private final class SpreadsheetFile {
    let name: String
    private let draft: DraftFile
    private let buffer: OutputBuffer

    init(_ name: String, in folder: DraftFolder) throws {
        self.name = name
        let draft = try folder.file(name)
        self.draft = draft
        buffer = OutputBuffer { try draft.write($0) }
        try buffer.write(UTF8Survey.byteOrderMark)
    }

    func add(_ line: String) throws { try buffer.write((line + "\r\n").utf8) }

    func finish() throws {
        try buffer.flush()
        try draft.finish()
    }
}

/// A record as a line of `records.csv`.
private enum RecordLine {
    static let titles = [
        Message("序号", "sequence"), Message("记录时间", "time"), Message("类型", "type"), Message("含义", "meaning"),
        Message("对象", "stream"), Message("录入人", "actor"), Message("代何人", "on behalf of"),
        Message("发生日期", "occurred on"), Message("理由", "reason"), Message("哈希", "hash"),
    ]

    static func cells(_ row: LogRow) -> [String] {
        let record = row.record
        return [
            String(row.sequence), row.time.description, row.type, row.title.text(Spoken.language), row.stream.text,
            row.actor, record.onBehalfOf ?? "", row.occurredOn.description, row.reason ?? "", row.hash?.hex ?? "",
        ]
    }
}

/// Lists that were written into a folder.
struct ListsAnswer: Answer {
    struct File {
        var name: String
        var rows: Int
    }

    var folder: String
    var day: CalendarDate
    var files: [File]

    func text(on screen: Screen, _ language: Language) -> String {
        let head = Message("已导出到 \(shown(folder))，截至 \(day)：", "Exported to \(shown(folder)), as of \(day):")
        var table = Table([.init(Message("文件", "File"), importance: 9), .init(Message("行", "Rows"), .right)])
        for file in files { table.add([Table.Cell(file.name), Table.Cell(grouped(file.rows))]) }
        return head.text(language) + "\n" + table.text(on: screen, language: language)
    }

    var json: JSONValue {
        [
            "folder": .string(folder), "asOf": .text(day),
            "files": .array(files.map { ["name": .string($0.name), "rows": .integer($0.rows)] }),
        ]
    }
}
