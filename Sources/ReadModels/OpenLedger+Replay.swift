import Ledger
import LedgerSQLite
import Rectification

extension OpenLedger {
    /// The findings that a filter lets through as they stand now, from their first record to today: a frame a step.
    ///
    /// A frame is the view as of its last day, whatever the order in which things were recorded.
    package func replay(_ filter: FindingFilter = .init(), step: ReplayStep) throws -> [ReplayFrame] {
        var frames: [ReplayFrame] = []
        try replay(filter, step: step) { frame in
            frames.append(frame)
            return .more
        }
        return frames
    }

    /// One frame after the other, until the body says stop. The body may not ask the ledger anything.
    package func replay(
        _ filter: FindingFilter, step: ReplayStep, _ body: (ReplayFrame) throws -> Scan
    ) throws {
        try view(.now) { transaction, today in
            let numbers = filter.isEmpty ? nil : try transaction.findingRows(filter, on: today).map(\.number)
            var replay = try Replay(transaction, of: numbers)
            try replay.run(step, until: today, body)
        }
    }

    /// Every step of one finding by the day that it happened on, with the finding before and after it as of that day.
    package func replay(of number: FindingNumber) throws -> [HistoryRow] {
        try store.read { transaction in
            var replay = try Replay(transaction, of: [number])
            return try replay.rows()
        }
    }
}

/// A pass forward through the records of some findings in the order in which things happened.
private struct Replay {
    private let transaction: SQLiteStore.Transaction
    private var places: [Place] = []
    private var states: [StreamName: State] = [:]

    /// A record's place in the order of happening.
    private struct Place: Comparable {
        var day: CalendarDate
        var sequence: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.day, left.sequence) < (right.day, right.sequence)
        }
    }

    private struct State {
        var finding: Finding?
        /// The last position that it is folded from.
        var sequence = 0
    }

    /// - Parameter numbers: the findings; nil: all.
    init(_ transaction: SQLiteStore.Transaction, of numbers: [FindingNumber]?) throws {
        self.transaction = transaction
        var places: [Place] = []
        let note: (StoredRecord) throws -> Scan = { stored in
            let record = try stored.record()
            places.append(Place(day: record.occurredOn, sequence: record.sequence))
            return .more
        }
        if let numbers {
            for number in numbers { try transaction.scan(.stream(number.stream), note) }
        } else {
            try transaction.scan(.kind(FindingNumber.kind), note)
        }
        self.places = places.sorted()
    }

    mutating func run(
        _ step: ReplayStep, until today: CalendarDate, _ body: (ReplayFrame) throws -> Scan
    ) throws {
        guard var from = places.first?.day else { return }
        var next = 0
        while from <= today {
            let date = min(step.end(of: from), today)
            var happenings: [ReplayFrame.Happening] = []
            while next < places.count, places[next].day <= date {
                if let happening = ReplayFrame.Happening(try take(places[next])) { happenings.append(happening) }
                next += 1
            }
            var statistics = Statistics()
            for case let finding? in states.values.map(\.finding) { statistics.add(Tally(finding, on: date)) }
            let frame = ReplayFrame(from: from, date: date, statistics: statistics, happenings: happenings)
            guard try body(frame) == .more else { return }
            from = date.adding(days: 1)
        }
    }

    mutating func rows() throws -> [HistoryRow] {
        try places.compactMap { try take($0) }
    }

    /// The step at a place, and the finding before and after it.
    private mutating func take(_ place: Place) throws -> HistoryRow? {
        guard let stored = try transaction.stored(at: place.sequence), let stream = StreamName(stored.stream) else {
            return nil
        }
        let record = try stored.record()
        let entry = try stored.entry(Finding.Event.self, record)
        let before = states[stream, default: State()]
        var after = before
        if let entry, stored.sequence > before.sequence {
            after.finding = Finding.evolve(before.finding, entry, in: stream)
            after.sequence = stored.sequence
        } else if entry != nil {
            // Recorded before something that happened earlier: a state is folded in ledger order, from the start.
            after.finding = try transaction.fold(
                stream, where: { Place(day: $0.occurredOn, sequence: $0.sequence) <= place }, Finding.evolve)
        }
        states[stream] = after
        return HistoryRow(log: LogRow(stored, record), entry: entry, before: before.finding, after: after.finding)
    }
}

extension ReplayFrame.Happening {
    fileprivate init?(_ row: HistoryRow?) {
        guard let row, let number = FindingNumber(String(row.record.stream.id)) else { return nil }
        self.init(
            sequence: row.sequence, occurredOn: row.occurredOn, number: number, type: row.record.type,
            title: row.title, before: row.before?.stage, after: row.after?.stage)
    }
}
