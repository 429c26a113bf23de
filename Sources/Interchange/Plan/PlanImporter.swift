import Foundation
import Ledger
import ReadModels
import Rectification

/// Enters a work plan from a sheet on the day it comes into force: one command, all of it or nothing.
package enum PlanImporter {
    /// What the plan is called, and how it was issued.
    package struct Naming: Sendable {
        package var plan: PlanID
        package var title: String
        package var document: EvidenceFile?

        package init(_ plan: PlanID, title: String, document: EvidenceFile?) {
            self.plan = plan
            self.title = title
            self.document = document
        }
    }

    /// Reads a sheet, adopts the plan with its items and assigns its tasks; units and posts that the office does not have
    /// are entered. Unlike claims of the past, all of it goes by the rules.
    ///
    /// - Parameter keeping: puts the document of `naming` into the store.
    /// - Throws: as `Importer.run`, and what `Plan.decide` and `PlanTask.decide` throw.
    package static func run(
        _ file: URL, bytes: [UInt8], mapping: [String: PlanColumn] = [:], naming: Naming, order: Order,
        in ledger: OpenLedger, keeping: (Desk) throws -> Void = { _ in }
    ) throws -> ImportResult {
        let (sheet, plan) = try PlanSheet.read(bytes, mapping: mapping)
        let digest = Digest.sha256(bytes)
        let counts = [
            ImportResult.Count(name: "items", noun: Message("个条目", "items"), number: plan.items.count),
            ImportResult.Count(name: "tasks", noun: Message("项任务", "tasks"), number: plan.tasks.count),
        ]
        let issues = sheet.cells.issues
        guard sheet.refusedRows == 0 else { return ImportResult(sheet, counts, issues: issues, outcome: nil) }
        guard !plan.tasks.isEmpty else { throw Fault.nothing(in: sheet) }
        var order = order
        order.command =
            order.command ?? Importer.command("plan", digest, mapping, [naming.plan.text], ledger.identity)
        try Importer.requireNew(digest, order.command, in: ledger)
        let outcome = try ledger.perform(order) { desk in
            try enter(plan, sheet, naming, SheetOffice(digest: digest, file: file), at: desk, in: ledger)
            try keeping(desk)
        }
        return ImportResult(sheet, counts, issues: issues, outcome: outcome)
    }

    private static func enter(
        _ plan: PlanSheet, _ sheet: TableSheet<PlanColumn>, _ naming: Naming, _ office: SheetOffice, at desk: Desk,
        in ledger: OpenLedger
    ) throws {
        try office.requireRecorder(desk)
        var names = SheetNames()
        for task in plan.tasks {
            let mention = SheetNames.Mention(line: task.line, day: desk.on)
            names.note(task.assigned.units, mention)
            guard let owner = task.assigned.owner else { continue }
            names.note([owner], mention)
            names.note(owner: owner, of: task.assigned.units)
        }
        try desk.claim(sheet, try office.keep(in: ledger, desk), doubts: sheet.cells.issues)
        try office.claim(names, at: desk)
        var adopted = PlanAdopted()
        adopted.claim = Claim(line: sheet.cells.header.line, sheet: office.digest)
        adopted.document = naming.document
        adopted.from = plan.tasks.map(\.assigned.from).min() ?? desk.on
        adopted.items = plan.items.sorted { $0.number < $1.number }
        adopted.title = naming.title
        adopted.until = plan.tasks.map(\.assigned.until).max() ?? desk.on
        try desk.perform(.adopt(adopted), on: naming.plan, of: Plan.self)
        let state = try desk.state(naming.plan, of: Plan.self)
        for task in plan.tasks {
            var assigned = task.assigned
            assigned.claim = Claim(line: task.line, sheet: office.digest)
            let id = TaskID(plan: naming.plan, number: task.number ?? 1)
            try desk.perform(.assign(assigned, plan: state), on: id, of: PlanTask.self)
        }
    }
}

extension Desk {
    /// That a sheet was imported, and the file itself.
    func claim<Column>(_ sheet: TableSheet<Column>, _ file: EvidenceFile, doubts: [SheetIssue]) throws {
        var imported = SheetImported()
        imported.doubtedRows = Set(doubts.map(\.line)).count
        imported.encoding = sheet.encoding.name
        imported.file = file
        imported.rows = sheet.rows
        imported.skippedRows = sheet.skipped.count
        try claim(SheetEvent.imported(imported), in: SheetEvent.stream(of: file.digest), on: on)
    }
}

extension Fault {
    static func nothing<Column>(in sheet: TableSheet<Column>) -> Fault {
        let line = sheet.cells.header.line
        return Fault(
            "E-IMPORT-EMPTY", .badData,
            Message("第 \(line) 行的表头下面没有内容。", "There is nothing below the header on line \(line)."),
            remedy: Message("检查是不是导出了空表。", "See whether an empty sheet was exported."))
    }
}
