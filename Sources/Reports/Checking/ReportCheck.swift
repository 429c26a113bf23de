import Foundation
import Ledger
import ReadModels

extension ReportPress {
    /// Makes a report again, as of its own position, and holds the file against it.
    ///
    /// The root is reckoned from the records' bytes, and the report folded from the records: neither tiles nor tables are
    /// trusted.
    ///
    /// - Throws: `Fault` E-REPORT-NONE; E-RECORD-COLUMN where a record is filed as another than it is; and what making the
    ///   report throws.
    package func check(_ file: ReportFile, progress: Progress = Progress()) throws -> ReportVerdict {
        let stamp = file.stamp
        let verdict = { ReportVerdict(stamp: stamp, format: file.format, outcome: $0) }
        guard stamp.ledger == ledger.identity.id else { return verdict(.otherLedger(ledger.identity.id)) }
        let (size, last) = (stamp.standpoint.size, try ledger.store.read { try $0.last()?.sequence ?? 0 })
        guard size <= last else { return verdict(.newer(last: last)) }
        guard let root = try ledger.rootOfBytes(of: size) else { return verdict(.newer(last: last)) }
        guard root == stamp.standpoint.root else { return verdict(.otherRoot(root)) }
        var standpoint = try ledger.standpoint(
            size: size, on: stamp.standpoint.day, isByOccurrence: stamp.standpoint.isByOccurrence)
        standpoint.root = root
        let outcome: ReportVerdict.Outcome
        do {
            outcome =
                file.format == .xlsx
                ? try compareWorkbook(file, standpoint, progress) : try compareText(file, standpoint, progress)
        } catch let fault as Fault where [.usage, .notFound].contains(fault.kind) {
            // No report was ever made of what the stamp asks for.
            throw Fault.noReport(file.url.path)
        }
        guard case .differs(let difference) = outcome, stamp.program != program else { return verdict(outcome) }
        return verdict(.otherVersion(difference))
    }

    private func compareText(
        _ file: ReportFile, _ standpoint: Standpoint, _ progress: Progress
    ) throws -> ReportVerdict.Outcome {
        let comparison = try TextComparison(file.url)
        do {
            try print(file.stamp.order, from: standpoint, in: file.stamp.language, as: file.format, progress: progress)
            {
                try comparison.take($0)
            }
            try comparison.end()
            return .same
        } catch let difference as TextComparison.Found {
            return .differs(difference.difference)
        }
    }

    private func compareWorkbook(
        _ file: ReportFile, _ standpoint: Standpoint, _ progress: Progress
    ) throws -> ReportVerdict.Outcome {
        let made = try UnnamedFile()
        _ = try print(file.stamp.order, from: standpoint, in: file.stamp.language, progress, workbook: made)
        let comparison = try TextComparison(file.url)
        do {
            try made.read { try comparison.take($0) }
            try comparison.end()
            return .same
        } catch is TextComparison.Found {
            return try WorkbookComparison(found: WorkbookText(file.url), expected: WorkbookText(made)).outcome()
        }
    }
}
