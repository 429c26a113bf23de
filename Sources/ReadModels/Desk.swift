import Foundation
import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// Where an order is dealt with, inside one write transaction: looks states up, has commands decided, and collects the
/// events. A later command of the same order sees what the earlier ones led to.
///
/// A long order is appended lot by lot: what is held in memory does not grow with it (docs/decisions/0017).
package final class Desk {
    package let order: Order
    package let today: CalendarDate
    package private(set) var office: Office
    package private(set) var custody: Custody

    private let command: Identifier
    let ledger: OpenLedger
    let transaction: SQLiteStore.Transaction
    private var shelves: [(concept: ObjectIdentifier, shelf: any Shelf)] = []
    private var highest: [String: Int] = [:]
    private var expecting: [StreamName: Int] = [:]
    private var drafts: [Draft] = []
    private let first: Int
    private let writer: TableWriter
    /// When the order is recorded: its first lot says.
    private var time: Instant?
    /// What the lots before have led to; nil before the first.
    private var appended: Appended?
    private var told: (records: [Ledger.Record], counts: [String: Int]) = ([], [:])

    init(_ order: Order, _ command: Identifier, at ledger: OpenLedger, _ transaction: SQLiteStore.Transaction) throws {
        self.order = order
        self.command = command
        self.ledger = ledger
        self.transaction = transaction
        writer = TableWriter(transaction)
        today = ledger.today
        first = (try transaction.last()?.sequence ?? 0) + 1
        office = try transaction.office()
        custody = try transaction.custody()
        try Tables.catchUp(transaction, zone: ledger.identity.zone)
    }

    /// The day that the order speaks of.
    package var on: CalendarDate { order.on ?? today }

    /// The last record before this order; 0 where there is none.
    package var position: Int { first - 1 }

    private var context: Context {
        Context(
            actor: order.actor, onBehalfOf: order.onBehalfOf, on: on, today: today, reason: order.reason, office: office
        )
    }
}

// MARK: - Looking up

extension Desk {
    /// A thing as the ledger and this order have made it; nil where there is none of that name.
    package func state<C: Tabled>(_ id: C.ID, of concept: C.Type) throws -> C? {
        try shelf(of: C.self).state(id, in: transaction)
    }

    package func finding(_ number: FindingNumber) throws -> Finding? { try state(number, of: Finding.self) }
    package func round(_ id: RoundID) throws -> Round? { try state(id, of: Round.self) }

    /// The numbers among these that no finding has.
    package func unknown(_ numbers: [FindingNumber]) throws -> [FindingNumber] {
        try numbers.filter { try finding($0) == nil }
    }

    /// Those of these streams of which neither the ledger nor this order has any event.
    package func unknown(_ streams: [StreamName]) throws -> [StreamName] {
        try streams.filter { try expecting[$0] == nil && transaction.version(of: $0) == 0 }
    }

    private func shelf<C: Tabled>(of concept: C.Type) -> StateShelf<C> {
        let name = ObjectIdentifier(concept)
        for (known, shelf) in shelves where known == name {
            if let shelf = shelf as? StateShelf<C> { return shelf }
        }
        let shelf = StateShelf<C>()
        shelves.append((name, shelf))
        return shelf
    }

    package func isTaken(_ number: some SerialNumber) throws -> Bool { try unknown([number.stream]).isEmpty }

    /// The number after the highest of the year (`domain.md`: register).
    package func nextNumber<Number: SerialNumber>(in year: Int) throws -> Number {
        let prefix = "\(Number.kind)/\(year)-"
        var known = try highest[prefix] ?? max(transaction.highestOrdinal(prefix), ordinalsHere(prefix))
        // The tables say where to look, the ledger whether it is free.
        while try isTaken(Number(year: year, ordinal: known + 1)) { known += 1 }
        highest[prefix] = known
        return Number(year: year, ordinal: known + 1)
    }

    private func ordinalsHere(_ prefix: String) -> Int {
        expecting.keys.lazy.filter { $0.text.hasPrefix(prefix) }
            .compactMap { Int($0.text.dropFirst(prefix.count)) }.max() ?? 0
    }

    /// A stream that this order begins may have the highest number of its year.
    private func noteNumber(of stream: StreamName) {
        for (prefix, known) in highest where stream.text.hasPrefix(prefix) {
            highest[prefix] = max(known, Int(stream.text.dropFirst(prefix.count)) ?? 0)
        }
    }
}

// MARK: - Commands

extension Desk {
    package func office(_ command: OfficeCommand) throws {
        let event = try Office.decide(command, office, context)
        let stream = command.stream
        try collect(event, in: stream, on: on, onBehalfOf: context.onBehalfOf, reason: order.reason) {
            office.take($0, in: stream)
        }
    }

    /// Has a command decided about a thing, and takes up what it leads to.
    package func perform<C: Tabled>(_ command: C.Command, on id: C.ID, of concept: C.Type) throws {
        for event in try C.decide(command, id, try state(id, of: C.self), context) {
            try collect(event, in: id.stream, on: on, onBehalfOf: context.onBehalfOf, reason: order.reason) {
                try take($0, of: id, C.self)
            }
        }
    }

    package func round(_ id: RoundID, _ command: Round.Command) throws {
        try perform(command, on: id, of: Round.self)
    }
    package func finding(_ number: FindingNumber, _ command: Finding.Command) throws {
        try perform(command, on: number, of: Finding.self)
    }

