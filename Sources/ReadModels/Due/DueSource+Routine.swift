import Ledger
import LedgerSQLite
import Rectification

extension DueView {
    /// Whether the filter lets through what is no finding's: where it asks for units, owners or lights alone, and these
    /// are among them.
    fileprivate func lets(_ day: CalendarDate, units: [UnitID] = [], owner: ActorID? = nil) -> Bool {
        var rest = filter
        (rest.units, rest.owners, rest.lights) = ([], [], [])
        guard rest.isEmpty else { return false }
        return (filter.units.isEmpty || units.contains { filter.units.contains($0) })
            && (filter.owners.isEmpty || owner.map { filter.owners.contains($0) } ?? false)
            && (filter.lights.isEmpty || DueLight(due: day, on: self.day).map { filter.lights.contains($0) } ?? false)
    }
}

extension DueSource {
    /// For each duty and unit the period that runs and in which nothing was held yet. One that was missed cannot be made
    /// up for; the duties' grid has it.
    static let duties = DueSource { view in
        let states = try view.states(of: Duty.self)
        let duties = Dictionary(states.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let listing = Listing.dutyPeriods
        return try view.rows(of: listing).compactMap { row in
            guard listing.value("outcome", row).text == DutyOutcome.open.rawValue,
                let duty = listing.value("duty", row).text.flatMap({ DutyID($0) }).flatMap({ duties[$0] }),
                let unit = listing.value("unit", row).text.flatMap({ UnitID($0) }),
                let label = listing.value("period", row).text,
                let until = listing.value("until", row).text.flatMap({ CalendarDate($0) })
            else { return nil }
            return try thing(duty, unit, label, until, view)
        }
    }

    /// For each duty and unit the period after the one that runs; the first one where none has begun.
    static let comingDuties = DueSource { view in
        try view.states(of: Duty.self).filter { $0.endedOn == nil }.flatMap { duty in
            let months = duty.frequency.months ?? 1
            let next = duty.frequency.calendarStart(of: view.day).adding(months: months)
            let start = duty.from > view.day ? duty.from : next
            let end = start.adding(months: months)
            let periods = duty.frequency.periods(from: start, until: duty.until.map { min($0, end) } ?? end)
            guard let period = periods.first else { return [DueThing]() }
            return try duty.units.compactMap { try thing(duty, $0, period.label, period.until, view) }
        }
    }

    private static func thing(_ duty: Duty, _ unit: UnitID, _ label: String, _ until: CalendarDate, _ view: DueView)
        throws -> DueThing?
    {
        guard view.lets(until, units: [unit], owner: duty.owner) else { return nil }
        return DueThing(
            .duty, of: duty.id.stream, part: "\(label)/\(unit)", on: until,
            "\(duty.id) \(unit) \(label)",
            [
                DueThing.Fact("单位", "Unit", unit), DueThing.Fact("期", "Period", label),
                DueThing.Fact("频次", "How often", duty.frequency.title),
                DueThing.Fact("活动类别", "Kinds of activity", names: duty.kinds),
                DueThing.Fact("责任人", "Owner", duty.owner?.name),
            ], try view.revision(of: duty.id.stream))
    }

    /// Of each task of a plan that is open, the first period for which nothing was shown and that is over, and the next
    /// one that is not. A task that is done once has its last day, which may move; so has one for which something was shown
    /// in each period, and not all the evidence that it is to show.
    static let tasks = DueSource { view in
        let states = try view.states(of: PlanTask.self)
        let tasks = Dictionary(states.map { ($0.id.text, $0) }, uniquingKeysWith: { $1 })
        let listing = Listing.taskPeriods
        var seen: Set<String> = []
        func thing(_ task: PlanTask, _ period: String?, on until: CalendarDate) throws -> DueThing {
            DueThing(
                .task, of: task.id.stream, part: period, on: until,
                [task.id.text, task.text, period].compactMap { $0 }.joined(separator: " "),
                [
                    DueThing.Fact("责任单位", "Units", names: task.units.map(\.text)),
                    DueThing.Fact("责任人", "Owner", task.owner?.name),
                    DueThing.Fact("频次", "How often", task.frequency.title),
                    DueThing.Fact("成果与佐证", "Evidence it must show", names: task.expects),
                ], try view.revision(of: task.id.stream))
        }
        let periods = try view.rows(of: listing).compactMap { row -> DueThing? in
            guard case .none = listing.value("metOn", row), let id = listing.value("task", row).text,
                let task = tasks[id], task.isOpen,
                let until = listing.value("until", row).text.flatMap({ CalendarDate($0) }),
                seen.insert("\(until < view.day) \(id)").inserted,
                view.lets(until, units: task.units, owner: task.owner)
            else { return nil }
            return try thing(
                task, listing.value("period", row).text.flatMap { $0.isEmpty ? nil : $0 }, on: until)
        }
        let incomplete = try view.rows(of: .tasks).compactMap { row -> DueThing? in
            guard let task = Listing.tasks.value("task", row).text.flatMap({ tasks[$0] }), task.isOpen,
                Listing.tasks.value("met", row).text == Listing.tasks.value("periods", row).text,
                let until = Listing.tasks.value("due", row).text.flatMap({ CalendarDate($0) }),
                view.lets(until, units: task.units, owner: task.owner)
            else { return nil }
            return try thing(task, nil, on: until)
        }
        return periods + incomplete
    }

    /// When the regulations in force are to be looked at again.
    static let regulationReviews = DueSource { view in
        try view.states(of: Regulation.self).compactMap { regulation in
            guard let day = regulation.reviewOn, view.lets(day, units: [regulation.unit].compactMap { $0 }) else {
                return nil
            }
            return DueThing(
                .regulationReview, of: regulation.id.stream, on: day, regulation.id.text,
                [
                    DueThing.Fact("起草单位", "Unit", regulation.unit),
                    DueThing.Fact(
                        "文号", "Number", regulation.versions.last { $0.documentNumber != nil }?.documentNumber),
                    DueThing.Fact("上次复核", "Last review", regulation.reviewedOn),
                ], try view.revision(of: regulation.id.stream))
        }
    }

    /// When titles that were applied for or are held are reviewed.
    static let applicationReviews = DueSource { view in
        try view.states(of: Application.self).compactMap { application in
            guard let day = application.reviewOn, view.lets(day) else { return nil }
            return DueThing(
                .applicationReview, of: application.id.stream, on: day, application.id.text,
                [
                    DueThing.Fact("称号", "Title", application.title), DueThing.Fact("级别", "Level", application.level),
                    DueThing.Fact("状态", "Stage", application.stage.title),
                    DueThing.Fact("上次评审", "Last review", application.reviewedOn),
                ], try view.revision(of: application.id.stream))
        }
    }

    /// Answers that bodies above owe to what was reported to them.
    static let answers = DueSource { view in
        try view.states(of: Matter.self).compactMap { matter in
            guard matter.answeredOn == nil, let day = matter.due,
                view.lets(day, units: [matter.unit].compactMap { $0 })
            else { return nil }
            return DueThing(
                .answer, of: matter.id.stream, on: day, "\(matter.id) \(matter.text)",
                [
                    DueThing.Fact("报告对象", "Reported to", matter.body),
                    DueThing.Fact("报告单位", "Reported by", matter.unit),
                    DueThing.Fact("报告", "Reported on", matter.reportedOn),
                ], try view.revision(of: matter.id.stream))
        }
    }
}
