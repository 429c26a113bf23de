import Ledger
import ReadModels
import Rectification

/// What must be known of a whole sheet before the first of its claims is recorded: read through once, and nothing held that
/// grows with it but the numbers that it gives its findings.
struct SheetSurvey {
    private(set) var names = SheetNames()
    private(set) var rounds: ClaimRounds
    private(set) var numbers: ClaimNumbers
    /// How many rows have something doubtful about them.
    private(set) var doubtedRows = 0
    private let header: SheetHeader
    private let today: CalendarDate
    /// What units posts belonged to before.
    private let office: Office

    /// - Throws: `OversizedRows`, those of the whole sheet; and what the ledger throws.
    init(_ source: SheetSource, round: RoundID?, at desk: Desk) throws {
        header = source.header
        today = desk.today
        office = desk.office
        rounds = ClaimRounds(named: round)
        numbers = ClaimNumbers(desk)
        var oversized: [SheetIssue] = []
        // Whose unit a post belongs to is known at the end.
        var undecided: [FindingClaim.Verifying: Int] = [:]
        try FindingsAhead(source).forEach { found in
            var claim = FindingClaim(found, &names, today: today)
            oversized += try claim.oversized(header)
            rounds.give(to: &claim)
            try numbers.look(at: &claim)
            claim.judge(header)
            let lines = Set(claim.issues(header).map(\.line))
            doubtedRows += lines.count
            if let verifying = claim.verifying, !lines.contains(claim.stated.line) {
                undecided[verifying, default: 0] += 1
            }
        }
        guard oversized.isEmpty else { throw OversizedRows(issues: oversized) }
        for (verifying, count) in undecided where verifying.isAlone(unit) { doubtedRows += count }
    }

    /// A finding as it is claimed, once all of the sheet has been looked at.
    mutating func claim(_ found: ReadFinding) throws -> FindingClaim {
        var claim = FindingClaim(found, &names, today: today)
        rounds.give(to: &claim)
        try numbers.give(to: &claim)
        claim.judge(header)
        claim.judgeVerifiersUnits(unit)
        return claim
    }

    private func unit(of actor: ActorID) -> UnitID? { office.members[actor]?.unit ?? names.unit(of: actor) }
}

/// Rows that no record could hold: they end the transaction before anything is kept.
struct OversizedRows: Error {
    var issues: [SheetIssue]
}