    package func custody(_ command: CustodyCommand, in stream: StreamName) throws {
        let event = try Custody.decide(command, custody, source: ledger.identity.source, context)
        try collect(event, in: stream, on: on, onBehalfOf: context.onBehalfOf, reason: order.reason) {
            custody.take($0, in: stream)
        }
    }

    /// Commits to the heads of all streams as they stand before this order.
    func commitHeads() throws {
        let heads = try transaction.streamHeads(of: first - 1)
        try custody(
            .commit(HeadsCommitted(root: heads.root, size: heads.count)),
            in: CustodyEvent.headsStream(of: ledger.identity.id))
    }

    /// A claim of an imported sheet: an event as it is, without any rule asked.
    package func claim<C: Tabled>(
        _ event: C.Event, about id: C.ID, of concept: C.Type, on day: CalendarDate,
        onBehalfOf doer: ActorID? = nil
    ) throws {
        try collect(event, in: id.stream, on: day, onBehalfOf: doer, reason: nil) { try take($0, of: id, C.self) }
    }

    /// The opening of a ledger, or the people and units of an imported sheet.
    package func claim(_ event: OfficeEvent, in stream: StreamName, on day: CalendarDate) throws {
        try collect(event, in: stream, on: day, onBehalfOf: nil, reason: nil) {
            office.take($0, in: stream)
        }
    }

    package func claim(_ event: SheetEvent, in stream: StreamName, on day: CalendarDate) throws {
        try collect(event, in: stream, on: day, onBehalfOf: nil, reason: nil) { _ in }
    }
}

// MARK: - Collecting and appending

extension Desk {
    /// Writes the payload's bytes and takes up what they say when read back: what is evolved is what will be stored.
    private func collect<Event: DomainEvent>(
        _ event: Event, in stream: StreamName, on day: CalendarDate, onBehalfOf doer: ActorID?, reason: String?,
        taken: (Entry<Event>) throws -> Void
    ) throws {
        if drafts.count >= order.lot { try appendLot(isLast: false) }
        if expecting[stream] == nil {
            let version = try transaction.version(of: stream)
            expecting[stream] = version
            if version == 0 { noteNumber(of: stream) }
        }
        let sealer = Sealer(subject: stream, surroundings: ledger.surroundings)
        let (bytes, disclosures) = try PropertyCoder.write(event.payload, sealer: sealer)
        let sealed = order.isDryRun || disclosures.isEmpty ? [] : try seal(disclosures, of: stream)
        let draft = Draft(
            stream: stream, type: type(of: event.payload).type, occurredOn: day, actor: order.actor.text,
            onBehalfOf: doer?.text, reason: reason, data: bytes, disclosures: sealed)
        let entry = try Entry<Event>(draft, sequence: next)
        drafts.append(draft)
        try taken(entry)
    }

    /// The position that the next event gets.
    private var next: Int { (appended?.records?.upperBound ?? position) + drafts.count + 1 }

    private func seal(_ disclosures: [Disclosure], of subject: StreamName) throws -> [SealedDisclosure] {
        if ledger.keys.isUnsettled(subject) {
            try ledger.keys.locked {
                try ledger.keys.settle(subject) { try transaction.disclosures(about: subject).first }
            }
        }
        return try disclosures.map(ledger.keys.seal)
    }

    private func take<C: Tabled>(_ entry: Entry<C.Event>, of id: C.ID, _ concept: C.Type) throws {
        try shelf(of: concept).take(entry, id, in: transaction)
    }

    /// Appends what was collected and brings the read models up to date.
    func append() throws -> Outcome {
        let appended = try appendLot(isLast: true)
        let database = transaction.database
        try TextIndex.settle(in: database)
        if let last = appended.records?.upperBound { try Tables.advance(to: last, in: database) }
        return Outcome(
            records: appended.records, wasRepeated: false, isDryRun: order.isDryRun, written: told.records,
            counts: told.counts, head: appended.head, root: try transaction.root())
    }

    /// Appends what is held, and lets go of it. What it goes by from then on is the ledger, which has it.
    @discardableResult
    private func appendLot(isLast: Bool) throws -> Appended {
        let signing = StepSigning(order, custody)
        var batch = Batch(command: command, expecting: expecting, drafts: drafts)
        (batch.begun, batch.isLast) = (appended?.records?.lowerBound, isLast)
        if !signing.signsNothing { batch.sign = signing.signature }
        let now = time ?? ledger.surroundings.now()
        let appended = try transaction.append(batch, to: ledger.identity, at: now)
        for draft in drafts { told.counts[draft.type, default: 0] += 1 }
        if order.tellsRecords, let last = appended.records?.upperBound, !drafts.isEmpty {
            told.records += try transaction.records((last - drafts.count + 1)...last)
        }
        for (_, shelf) in shelves {
            try shelf.put(writer)
            shelf.clear()
        }
        drafts.removeAll(keepingCapacity: true)
        expecting.removeAll(keepingCapacity: true)
        (self.appended, time) = (appended, now)
        return appended
    }
}

extension SQLiteStore.Transaction {
    /// The highest number that a stream of this prefix has (`kind/year-`), as the tables have it; 0 where there is none.
    fileprivate func highestOrdinal(_ prefix: String) throws -> Int {
        let ranks = try String.fetchCursor(
            database.cachedStatement(sql: "SELECT rank FROM rm_span WHERE rank >= ? AND rank < ? ORDER BY rank DESC"),
            arguments: [prefix, prefix + ":"])
        // One is enough, unless streams have names like numbers that are none.
        while let rank = try ranks.next() {
            if let ordinal = Int(rank.dropFirst(prefix.count)) { return ordinal }
        }
        return 0
    }
}
