import GRDB
import Ledger
import Rectification

// What a round's steps must know of its findings.

extension Desk {
    /// What of the round is not closed.
    package func rest(of id: RoundID) throws -> Round.Rest {
        let open = try numbers("round = ? AND is_open", id)
        let sustained = Set(try numbers("round = ? AND is_sustained", id))
        let round = try round(id)
        let unseen = try (round?.sample?.sample ?? []).filter { number in
            let looks = try finding(number)?.lookBacks ?? []
            return !looks.contains { look in round?.sampledOn.map { look.on >= $0 } ?? true }
        }
        return Round.Rest(
            sustained: open.filter(sustained.contains), unsettled: open.filter { !sustained.contains($0) },
            unseen: unseen, lastClosedOn: try lastClosure(in: id))
    }

    /// The measures of the round's findings, and the open findings that have none.
    package func measures(of id: RoundID) throws -> (planned: [PlannedMeasure], bare: [FindingNumber]) {
        let findings = try numbers("round = ? AND stage NOT IN ('withdrawn', 'merged')", id)
        let planned = try findings.flatMap { number in
            try finding(number)?.measures.map { PlannedMeasure(number, $0.number) } ?? []
        }
        return (planned, try numbers("round = ? AND is_open AND measures = 0", id))
    }

    private func lastClosure(in round: RoundID) throws -> CalendarDate? {
        try String.fetchOne(
            transaction.database, sql: "SELECT max(closed_on) FROM rm_finding WHERE round = ?", arguments: [round.text]
        ).flatMap { CalendarDate($0) }
    }

    private func numbers(_ condition: String, _ round: RoundID) throws -> [FindingNumber] {
        try String.fetchAll(
            transaction.database,
            sql: "SELECT number FROM rm_finding WHERE \(condition) ORDER BY year, ordinal", arguments: [round.text]
        ).compactMap { FindingNumber($0) }
    }
}
