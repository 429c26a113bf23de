import Foundation
import Ledger
import ReadModels
import Rectification

/// One sheet on its way into the ledger: what it claims, in the order in which it is recorded.
struct SheetEntry {
    let source: SheetSource
    /// As it was read before.
    let sheet: Sheet
    let digest: Digest
    let file: URL
    let round: RoundID?

    /// Puts everything to the desk, row by row, and keeps the file; nothing of it where a row is too large for a record.
    ///
    /// - Returns: what is in doubt, the reader's doubts among it.
    func claim(at desk: Desk, in ledger: OpenLedger) throws -> [SheetIssue] {
        let sheetOffice = SheetOffice(digest: digest, file: file)
        try sheetOffice.requireRecorder(desk)
        var survey = try SheetSurvey(source, round: round, at: desk)
        try claimSheet(try sheetOffice.keep(in: ledger, desk), doubtedRows: survey.doubtedRows, at: desk)
        try sheetOffice.claim(survey.names, at: desk)
        try claimRounds(survey.rounds, at: desk)
        var doubts: [SheetIssue] = []
        try FindingsAhead(source).forEach { found in
            let claim = try survey.claim(found)
            try claim.claim(at: desk, from: digest)
            let issues = claim.issues(source.header)
            try raise(issues, about: claim, at: desk)
            doubts += issues
        }
        return doubts
    }

    private func claimSheet(_ file: EvidenceFile, doubtedRows: Int, at desk: Desk) throws {
        var imported = SheetImported()
        imported.doubtedRows = doubtedRows
        imported.encoding = sheet.format.name
        imported.file = file
        imported.findings = sheet.findingCount
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

    /// A doubt is raised by the import, on its day.
    private func raise(_ doubts: [SheetIssue], about claim: FindingClaim, at desk: Desk) throws {
        guard let number = claim.number else { return }
        for doubt in doubts {
            let event = FindingDoubted(doubt.doubt(of: digest))
            try desk.claim(.doubted(event), about: number, of: Finding.self, on: desk.on)
        }
    }
}
