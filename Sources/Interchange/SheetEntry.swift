import Foundation
import Ledger
import ReadModels
import Rectification

/// One sheet on its way into the ledger: what it claims, in the order in which it is recorded.
struct SheetEntry {
    let sheet: Sheet
    let digest: Digest
    let file: URL
    let round: RoundID?

    /// Puts everything to the desk and keeps the file; nothing of it where a row is too large for a record.
    ///
    /// - Returns: what is in doubt, the reader's doubts among it.
    func claim(at desk: Desk, in ledger: OpenLedger) throws -> [SheetIssue] {
        try requireRecorder(desk)
        var names = SheetNames()
        var rounds = ClaimRounds(named: round)
        var claims = sheet.findings.map { FindingClaim($0, &names, today: desk.today) }
        try requireSize(claims)
        rounds.give(to: &claims)
        let twice = sheet.issues.filter { $0.code == "E-IMPORT-SEQUENCE-TWICE" }
        var numbers = ClaimNumbers(desk)
        try numbers.give(to: &claims, repeated: Set(twice.map(\.line)))
        let office = desk.office
        for index in claims.indices {
            claims[index].judge(sheet.header)
            claims[index].judgeVerifiersUnits { office.members[$0]?.unit ?? names.unit(of: $0) }
        }
        let doubts = doubts(of: claims)

        try claimSheet(try keep(in: ledger, desk), doubts.joined(), at: desk)
        try claimNames(names, office, at: desk)
        try claimRounds(rounds, at: desk)
        for (claim, doubts) in zip(claims, doubts) {
            try claim.claim(at: desk, from: digest)
            try raise(doubts, about: claim, at: desk)
        }
        return Array(doubts.joined())
    }

    // MARK: before anything is claimed

    private func requireRecorder(_ desk: Desk) throws(Fault) {
        let actor = desk.order.actor
        guard desk.office.members[actor] != nil else { throw .unknownImporter(actor) }
        guard desk.office.holds(.recorder, actor) else { throw .noRecorder(actor, desk.office) }
    }

    private func requireSize(_ claims: [FindingClaim]) throws {
        let issues = try claims.flatMap { try $0.oversized(sheet.header) }
        guard issues.isEmpty else { throw OversizedRows(issues: issues) }
    }

    /// The file as the record names it; stored already, unless this is a dry run.
    private func keep(in ledger: OpenLedger, _ desk: Desk) throws -> EvidenceFile {
        let evidence = ledger.evidence
        let described = try evidence.describe(file)
        guard described.digest == digest else { throw Fault.changed(file) }
        return desk.order.isDryRun ? described : try evidence.add(file)
    }

    // MARK: claims

    private func claimSheet(_ file: EvidenceFile, _ doubts: some Sequence<SheetIssue>, at desk: Desk) throws {
        guard file.digest == digest else { throw Fault.changed(self.file) }
        var imported = SheetImported()
        imported.doubtedRows = Set(doubts.map(\.line)).count
        imported.encoding = sheet.format.name
        imported.file = file
        imported.findings = sheet.findings.count
        imported.measures = sheet.measureCount
        imported.rows = sheet.rows
        imported.skippedRows = sheet.skipped.count
        let stream = SheetEvent.stream(of: digest)
        try desk.claim(SheetEvent.imported(imported), in: stream, on: desk.on)
        guard !sheet.otherSheets.isEmpty else { return }
        var selected = SheetSelected()
        selected.number = sheet.label.number
        selected.worksheet = sheet.label.name ?? ""
        try desk.claim(SheetEvent.selected(selected), in: stream, on: desk.on)
    }

    /// Units before the posts that belong to them.
    private func claimNames(_ names: SheetNames, _ office: Office, at desk: Desk) throws {
        for (unit, mention) in names.units where !office.units.contains(unit) {
            let event = UnitEstablished(claim: Claim(line: mention.line, sheet: digest))
            try desk.claim(OfficeEvent.unitEstablished(event), in: unit.stream, on: mention.day)
        }
        for (actor, mention) in names.actors where office.members[actor] == nil {
            let claim = Claim(line: mention.line, sheet: digest)
            let event = ActorRegistered(unit: names.unit(of: actor), claim: claim)
            try desk.claim(OfficeEvent.actorRegistered(event), in: actor.stream, on: mention.day)
        }
    }

    private func claimRounds(_ rounds: ClaimRounds, at desk: Desk) throws {
        for opening in rounds.openings where try desk.round(opening.id) == nil {
            try desk.claim(.opened(opening.opened(digest)), about: opening.id, of: Round.self, on: opening.day)
        }
    }

    // MARK: doubts

    /// For each claim what is in doubt about it: what the reader found, then what breaks a rule.
    private func doubts(of claims: [FindingClaim]) -> [[SheetIssue]] {
        var out = claims.map { claim in
            claim.doubts.map { doubt in
                SheetIssue(
                    line: doubt.line, column: sheet.header.name(doubt.column), value: doubt.value, severity: .doubted,
                    code: doubt.kind.code, message: doubt.kind.message)
            }
        }
        guard !sheet.issues.isEmpty else { return out }
        let found = Dictionary(grouping: sheet.issues, by: \.line)
        for (index, claim) in claims.enumerated() {
            let lines = [claim.stated.line] + claim.stated.measures.map(\.line).filter { $0 != claim.stated.line }
            out[index] = lines.flatMap { found[$0] ?? [] } + out[index]
        }
        return out
    }

    /// A doubt is raised by the import, on its day.
    private func raise(_ doubts: [SheetIssue], about claim: FindingClaim, at desk: Desk) throws {
        guard let number = claim.number else { return }
        for doubt in doubts {
            let event = FindingDoubted(
                code: doubt.code, column: doubt.column, value: doubt.value,
                claim: Claim(line: doubt.line, sheet: digest))
            try desk.claim(.doubted(event), about: number, of: Finding.self, on: desk.on)
        }
    }
}

/// Rows that no record could hold: they end the transaction before anything is kept.
struct OversizedRows: Error {
    var issues: [SheetIssue]
}

extension Fault {
    fileprivate static func unknownImporter(_ actor: ActorID) -> Fault {
        Fault(
            "E-ACTOR-UNKNOWN", .refused,
            Message("台账里没有“\(actor.name)”（\(actor)）。", "The ledger does not know \(actor)."),
            remedy: Message("请登记人导入。", "Have a recorder import it."))
    }

    fileprivate static func noRecorder(_ actor: ActorID, _ office: Office) -> Fault {
        let names = office.holders(of: .recorder).prefix(5).map(\.name)
        return Fault(
            "E-ROLE", .notPermitted,
            Message(
                "导入台账表格须由登记人办理，\(actor.name)没有这个角色。",
                "To import a sheet takes a recorder; \(actor.name) is none."),
            state: Message(
                "现任登记人：\(names.joined(separator: "、"))。", "Recorders at present: \(names.joined(separator: ", "))."),
            remedy: Message("请登记人导入。", "Have a recorder import it."))
    }

    fileprivate static func changed(_ file: URL) -> Fault {
        Fault(
            "E-IMPORT-CHANGED", .inputOutput,
            Message(
                "\(file.lastPathComponent) 在读取期间有变化。", "\(file.lastPathComponent) changed while it was being read."),
            state: Message("台账没有改动。", "The ledger is unchanged."),
            remedy: Message("等文件保存完毕后再导入。", "Import it again when it is saved."))
    }
}
