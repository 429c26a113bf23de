import Foundation
import Ledger
import ReadModels
import Rectification
import Spreadsheet

/// Claims in a ledger what a rectification sheet states of the past: one command, all of it or nothing.
package enum Importer {
    /// Reads a sheet and claims its units, posts, rounds, findings and measures, dated by its own dates; the file itself
    /// is kept as evidence before the first record is appended.
    ///
    /// A sheet with a refused row is not claimed, nor kept: the result has no `outcome`, and `refusal` says why, so that
    /// the caller can write the report of `issues` first. The same file with the same mapping and round, imported again,
    /// appends nothing and answers with the first outcome and the doubts that stand in the ledger.
    ///
    /// The file is in memory, and the sheet is read from it three times: for what is wrong with it, for what its first record
    /// tells of all its rows, and row by row for what is recorded (docs/decisions/0017).
    ///
    /// - Parameters:
    ///   - sheet: the name or the number of the sheet, where the file has several.
    ///   - file: where `bytes` were read from; its last path component is the name that is recorded.
    ///   - round: takes all findings; nil: one round for each source and year of feedback.
    ///   - order: `on` dates the import itself and its doubts; the command's name is derived where it is nil. For whom a
    ///     step was done is the sheet's to say: `onBehalfOf` is not used.
    /// - Throws: what `SheetSource` and `SheetReading` throw of the file as a whole, and `Fault` E-IMPORT-EMPTY,
    ///   E-IMPORT-AGAIN (the file is in the ledger with another mapping or round), E-IMPORT-CHANGED, E-ACTOR-UNKNOWN,
    ///   E-ROLE; what `perform` throws.
    package static func run(
        _ file: URL, bytes: [UInt8], sheet name: String? = nil, mapping: [String: SheetColumn] = [:],
        round: RoundID? = nil, order: Order, in ledger: OpenLedger
    ) throws -> ImportResult {
        let source = try SheetSource(bytes, sheet: name, mapping: mapping)
        var reading = try source.reading()
        while try reading.next() != nil {}
        let sheet = reading.sheet
        let digest = Digest.sha256(bytes)
        guard sheet.refusedRows == 0 else { return ImportResult(sheet, issues: sheet.issues, outcome: nil) }
        guard sheet.findingCount > 0 else { throw Fault.noFinding(sheet) }
        var order = order
        let which = [round?.text ?? ""] + (sheet.label.name.map { ["sheet", $0] } ?? [])
        order.command = order.command ?? command("import", digest, mapping, which, ledger.identity)
        try requireNew(digest, sheet.label, of: sheet.otherSheets, order.command, in: ledger)
        let entry = SheetEntry(source: source, sheet: sheet, digest: digest, file: file, round: round)
        do {
            var doubts: [SheetIssue] = []
            let outcome = try ledger.perform(order) { doubts = try entry.claim(at: $0, in: ledger) }
            if outcome.wasRepeated { doubts = try recordedDoubts(outcome, in: ledger) }
            return ImportResult(sheet, issues: doubts, outcome: outcome)
        } catch let oversized as OversizedRows {
            return ImportResult(sheet, issues: sheet.issues + oversized.issues, outcome: nil)
        }
    }

    /// The same file, mapping, ledger and what else it depends on always give the same command.
    static func command<Column: NamedColumn>(
        _ name: String, _ sheet: Digest, _ mapping: [String: Column], _ more: [String], _ ledger: LedgerIdentity
    ) -> Identifier {
        let columns = mapping.map { [Column.key($0.key), $0.value.rawValue] }
            .sorted { $0.lexicographicallyPrecedes($1) }
        let parts = [name, ledger.source, sheet.hex] + more + columns.flatMap { $0 }
        // Each with its length, so that no two lists run together to the same bytes.
        return Identifier(from: Digest.sha256(parts.flatMap { Array("\($0.utf8.count):\($0)".utf8) }))
    }

    /// The same sheet under another command would enter everything twice, which nothing can undo. The other sheets of
    /// a workbook, once imported, are in its stream as well.
    static func requireNew(
        _ digest: Digest, _ label: SheetLabel, of others: [SheetLabel], _ command: Identifier?, in ledger: OpenLedger
    ) throws {
        let earlier = try ledger.store.read { transaction -> Int? in
            if let command, try transaction.outcome(of: command) != nil { return nil }
            var sequence: Int?
            try transaction.scan(.stream(SheetEvent.stream(of: digest))) { stored in
                switch try SheetEvent.entry(in: stored.record())?.event {
                case .imported where others.isEmpty: sequence = stored.sequence
                case .selected(let selected) where selected.worksheet == label.name: sequence = stored.sequence
                default: return .more
                }
                return .stop
            }
            return sequence
        }
        if let earlier { throw Fault.importedBefore(earlier) }
    }

    /// The doubts of an import that stand in the ledger.
    static func recordedDoubts(_ outcome: Outcome, in ledger: OpenLedger) throws -> [SheetIssue] {
        guard let records = outcome.records else { return [] }
        var issues: [SheetIssue] = []
        try ledger.store.read { transaction in
            try transaction.scan(.from(records.lowerBound)) { stored in
                guard stored.sequence <= records.upperBound else { return .stop }
                guard [FindingDoubted.type, ActivityDoubted.type].contains(stored.type) else { return .more }
                if let issue = try SheetIssue(stored.record()) { issues.append(issue) }
                return .more
            }
        }
        return issues.sorted { $0.line < $1.line }
    }
}

