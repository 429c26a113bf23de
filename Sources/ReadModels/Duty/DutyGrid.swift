import Ledger
import Rectification

/// Recurring duties by month and unit: what was held when, what lapsed, what is due.
package struct DutyGrid: Equatable, Sendable {
    package struct Row: Equatable, Sendable {
        package var duty: DutyID
        package var frequency: Frequency
        package var unit: UnitID
        /// For each of the grid's months what there is to say of it; nil where nothing was asked.
        package var outcomes: [DutyOutcome?]
    }

    /// The day of the view.
    package var day: CalendarDate
    /// The first days of the months, without a gap.
    package var months: [CalendarDate]
    package var rows: [Row]
}

extension OpenLedger {
    /// - Parameters:
    ///   - from: in the first month; nil: January of the view's year, or the first month of which there is something to
    ///     say where that is later.
    ///   - until: in the last month; nil: that in which the last period ends that has begun.
    ///   - kinds: of activity; the duties that one of them meets, all where it is empty.
    package func dutyGrid(
        from: CalendarDate?, until: CalendarDate?, kinds: [String], units: [UnitID], _ horizon: Horizon = .now
    ) throws -> DutyGrid {
        let all = try rows(of: .dutyPeriods, horizon).compactMap(DutyPeriod.init)
        let wanted = try duties(metBy: kinds, horizon)
        let periods = all.filter { period in
            wanted.map { $0.contains(period.duty) } ?? true && (units.isEmpty || units.contains(period.unit))
        }
        return DutyGrid(periods, from: from, until: until, on: try day(of: horizon))
    }

    private func duties(metBy kinds: [String], _ horizon: Horizon) throws -> Set<DutyID>? {
        guard !kinds.isEmpty else { return nil }
        let listing = Listing.duties
        let rows = try rows(of: listing, horizon).filter { row in
            let own = listing.value("kinds", row).text?.split(separator: "\n").map(String.init) ?? []
            return own.contains { kinds.contains($0) }
        }
        return Set(rows.compactMap { listing.value("name", $0).text.flatMap { DutyID($0) } })
    }
}

/// A period of a duty and one of its units.
private struct DutyPeriod {
    var duty: DutyID
    var frequency: Frequency
    var unit: UnitID
    var from: CalendarDate
    var until: CalendarDate
    var outcome: DutyOutcome
    var metOn: CalendarDate?

    /// The day in whose month it is shown.
    var shownOn: CalendarDate { metOn ?? until }

    init?(_ row: ListingRow) {
        func text(_ name: String) -> String? { Listing.dutyPeriods.value(name, row).text }
        func day(_ name: String) -> CalendarDate? { text(name).flatMap { CalendarDate($0) } }
        guard let duty = text("duty").flatMap({ DutyID($0) }), let unit = text("unit").flatMap({ UnitID($0) }),
            let frequency = text("frequency").flatMap({ Frequency(rawValue: $0) }), let from = day("from"),
            let until = day("until"), let outcome = text("outcome").flatMap({ DutyOutcome(rawValue: $0) })
        else { return nil }
        (self.duty, self.unit, self.frequency, self.from, self.until) = (duty, unit, frequency, from, until)
        (self.outcome, metOn) = (outcome, day("metOn"))
    }
}

extension Outlook {
    /// As `OpenLedger.dutyGrid` gives it, of every duty and unit.
    package func dutyGrid(from: CalendarDate?, until: CalendarDate?) throws -> DutyGrid {
        DutyGrid(try rows(of: .dutyPeriods).compactMap(DutyPeriod.init), from: from, until: until, on: day)
    }
}

extension DutyGrid {
    fileprivate init(_ periods: [DutyPeriod], from: CalendarDate?, until: CalendarDate?, on day: CalendarDate) {
        let january = day.adding(months: 1 - day.month)
        let first = from ?? max(january, periods.map(\.shownOn).min() ?? january)
        let last = until ?? max(day, periods.filter { $0.from <= day }.map(\.until).max() ?? day)
        self.init(day: day, months: DutyGrid.months(first, last), periods)
    }

    fileprivate init(day: CalendarDate, months: [CalendarDate], _ periods: [DutyPeriod]) {
        self.init(day: day, months: months, rows: [])
        // The list comes by duty and unit already.
        for period in periods {
            if rows.last?.duty != period.duty || rows.last?.unit != period.unit {
                rows.append(
                    Row(
                        duty: period.duty, frequency: period.frequency, unit: period.unit,
                        outcomes: months.map { _ in nil }))
            }
            let month = DutyGrid.firstOfMonth(period.shownOn)
            if let place = months.firstIndex(of: month) { rows[rows.count - 1].outcomes[place] = period.outcome }
        }
    }

    fileprivate static func months(_ first: CalendarDate, _ last: CalendarDate) -> [CalendarDate] {
        var months: [CalendarDate] = []
        var month = firstOfMonth(first)
        // A hundred years are more than anyone looks at.
        while month <= last, months.count < 1_200 {
            months.append(month)
            month = month.adding(months: 1)
        }
        return months
    }

    private static func firstOfMonth(_ day: CalendarDate) -> CalendarDate { day.adding(days: 1 - day.day) }
}
