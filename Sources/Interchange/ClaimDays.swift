import Ledger

/// The days that a finding's claimed steps are dated by: the sheet's own, never one after today.
struct ClaimDays {
    /// The day of a measure's progress and completion.
    struct Work: Equatable {
        /// Where a measure's day comes from.
        enum Source { case ownText, closure, none }

        var day: CalendarDate
        var source: Source
        /// Whether the text names a day after today.
        var isFuture = false
    }

    /// The feedback as the sheet states it.
    let feedback: CalendarDate?
    /// When it was registered and assigned, and its measures planned.
    let registered: CalendarDate
    /// Whether no cell says when it was registered.
    let isUndated: Bool
    /// The closure as it is recorded; nil where the sheet states none.
    let closed: CalendarDate?
    /// Texts name days from this one on.
    private let start: CalendarDate

    init(_ finding: SheetFinding, today: CalendarDate) {
        feedback = finding.feedbackOn
        closed = finding.closedOn.map { min($0, today) }
        let others = finding.measures.compactMap(\.deadline) + [finding.closedOn].compactMap { $0 }
        let earliest = others.filter { $0 <= today }.min()
        isUndated = feedback == nil && earliest == nil
        registered = feedback.map { min($0, today) } ?? earliest ?? today
        start = feedback ?? earliest.map { $0.adding(months: -12) } ?? today.adding(months: -12)
    }

    /// The day of work on a measure: the first that its progress names from the feedback on, else the closure's, else
    /// today. A completion that names only a day before the feedback keeps that day.
    func work(on measure: SheetMeasure, today: CalendarDate) -> Work {
        let isCompleted = measure.status?.state == .completed
        guard let text = measure.progress, let day = day(in: text, isCompleted, latest: closed ?? today) else {
            return closed.map { Work(day: $0, source: .closure) } ?? Work(day: today, source: .none)
        }
        return Work(day: min(day, today), source: .ownText, isFuture: day > today)
    }

    private func day(in text: String, _ isCompleted: Bool, latest: CalendarDate) -> CalendarDate? {
        let found = SheetDate.firstDay(inText: text, onOrAfter: start)
        if let found, !isOfNextYear(found) || found.day <= latest { return found.day }
        // A day without its year that would be too late in the next one was meant in the year before the feedback.
        guard isCompleted, feedback != nil,
            let earlier = SheetDate.firstDay(inText: text, onOrAfter: start.adding(months: -12)), earlier.day < start
        else { return nil }
        return earlier.day
    }

    /// Whether the text does not say the year and the next one was taken.
    private func isOfNextYear(_ found: (day: CalendarDate, quoted: String)) -> Bool {
        found.day.year > start.year && !found.quoted.unicodeScalars.contains("年")
    }
}
