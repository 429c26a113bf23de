import Foundation
import Interchange
import Ledger
import ReadModels
import Spreadsheet

extension ExportCommand {
    /// A file a list with every column there is, and one of all records, in a new folder that appears whole. All of them
    /// are of one state of the ledger.
    func exportLists(to folder: String, _ session: Session) throws {
        let ledger = try session.ledger
        let horizon = try horizon.horizon(session)
        let total = try session.recordCount()
        let draft = try DraftFolder(URL(fileURLWithPath: folder), called: folder)
        let watch = Interruption.watchDrafts()
        defer { watch.end() }
        let answer = try ledger.look(horizon) { view in
            ListsAnswer(
                folder: folder, day: view.day,
                files: try office(view, into: draft, session.language) + lists(view, into: draft, session.language)
                    + [records(view, into: draft, session, of: total)])
        }
        try draft.finish()
        try session.show(answer)
    }

    private func office(
        _ view: LedgerView, into draft: DraftFolder, _ language: Language
    ) throws -> [ListsAnswer.File] {
        let office = try view.office()
        let tables = [
            ("units", UnitTable(office: office).table), ("people", ActorTable(office: office).table),
            ("roles", RoleTable(office: office).table),
        ]
        return try tables.map { name, table in
            try SpreadsheetFile.make(name, table.titles(language), in: draft) { add in
                for row in table.rows { try add(Table.csv(row, language)) }
            }
        }
    }

    private func lists(_ view: LedgerView, into draft: DraftFolder, _ language: Language) throws -> [ListsAnswer.File] {
        try Listing.all.map { listing in
            let titles = ListingAnswer(listing: listing, rows: []).csv.titles(language)
            return try SpreadsheetFile.make(listing.name, titles, in: draft) { add in
                try view.eachRow(of: listing) { try add(Table.csv(listing.cells(of: $0), language)) }
            }
        }
    }

    private func records(
        _ view: LedgerView, into draft: DraftFolder, _ session: Session, of total: Int
    ) throws -> ListsAnswer.File {
        let bar = session.progressBar(Message("导出", "Exporting"), total: total)
        defer { bar.finish() }
        let titles = Table.csv(RecordLine.titles.map { $0.text(session.language) })
        return try SpreadsheetFile.make("records", titles, in: draft) { add in
            try view.eachRecord { row in
                try add(Table.csv(RecordLine.cells(row)))
                bar.advance(to: row.sequence)
            }
        }
    }
}

/// A CSV file as spreadsheets expect one: UTF-8 with a byte order mark, CRLF.
private final class SpreadsheetFile {
    private let draft: DraftFile
    private let buffer: OutputBuffer

    /// - Parameters:
    ///   - name: without `.csv`: the same in every language.
    ///   - lines: adds one after the other.
    static func make(
        _ name: String, _ titles: String, in folder: DraftFolder, lines: ((String) throws -> Void) throws -> Void
    ) throws -> ListsAnswer.File {
        let name = name + ".csv"
        let file = try SpreadsheetFile(name, in: folder)
        try file.add(titles)
        var rows = 0
        try lines { line in
            try file.add(line)
            rows += 1
        }
        try file.finish()
        return ListsAnswer.File(name: name, rows: rows)
    }

    private init(_ name: String, in folder: DraftFolder) throws {
        let draft = try folder.file(name)
        self.draft = draft
        buffer = OutputBuffer { try draft.write($0) }
        try buffer.write(UTF8Survey.byteOrderMark)
    }

    private func add(_ line: String) throws { try buffer.write((line + "\r\n").utf8) }

    private func finish() throws {
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
