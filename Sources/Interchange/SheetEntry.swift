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
        let sheetOffice = SheetOffice(digest: digest, file: file)
        try sheetOffice.requireRecorder(desk)
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

        try claimSheet(try sheetOffice.keep(in: ledger, desk), doubts.joined(), at: desk)
        try sheetOffice.claim(names, at: desk)
        try claimRounds(rounds, at: desk)
        for (claim, doubts) in zip(claims, doubts) {
            try claim.claim(at: desk, from: digest)
            try raise(doubts, about: claim, at: desk)
        }
        return Array(doubts.joined())
    }

    // MARK: before anything is claimed

    private func requireSize(_ claims: [FindingClaim]) throws {
        let issues = try claims.flatMap { try $0.oversized(sheet.header) }
        guard issues.isEmpty else { throw OversizedRows(issues: issues) }
    }

    // MARK: claims

    private func claimSheet(_ file: EvidenceFile, _ doubts: some Sequence<SheetIssue>, at desk: Desk) throws {
        var imported = SheetImported()
        imported.doubtedRows = Set(doubts.map(\.line)).count
        imported.encoding = sheet.format.name
        imported.file = file
        imported.findings = sheet.findings.count
        imported.measures = sheet.measureCount
        imported.rows = sheet.rows
        imported.skippedRows = sheet.skipped.count
        try desk.claim(imported, of: sheet.label, among: sheet.otherSheets)
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
            let event = FindingDoubted(doubt.doubt(of: digest))
            try desk.claim(.doubted(event), about: number, of: Finding.self, on: desk.on)
        }
    }
}

/// Rows that no record could hold: they end the transaction before anything is kept.
struct OversizedRows: Error {
    var issues: [SheetIssue]
}
