import Foundation
import Ledger
import ReadModels
import Rectification

/// Enters a list of members on the day it came into force: one command, all of it or nothing.
package enum MemberImporter {
    /// Reads a sheet, enrols those whom the ledger does not have, and enters for the others what is different; units that
    /// the office does not have are entered. Whom the list does not name stays, and is doubted.
    ///
    /// - Throws: as `Importer.run`, and what `Member.decide` throws.
    package static func run(
        _ file: URL, bytes: [UInt8], sheet name: String? = nil, mapping: [String: MemberColumn] = [:], order: Order,
        in ledger: OpenLedger
    ) throws -> ImportResult {
        let (sheet, list) = try MemberSheet.read(bytes, sheet: name, mapping: mapping)
        let digest = Digest.sha256(bytes)
        let counts = [
            ImportResult.Count(name: "members", noun: Message("名党员", "members"), number: list.members.count)
        ]
        guard sheet.refusedRows == 0 else {
            return ImportResult(sheet, counts, issues: sheet.cells.issues, outcome: nil)
        }
        guard !list.members.isEmpty else { throw Fault.nothing(in: sheet) }
        var order = order
        order.command = order.command ?? Importer.command("members", digest, mapping, sheet.named, ledger.identity)
        try Importer.requireNew(digest, sheet.label, of: sheet.otherSheets, order.command, in: ledger)
        var issues = sheet.cells.issues
        let outcome = try ledger.perform(order) { desk in
            issues += try absent(list, sheet, at: desk)
            try enter(list, sheet, issues, SheetOffice(digest: digest, file: file), at: desk, in: ledger)
        }
        return ImportResult(sheet, counts, issues: issues, outcome: outcome)
    }

    /// Members of the ledger whom the list does not name.
    private static func absent(
        _ list: MemberSheet, _ sheet: TableSheet<MemberColumn>, at desk: Desk
    ) throws -> [SheetIssue] {
        let named = Set(list.members.map(\.code))
        return try desk.presentMembers().filter { !named.contains($0) }.map { code in
            SheetIssue(
                line: sheet.cells.header.line, column: sheet.cells.header.name(.code), value: code.text,
                severity: .doubted, code: "E-CLAIM-MEMBER-ABSENT", message: MemberSheet.absent)
        }
    }

    private static func enter(
        _ list: MemberSheet, _ sheet: TableSheet<MemberColumn>, _ issues: [SheetIssue], _ office: SheetOffice,
        at desk: Desk, in ledger: OpenLedger
    ) throws {
        try office.requireRecorder(desk)
        var names = SheetNames()
        for row in list.members {
            names.note(row.placing.units, SheetNames.Mention(line: row.line, day: desk.on))
        }
        try desk.claim(sheet, try office.keep(in: ledger, desk), doubts: issues)
        try office.claim(names, at: desk)
        for row in list.members {
            let claim = Claim(line: row.line, sheet: office.digest)
            let known = try desk.state(row.code, of: Member.self)
            if let known, known.leftOn == nil {
                guard known.placing.difference(to: known.placing.changed(by: row.placing)) != nil else { continue }
                try desk.perform(.change(MemberChanged(row.placing, claim: claim)), on: row.code, of: Member.self)
            } else {
                let enrolled = MemberEnrolled(row.placing, personal: row.personal, claim: claim)
                try desk.perform(.enroll(enrolled), on: row.code, of: Member.self)
            }
        }
    }
}
