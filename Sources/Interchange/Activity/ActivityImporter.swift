import Foundation
import Ledger
import Spreadsheet
import ReadModels
import Rectification

/// Claims in a ledger what a sheet states of activities that were held: one command, all of it or nothing.
package enum ActivityImporter {
    /// Reads a sheet and enters its activities by their own dates; units and posts that the office does not have are
    /// entered, and what can hardly be right is doubted.
    ///
    /// - Parameter plan: the work plan whose tasks the sheet names by number.
    /// - Throws: as `Importer.run`; E-PLAN-UNKNOWN, E-IMPORT-PLAN where tasks are named by number and no plan is given.
    package static func run(
        _ file: URL, bytes: [UInt8], sheet name: String? = nil, mapping: [String: ActivityColumn] = [:], plan: PlanID?,
        order: Order, in ledger: OpenLedger
    ) throws -> ImportResult {
        let (sheet, stated) = try ActivitySheet.read(bytes, sheet: name, mapping: mapping, today: ledger.today)
        let digest = Digest.sha256(bytes)
        let counts = [
            ImportResult.Count(name: "activities", noun: Message("次活动", "activities"), number: stated.activities.count)
        ]
        guard sheet.refusedRows == 0 else {
            return ImportResult(sheet, counts, issues: sheet.cells.issues, outcome: nil)
        }
        guard let first = stated.activities.first else { throw Fault.nothing(in: sheet) }
        if plan == nil, stated.activities.contains(where: { $0.tasks.contains { TaskID($0) == nil } }) {
            throw Fault.planNeeded(first)
        }
        var order = order
        order.command =
            order.command
            ?? Importer.command("activities", digest, mapping, [plan?.text ?? ""] + sheet.named, ledger.identity)
        try Importer.requireNew(digest, sheet.label, of: sheet.otherSheets, order.command, in: ledger)
        let entry = ActivityEntry(
            stated: stated, sheet: sheet, plan: plan, office: SheetOffice(digest: digest, file: file))
        var doubts: [SheetIssue] = []
        let outcome = try ledger.perform(order) { doubts = try entry.claim(at: $0, in: ledger) }
        if outcome.wasRepeated { doubts = try Importer.recordedDoubts(outcome, in: ledger) }
        return ImportResult(sheet, counts, issues: doubts, outcome: outcome)
    }
}

/// One sheet of activities on its way into the ledger.
private struct ActivityEntry {
    let stated: ActivitySheet
    let sheet: TableSheet<ActivityColumn>
    let plan: PlanID?
    let office: SheetOffice

    /// - Returns: what is in doubt.
    func claim(at desk: Desk, in ledger: OpenLedger) throws -> [SheetIssue] {
        try office.requireRecorder(desk)
        if let plan, let name = try desk.unknown([plan.stream]).first { throw Fault.noPlan(name) }
        var names = SheetNames()
        for row in stated.activities {
            let mention = SheetNames.Mention(line: row.line, day: row.day)
            names.note([row.held.branch].compactMap { $0 }, mention)
            names.note([row.held.host].compactMap { $0 }, mention)
        }
        var doubts = Dictionary(grouping: sheet.cells.issues, by: \.line)
        var numbers: [Int: Int] = [:]
        var claims: [(number: ActivityNumber, row: ActivitySheet.Row, held: ActivityHeld)] = []
        // In the order of their days, as they would have been numbered at the time.
        let inOrder = stated.activities.enumerated().sorted {
            ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
        }
        for (_, row) in inOrder {
            var held = row.held
            held.claim = Claim(line: row.line, sheet: office.digest)
            for name in row.tasks {
                if let task = try task(name, at: desk) {
                    if !held.tasks.contains(task) { held.tasks.append(task) }
                } else {
                    doubts[row.line, default: []].append(unknownTask(name, row))
                }
            }
            claims.append((try next(in: row.day.year, &numbers, at: desk), row, held))
        }
        let ordered = doubts.sorted { $0.key < $1.key }.flatMap(\.value)
        try desk.claim(sheet, try office.keep(in: ledger, desk), doubts: ordered)
        try office.claim(names, at: desk)
        for (number, row, held) in claims {
            try desk.claim(.held(held), about: number, of: Activity.self, on: row.day)
            for doubt in doubts[row.line] ?? [] {
                let event = ActivityDoubted(doubt.doubt(of: office.digest))
                try desk.claim(.doubted(event), about: number, of: Activity.self, on: desk.on)
            }
        }
        return ordered
    }

    /// The task that a cell names, where the ledger has it.
    private func task(_ name: String, at desk: Desk) throws -> TaskID? {
        let compact = CellText.compact(name)
        let numbered = plan.flatMap { plan in Int(compact).flatMap { $0 > 0 ? TaskID(plan: plan, number: $0) : nil } }
        guard let task = numbered ?? TaskID(name), try desk.unknown([task.stream]).isEmpty else { return nil }
        return task
    }

    private func next(in year: Int, _ given: inout [Int: Int], at desk: Desk) throws -> ActivityNumber {
        let ordinal: Int
        if let last = given[year] {
            ordinal = last + 1
        } else {
            let free: ActivityNumber = try desk.nextNumber(in: year)
            ordinal = free.ordinal
        }
        given[year] = ordinal
        return ActivityNumber(year: year, ordinal: ordinal)
    }

    private func unknownTask(_ name: String, _ row: ActivitySheet.Row) -> SheetIssue {
        SheetIssue(
            line: row.line, column: sheet.cells.header.name(.task), value: name, severity: .doubted,
            code: "E-CLAIM-TASK-UNKNOWN", message: ActivitySheet.unknownTask(name))
    }
}

extension Fault {
    fileprivate static func planNeeded(_ row: ActivitySheet.Row) -> Fault {
        Fault(
            "E-IMPORT-PLAN", .usage,
            Message(
                "表里写了任务序号，没有说是哪份工作计划的。", "The sheet names tasks by number; it is not said of which work plan."),
            remedy: Message("加上 --plan 计划名称。", "Say which with --plan PLAN."))
    }

    fileprivate static func noPlan(_ name: StreamName) -> Fault {
        Fault(
            "E-PLAN-UNKNOWN", .refused,
            Message("台账里没有工作计划“\(name.id)”。", "The ledger has no work plan “\(name.id)”."),
            remedy: Message(
                "用 taizhang plan list 查看，或先导入计划：taizhang plan import。",
                "See taizhang plan list, or import it first: taizhang plan import."))
    }
}
