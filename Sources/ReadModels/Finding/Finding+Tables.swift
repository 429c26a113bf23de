import GRDB
import Ledger
import Rectification

extension Finding: Tabled {
    package static let tables = [
        Tables.finding, Tables.findingUnit, Tables.measure, Tables.measureUnit, Tables.lookBack, Tables.reopening,
        Tables.supervision, Tables.check,
    ]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(Tables.finding, row)
        for (place, unit) in units.enumerated() { try add(Tables.findingUnit, [number.text, place, unit.text]) }
        var written: Set<Int> = []
        // A measure of the same number twice, which a sheet may claim, is known by its first.
        for measure in measures where written.insert(measure.number).inserted {
            try add(Tables.measure, row(of: measure))
            for (place, unit) in units(of: measure).enumerated() {
                try add(Tables.measureUnit, [number.text, measure.number, place, unit.text])
            }
        }
        for (place, look) in lookBacks.enumerated() {
            try add(Tables.lookBack, [number.text, place, look.on, look.outcome.rawValue])
        }
        for (place, day) in reopenedOn.enumerated() {
            try add(Tables.reopening, [number.text, place, day])
        }
        for (place, issue) in supervision.issues.enumerated() {
            try add(
                Tables.supervision,
                [number.text, place, issue.level.rawValue, issue.on, issue.due])
        }
        for (place, check) in checks.enumerated() {
            try add(
                Tables.check,
                [
                    number.text, place, check.unit.text, check.askedOn, check.due,
                    check.answeredOn, check.outcome?.rawValue, check.found?.text, check.text,
                ])
        }
    }

    package var links: [Link] {
        [round.map { Link("round", $0.stream) }, mergedInto.map { Link("into", $0.stream) }].compactMap { $0 }
            + checks.compactMap { $0.found.map { Link("extended", $0.stream) } }
    }

    package static let texts: [TextField<Finding>] = [
        TextField("number", Message("编号", "number")) { $0.number.text },
        TextField("description", Message("问题", "finding")) { $0.description },
        TextField("details", Message("具体表现", "details")) { $0.details },
        TextField("goal", Message("整改目标", "goal")) { $0.goal },
        TextField("category", Message("类别", "category")) { $0.category },
        TextField("source", Message("来源", "source")) { $0.source },
        TextField("measure", Message("措施", "measure"), numbered: { $0.measures.map { ($0.number, $0.text) } }),
        TextField(
            "progress", Message("进展", "progress"),
            numbered: { finding in
                finding.measures.flatMap(\.progress).map { ($0.sequence, $0.text) }
            }),
    ]

    private var row: [any RowValue] {
        let attached = measures.reduce(evidence.count) { $0 + $1.evidence.count }
        return [
            number.text, number.year, number.ordinal, stage.rawValue, stage.isOpen, category, description, details,
            goal, source, round?.text, unit?.text, assignment.leadUnit?.text, assignment.leader?.text, owner?.text,
            feedbackOn, registeredOn, closedOn, deadline,
            due, measures.count, measures.count { $0.isDone }, attached, returns, extensions, relapses,
            closures, doubts.count, mergedInto?.text, isClaimed, isSustained,
            measures.contains { $0.isLate }, supervision.level?.rawValue, supervision.since,
            supervision.next?.rawValue,
        ]
    }

    private func row(of measure: Measure) -> [any RowValue] {
        [
            number.text, measure.number, measure.text, measure.kind.rawValue, owner(of: measure)?.text,
            measure.plannedOn, measure.originalDeadline, measure.deadline,
            measure.nextReview, measure.percent, measure.completedOn, measure.isDone,
            measure.evidence.count, measure.extensions.count, measure.requestedDeadline,
            measure.isClaimed,
        ]
    }
}

extension Finding {
    /// A measure's own units, or those that the finding is assigned to, or the one it was found in.
    func units(of measure: Measure) -> [UnitID] {
        if !measure.units.isEmpty { return measure.units }
        return assignment.units.isEmpty ? unit.map { [$0] } ?? [] : assignment.units
    }
}

extension Measure {
    /// Whether it was completed after the deadline as it stood, extensions counted.
    var isLate: Bool {
        guard let completedOn, let deadline else { return false }
        return completedOn > deadline
    }

    /// The first review date after the last review.
    var nextReview: CalendarDate? {
        let last = reviews.map(\.on).max()
        return reviewDates.filter { date in last.map { date > $0 } ?? true }.min()
    }
}

extension Tables {
    static let finding = Definition(
        "rm_finding", key: ["number"],
        """
        number TEXT NOT NULL, year INTEGER NOT NULL, ordinal INTEGER NOT NULL, stage TEXT NOT NULL, \
        is_open INTEGER NOT NULL, category TEXT NOT NULL, description TEXT NOT NULL, details TEXT, goal TEXT, \
        source TEXT, round TEXT, unit TEXT, lead_unit TEXT, leader TEXT, owner TEXT, feedback_on TEXT, \
        registered_on TEXT NOT NULL, closed_on TEXT, deadline TEXT, due TEXT, measures INTEGER NOT NULL, \
        measures_done INTEGER NOT NULL, evidence INTEGER NOT NULL, returns INTEGER NOT NULL, \
        extensions INTEGER NOT NULL, relapses INTEGER NOT NULL, closures INTEGER NOT NULL, \
        doubts INTEGER NOT NULL, merged_into TEXT, is_claimed INTEGER NOT NULL, \
        is_sustained INTEGER NOT NULL, was_late INTEGER NOT NULL, supervision TEXT, supervision_on TEXT, \
        supervision_next TEXT
        """)
    static let findingUnit = Definition(
        "rm_finding_unit", key: ["number", "place"],
        "number TEXT NOT NULL, place INTEGER NOT NULL, unit TEXT NOT NULL")
    static let measure = Definition(
        "rm_measure", key: ["number", "measure"],
        """
        number TEXT NOT NULL, measure INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL, owner TEXT, \
        planned_on TEXT NOT NULL, original_deadline TEXT, deadline TEXT, next_review TEXT, percent INTEGER, \
        completed_on TEXT, is_done INTEGER NOT NULL, evidence INTEGER NOT NULL, extensions INTEGER NOT NULL, \
        requested_deadline TEXT, is_claimed INTEGER NOT NULL
        """)
    static let measureUnit = Definition(
        "rm_measure_unit", key: ["number", "measure", "place"],
        "number TEXT NOT NULL, measure INTEGER NOT NULL, place INTEGER NOT NULL, unit TEXT NOT NULL")
    static let lookBack = Definition(
        "rm_look_back", key: ["number", "place"],
        "number TEXT NOT NULL, place INTEGER NOT NULL, looked_on TEXT NOT NULL, outcome TEXT NOT NULL")
    static let reopening = Definition(
        "rm_reopening", key: ["number", "place"],
        "number TEXT NOT NULL, place INTEGER NOT NULL, reopened_on TEXT NOT NULL")
    static let supervision = Definition(
        "rm_supervision", key: ["number", "place"],
        "number TEXT NOT NULL, place INTEGER NOT NULL, level TEXT NOT NULL, issued_on TEXT NOT NULL, due TEXT")
    static let check = Definition(
        "rm_check", key: ["number", "place"],
        """
        number TEXT NOT NULL, place INTEGER NOT NULL, unit TEXT NOT NULL, asked_on TEXT NOT NULL, due TEXT, \
        answered_on TEXT, outcome TEXT, found TEXT, text TEXT
        """)
}
