import Ledger
import Rectification

/// That a finding is overdue for so long that the next level of supervision is due (`domain.md`: in this order). The rule
/// proposes; a person issues.
package struct SupervisionProposal: Equatable, Sendable {
    package var finding: FindingRow
    /// The next level of its spell.
    package var level: Supervision.Level
    /// Days overdue from which that level is proposed.
    package var threshold: Int
}

extension OpenLedger {
    /// What is to be issued on a day, the longest overdue first.
    package func supervisionDue(_ filter: FindingFilter = .init(), _ horizon: Horizon = .now) throws
        -> [SupervisionProposal]
    {
        let thresholds = try office(horizon).thresholds
        var filter = filter
        filter.isOverdue = true
        return try findings(filter, horizon).compactMap { SupervisionProposal($0, thresholds) }
            .sorted { ($1.finding.overdueDays, $0.finding.number) < ($0.finding.overdueDays, $1.finding.number) }
    }
}

extension SupervisionProposal {
    /// Nil where nothing is due.
    init?(_ finding: FindingRow, _ thresholds: Thresholds) {
        guard let level = finding.nextSupervision, finding.overdueDays >= thresholds.days(for: level) else {
            return nil
        }
        self.init(finding: finding, level: level, threshold: thresholds.days(for: level))
    }
}