/// What an import led to.
package struct ImportResult: Sendable {
    /// Rows that state something.
    package var rows: Int
    /// How many things of each kind it states.
    package var counts: [Count]
    package var skipped: [Sheet.SkippedRow]
    package var unknownColumns: [Sheet.UnknownColumn]
    /// Which sheet of the file it was, and which ones were not read.
    package var label: SheetLabel
    package var otherSheets: [SheetLabel]
    package var hiddenLines: [Int]
    /// Every cell that was refused or doubted, by line: what the report lists.
    package var issues: [SheetIssue]
    /// Nil where rows were refused: nothing was claimed.
    package var outcome: Outcome?

    package struct Count: Equatable, Sendable {
        /// In JSON.
        package var name: String
        /// After the number.
        package var noun: Message
        package var number: Int
    }

    package var findings: Int { self["findings"] }
    package var measures: Int { self["measures"] }
    package subscript(name: String) -> Int { counts.first { $0.name == name }?.number ?? 0 }

    package var refusedRows: Int { Set(issues.filter { $0.severity == .refused }.map(\.line)).count }
    /// Rows with doubtful cells and no refused one.
    package var doubtedRows: Int { Set(issues.map(\.line)).count - refusedRows }

    init(
        rows: Int, counts: [Count], skipped: [Sheet.SkippedRow], unknownColumns: [Sheet.UnknownColumn],
        label: SheetLabel, otherSheets: [SheetLabel], hiddenLines: [Int], issues: [SheetIssue], outcome: Outcome?
    ) {
        self.rows = rows
        self.counts = counts
        self.skipped = skipped
        self.unknownColumns = unknownColumns
        self.label = label
        self.otherSheets = otherSheets
        self.hiddenLines = hiddenLines
        self.issues = issues.enumerated()
            .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
        self.outcome = outcome
    }

    init(_ sheet: Sheet, issues: [SheetIssue], outcome: Outcome?) {
        let counts = [
            Count(name: "findings", noun: Message("个问题", "findings"), number: sheet.findingCount),
            Count(name: "measures", noun: Message("条措施", "measures"), number: sheet.measureCount),
        ]
        self.init(
            rows: sheet.rows, counts: counts, skipped: sheet.skipped, unknownColumns: sheet.unknownColumns,
            label: sheet.label, otherSheets: sheet.otherSheets, hiddenLines: sheet.hiddenLines, issues: issues,
            outcome: outcome)
    }

    init<Column>(_ sheet: TableSheet<Column>, _ counts: [Count], issues: [SheetIssue], outcome: Outcome?) {
        self.init(
            rows: sheet.rows, counts: counts, skipped: sheet.skipped, unknownColumns: sheet.cells.unknownColumns,
            label: sheet.label, otherSheets: sheet.otherSheets, hiddenLines: sheet.hiddenLines, issues: issues,
            outcome: outcome)
    }

    /// Why nothing was claimed: E-IMPORT-ROWS; nil where it was.
    package var refusal: Fault? {
        guard outcome == nil, let first = issues.first(where: { $0.severity == .refused }) else { return nil }
        return Fault(
            "E-IMPORT-ROWS", .badData,
            Message(
                "\(refusedRows) 行有误，整张表都没有导入。", "\(refusedRows) rows are wrong; nothing of the sheet was imported."),
            state: Message(
                "第 \(first.line) 行“\(first.column)”：\(first.message.zh)。",
                "Line \(first.line), \(first.column): \(first.message.en)."),
            remedy: Message(
                "按报告逐行改正后重新导入。", "Correct the rows that the report lists, then import the sheet again."))
    }
}

extension SheetIssue {
    /// The doubt that a record holds; nil where it holds none.
    fileprivate init?(_ record: Record) throws(Fault) {
        do {
            if case .doubted(let it)? = try Finding.Event.entry(in: record)?.event {
                self.init(it.doubt)
            } else if case .doubted(let it)? = try Activity.Event.entry(in: record)?.event {
                self.init(it.doubt)
            } else {
                return nil
            }
        } catch {
            throw .unreadable(record: record.sequence, error)
        }
    }

    private init(_ doubt: Doubt) {
        self.init(
            line: doubt.claim.line, column: doubt.column, value: doubt.value, severity: .doubted, code: doubt.code,
            message: ClaimDoubt.message(of: doubt.code) ?? Message(verbatim: doubt.code))
    }

    /// As a record of the import keeps it.
    func doubt(of sheet: Digest) -> Doubt {
        Doubt(code: code, column: column, value: value, claim: Claim(line: line, sheet: sheet))
    }
}

extension Fault {
    fileprivate static func noFinding(_ sheet: Sheet) -> Fault {
        Fault(
            "E-IMPORT-EMPTY", .badData,
            Message(
                "第 \(sheet.header.line) 行的表头下面没有问题。",
                "There is no finding below the header on line \(sheet.header.line)."),
            remedy: Message("检查是不是导出了空表。", "See whether an empty sheet was exported."))
    }

    fileprivate static func importedBefore(_ record: Int) -> Fault {
        Fault(
            "E-IMPORT-AGAIN", .refused,
            Message(
                "这个文件已经导入过（第 \(record) 条记录），不能换一种方式再导入一遍。",
                "This file was imported before (record \(record)); it cannot be imported once more in another way."),
            state: Message(
                "再导入会把每一项登记两次，而记录不能撤销。",
                "Everything would be entered twice, and no record can be undone."),
            remedy: Message(
                "更正已导入的内容用各自的 correct。", "Correct what was imported with its own correct."))
    }
}
