import Ledger
import LedgerSQLite
import Rectification

/// Where things that are due come from. This list is the one place to add another: a source that finds its things in a
/// view, and the kind of them in `DueThing.Kind`.
struct DueSource: Sendable {
    static let all: [DueSource] = [
        .deadlines, .reviews, .checks, .intensivePeriods, .progressReports, .duties, .comingDuties, .tasks,
        .regulationReviews, .applicationReviews, .answers,
    ]

    /// What is due in a view, in any order.
    var things: @Sendable (DueView) throws -> [DueThing]

    init(_ things: @escaping @Sendable (DueView) throws -> [DueThing]) { self.things = things }
}

/// The ledger as a horizon shows it, for a source to look at.
struct DueView {
    var transaction: SQLiteStore.Transaction
    var filter: FindingFilter
    var gate: Gate
    var day: CalendarDate

    /// How far a stream has come in this view.
    func revision(of stream: StreamName) throws -> DueThing.Revision {
        var revision = DueThing.Revision(version: 0, time: Instant(milliseconds: 0))
        try transaction.scan(.stream(stream)) { stored in
            let record = try stored.record()
            if gate.lets(through: record) {
                revision = DueThing.Revision(version: record.version, time: record.time)
            }
            return .more
        }
        return revision
    }

    /// The rows of a list on the day of the view.
    func rows(of listing: Listing) throws -> [ListingRow] {
        var rows: [ListingRow] = []
        try transaction.eachRow(of: listing, ListingQuery(), on: day) { rows.append($0) }
        return rows
    }

    /// Everything of a concept, in the order of its streams.
    func states<C: Concept>(of concept: C.Type) throws -> [C] { try transaction.states(of: concept, through: gate) }
}

extension OpenLedger {
    /// What is due in the findings that a filter lets through, in their rounds, and in the office's routine work where
    /// the filter asks nothing that only findings can answer; by day; what is overdue included, or alone where the
    /// filter says so.
    package func dueThings(
        _ filter: FindingFilter = .init(), _ horizon: Horizon = .now
    ) throws -> (day: CalendarDate, things: [DueThing]) {
        let gate = Gate(horizon, identity.zone)
        var all = filter
        all.isOverdue = nil
        return try view(horizon) { transaction, day in
            let view = DueView(transaction: transaction, filter: all, gate: gate, day: day)
            let things = try DueSource.all.flatMap { try $0.things(view) }.filter { thing in
                filter.isOverdue.map { (thing.day < day) == $0 } ?? true
            }
            return (day, things.sorted { ($0.day, $0.name) < ($1.day, $1.name) })
        }
    }
}

// MARK: - Sources

extension DueSource {
    /// Last days of measures that are not complete, of findings that are open.
    static let deadlines = DueSource { view in
        try view.transaction.measureRows(view.filter, on: view.day).compactMap { row in
            guard row.stage.isOpen, row.completedOn == nil, let deadline = row.deadline else { return nil }
            let extended = DueThing.Fact("待批延期至", "Extension asked until", row.requestedDeadline)
            return try thing(.deadline, of: row, on: deadline, [extended], view)
        }
    }

    /// The review dates that are still to come of sustained measures, and the first one missed; after the closure as
    /// well, since such a measure has no end.
    static let reviews = DueSource { view in
        var things: [DueThing] = []
        for row in try view.transaction.measureRows(view.filter, on: view.day) {
            guard let next = row.nextReview, ![.withdrawn, .merged].contains(row.stage) else { continue }
            let finding = try view.transaction.fold(
                row.finding.stream, where: view.gate.lets(through:), Finding.evolve)
            let dates = finding?.measure(row.number)?.reviewDates ?? []
            for date in Set(dates).sorted() where date >= next {
                things.append(try thing(.review, of: row, on: date, [], view))
            }
        }
        return things
    }

    /// What other units were asked to look for and have not answered; a unit is the one that was asked.
    static let checks = DueSource { view in
        var others = view.filter
        others.units = []
        let asked = others.isEmpty ? nil : Set(try view.transaction.findingRows(others, on: view.day).map(\.number))
        let listing = Listing.extendedChecks
        return try view.rows(of: listing).compactMap { row in
            guard case .none = listing.value("answeredOn", row),
                let day = listing.value("due", row).text.flatMap({ CalendarDate($0) }),
                let number = listing.value("number", row).text.flatMap({ FindingNumber($0) }),
                let unit = listing.value("unit", row).text.flatMap({ UnitID($0) }),
                view.filter.units.isEmpty || view.filter.units.contains(unit), asked?.contains(number) ?? true
            else { return nil }
            let description = listing.value("description", row).text ?? ""
            return DueThing(
                .check, of: number.stream, part: unit.text, on: day, "\(unit) \(number) \(description)",
                [
                    DueThing.Fact("自查单位", "Unit", unit),
                    DueThing.Fact("问题", "Finding", "\(number) \(description)"),
                    DueThing.Fact("提出", "Asked", listing.value("askedOn", row).text),
                ], try view.revision(of: number.stream))
        }
    }

    private static func thing(
        _ kind: DueThing.Kind, of row: MeasureRow, on day: CalendarDate, _ more: [DueThing.Fact?], _ view: DueView
    ) throws -> DueThing {
        // A measure is reviewed on several days, each a thing of its own; its deadline is one that may move.
        let part = "measure/\(row.number)" + (kind == .review ? "/\(day)" : "")
        let facts = [
            DueThing.Fact("问题", "Finding", "\(row.finding) \(row.description)"),
            DueThing.Fact("措施", "Measure", "\(row.number) \(row.text)"),
            DueThing.Fact("责任单位", "Units", names: row.units.map(\.text)),
            DueThing.Fact("责任人", "Owner", row.owner?.name), DueThing.Fact("轮次", "Round", row.round),
            DueThing.Fact("状态", "Stage", row.stage.title),
        ]
        return DueThing(
            kind, of: row.finding.stream, part: part, on: day, "\(row.finding)/\(row.number) \(row.text)",
            facts + more, try view.revision(of: row.finding.stream))
    }
}
