import GRDB
import Ledger
import Rectification

extension Tables {
    /// Replaces the rows of a finding.
    package static func put(_ finding: Finding, in database: Database) throws {
        for deletion in deletions {
            try database.cachedStatement(sql: deletion).execute(arguments: [finding.number.text])
        }
        try insert(finding, in: database)
    }

    private static let deletions = [finding, findingUnit, measure, measureUnit].map { table in
        "DELETE FROM \(table.name) WHERE number = ?"
    }

    /// Replaces the row of a round.
    package static func put(_ round: Round, in database: Database) throws {
        let row: [(any DatabaseValueConvertible)?] = [
            round.id.text, round.source, round.body, round.feedbackOn?.description, round.intensiveUntil?.description,
            round.document?.name, round.openedOn.description, round.closedOn?.description, round.leftOpen.count,
            round.isClaimed,
        ]
        try insert(row, into: Tables.round, in: database)
    }

    /// Writes the rows of a finding that has none yet.
    static func insert(_ finding: Finding, in database: Database) throws {
        let number = finding.number.text
        try insert(row(of: finding), into: Tables.finding, in: database)
        for (place, unit) in finding.units.enumerated() {
            try insert([number, place, unit.text], into: Tables.findingUnit, in: database)
        }
        var written: Set<Int> = []
        // A measure of the same number twice, which a sheet may claim, is known by its first.
        for measure in finding.measures where written.insert(measure.number).inserted {
            try insert(row(of: measure, in: finding), into: Tables.measure, in: database)
            for (place, unit) in finding.units(of: measure).enumerated() {
                try insert([number, measure.number, place, unit.text], into: Tables.measureUnit, in: database)
            }
        }
    }

    private static func row(of finding: Finding) -> [(any DatabaseValueConvertible)?] {
        let evidence = finding.measures.reduce(finding.evidence.count) { $0 + $1.evidence.count }
        return [
            finding.number.text, finding.number.year, finding.number.ordinal, finding.stage.rawValue,
            finding.stage.isOpen, finding.category, finding.description, finding.details, finding.goal,
            finding.source, finding.round?.text, finding.unit?.text, finding.assignment.leadUnit?.text,
            finding.assignment.leader?.text, finding.owner?.text, finding.feedbackOn?.description,
            finding.registeredOn.description, finding.closedOn?.description, finding.deadline?.description,
            finding.due?.description, finding.measures.count, finding.measures.count { $0.isDone }, evidence,
            finding.returns, finding.extensions, finding.relapses, finding.closures, finding.doubts.count,
            finding.mergedInto?.text, finding.isClaimed,
        ]
    }

    private static func row(of measure: Measure, in finding: Finding) -> [(any DatabaseValueConvertible)?] {
        [
            finding.number.text, measure.number, measure.text, measure.kind.rawValue,
            finding.owner(of: measure)?.text, measure.plannedOn.description, measure.originalDeadline?.description,
            measure.deadline?.description, measure.nextReview?.description, measure.percent,
            measure.completedOn?.description, measure.isDone, measure.evidence.count, measure.extensions.count,
            measure.requestedDeadline?.description, measure.isClaimed,
        ]
    }

    private static func insert(
        _ row: [(any DatabaseValueConvertible)?], into table: Definition, in database: Database
    ) throws {
        try database.cachedStatement(sql: table.insertion).execute(arguments: StatementArguments(row))
    }
}

extension Finding {
    /// The earliest deadline of a measure that is to be completed still: what the light and the days overdue go by. Nil
    /// where the finding is not open.
    package var due: CalendarDate? {
        stage.isOpen ? measures.filter { !$0.isComplete }.compactMap(\.deadline).min() : nil
    }

    /// A measure's own units, or those that the finding is assigned to, or the one it was found in.
    func units(of measure: Measure) -> [UnitID] {
        if !measure.units.isEmpty { return measure.units }
        return assignment.units.isEmpty ? unit.map { [$0] } ?? [] : assignment.units
    }
}

extension Measure {
    /// The first review date after the last review.
    var nextReview: CalendarDate? {
        let last = reviews.map(\.on).max()
        return reviewDates.filter { date in last.map { date > $0 } ?? true }.min()
    }
}
