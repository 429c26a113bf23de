import Foundation
import GRDB
import Ledger
import LedgerSQLite
import Rectification

/// Where an order is dealt with, inside one write transaction: looks states up, has commands decided, and collects the
/// events. A later command of the same order sees what the earlier ones led to.
package final class Desk {
    package let order: Order
    package let today: CalendarDate
    package private(set) var office: Office
    package private(set) var custody: Custody

    private let command: Identifier
    let ledger: OpenLedger
    let transaction: SQLiteStore.Transaction
    private var findings: [FindingNumber: Finding?] = [:]
    private var rounds: [RoundID: Round?] = [:]
    private var changedFindings: Set<FindingNumber> = []
    private var changedRounds: Set<RoundID> = []
    private var highest: [Int: Int] = [:]
    private var expecting: [StreamName: Int] = [:]
    private var drafts: [Draft] = []
    private let first: Int

    init(_ order: Order, _ command: Identifier, at ledger: OpenLedger, _ transaction: SQLiteStore.Transaction) throws {
        self.order = order
        self.command = command
        self.ledger = ledger
        self.transaction = transaction
        today = ledger.today
        first = (try transaction.last()?.sequence ?? 0) + 1
        office = try transaction.office()
        custody = try transaction.custody()
        try Tables.catchUp(transaction, zone: ledger.identity.zone)
    }

    /// The day that the order speaks of.
    package var on: CalendarDate { order.on ?? today }

    private var context: Context {
        Context(
            actor: order.actor, onBehalfOf: order.onBehalfOf, on: on, today: today, reason: order.reason, office: office
        )
    }
}

// MARK: - Looking up

extension Desk {
    package func finding(_ number: FindingNumber) throws -> Finding? {
        if let known = findings[number] { return known }
        let found = try transaction.fold(number.stream, Finding.evolve)
        findings[number] = .some(found)
        return found
    }

    package func round(_ id: RoundID) throws -> Round? {
        if let known = rounds[id] { return known }
        let found = try transaction.fold(id.stream, Round.evolve)
        rounds[id] = .some(found)
        return found
    }

    package func isTaken(_ number: FindingNumber) throws -> Bool {
        try changedFindings.contains(number) || transaction.version(of: number.stream) > 0
    }

    /// The number after the highest of the year (`domain.md`: register).
    package func nextNumber(in year: Int) throws -> FindingNumber {
        let last = try highest[year] ?? max(transaction.highestOrdinal(in: year), ordinalsHere(in: year))
        highest[year] = last
        return FindingNumber(year: year, ordinal: last + 1)
    }

    private func ordinalsHere(in year: Int) -> Int {
        changedFindings.filter { $0.year == year }.map(\.ordinal).max() ?? 0
    }

    /// The findings of a round that are neither closed nor withdrawn nor merged.
    package func openFindings(of round: RoundID) throws -> [FindingNumber] {
        try Tables.openFindings(of: round, in: transaction.database)
    }
}

// MARK: - Commands

extension Desk {
    package func office(_ command: OfficeCommand) throws {
        let event = try Office.decide(command, office, context)
        try collect(event, in: command.stream, on: on, onBehalfOf: context.onBehalfOf, reason: order.reason)
    }

    package func round(_ id: RoundID, _ command: Round.Command) throws {
        for event in try Round.decide(command, id, try round(id), context) {
            try collect(event, in: id.stream, on: on, onBehalfOf: context.onBehalfOf, reason: order.reason)
        }
    }

    package func finding(_ number: FindingNumber, _ command: Finding.Command) throws {
        for event in try Finding.decide(command, on: number, try finding(number), context) {
            try collect(event, in: number.stream, on: on, onBehalfOf: context.onBehalfOf, reason: order.reason)
        }
    }

    package func custody(_ command: CustodyCommand, in stream: StreamName) throws {
        let event = try Custody.decide(command, custody, source: ledger.identity.source, context)
        try collect(event, in: stream, on: on, onBehalfOf: context.onBehalfOf, reason: order.reason)
    }

    /// Commits to the heads of all streams as they stand before this order.
    func commitHeads() throws {
        let heads = try transaction.streamHeads(of: first - 1)
        try custody(
            .commit(HeadsCommitted(root: heads.root, size: heads.count)),
            in: CustodyEvent.headsStream(of: ledger.identity.id))
    }

    /// A claim of an imported sheet, or the opening of a ledger: an event as it is, without any rule asked.
    package func claim(
        _ event: some DomainEvent, in stream: StreamName, on day: CalendarDate, onBehalfOf doer: ActorID?
    ) throws {
        try collect(event, in: stream, on: day, onBehalfOf: doer, reason: nil)
    }
}

// MARK: - Collecting and appending

extension Desk {
    /// Writes the payload's bytes and takes up what they say when read back: what is evolved is what will be stored.
    private func collect<Event: DomainEvent>(
        _ event: Event, in stream: StreamName, on day: CalendarDate, onBehalfOf doer: ActorID?, reason: String?
    ) throws {
        if expecting[stream] == nil { expecting[stream] = try transaction.version(of: stream) }
        let sealer = Sealer(subject: stream, surroundings: ledger.surroundings)
        let (bytes, disclosures) = try PropertyCoder.write(event.payload, sealer: sealer)
        let sealed = order.isDryRun || disclosures.isEmpty ? [] : try seal(disclosures, of: stream)
        let draft = Draft(
            stream: stream, type: type(of: event.payload).type, occurredOn: day, actor: order.actor.text,
            onBehalfOf: doer?.text, reason: reason, data: bytes, disclosures: sealed)
        let entry = try Entry<Event>(draft, sequence: first + drafts.count)
        drafts.append(draft)
        try take(entry, in: stream)
    }

    private func seal(_ disclosures: [Disclosure], of subject: StreamName) throws -> [SealedDisclosure] {
        if ledger.keys.isUnsettled(subject) {
            try ledger.keys.locked {
                try ledger.keys.settle(subject) { try transaction.disclosures(about: subject).first }
            }
        }
        return try disclosures.map(ledger.keys.seal)
    }

    private func take(_ entry: Entry<some DomainEvent>, in stream: StreamName) throws {
        switch entry {
        case let entry as Entry<Finding.Event>:
            guard let number = FindingNumber(String(stream.id)) else { return }
            findings[number] = .some(Finding.evolve(try finding(number), entry, in: stream))
            changedFindings.insert(number)
            if let known = highest[number.year] { highest[number.year] = max(known, number.ordinal) }
        case let entry as Entry<Round.Event>:
            guard let id = RoundID(String(stream.id)) else { return }
            rounds[id] = .some(Round.evolve(try round(id), entry, in: stream))
            changedRounds.insert(id)
        case let entry as Entry<OfficeEvent>: office = Office.evolve(office, entry, in: stream)
        case let entry as Entry<CustodyEvent>: custody = Custody.evolve(custody, entry, in: stream)
        default: break
        }
    }

    /// Appends what was collected and brings the read models up to date.
    func append() throws -> Outcome {
        let signing = StepSigning(order, custody)
        let batch = Batch(command: command, expecting: expecting, drafts: drafts, sign: signing.signature)
        let appended = try transaction.append(batch, to: ledger.identity, at: ledger.surroundings.now())
        let database = transaction.database
        for case .some(.some(let finding)) in changedFindings.sorted().map({ findings[$0] }) {
            try Tables.put(finding, in: database)
        }
        for case .some(.some(let round)) in changedRounds.sorted().map({ rounds[$0] }) {
            try Tables.put(round, in: database)
        }
        if let last = appended.records?.upperBound { try Tables.advance(to: last, in: database) }
        return Outcome(
            records: appended.records, wasRepeated: false, isDryRun: order.isDryRun, written: appended.written,
            head: appended.head, root: try transaction.root())
    }
}

extension SQLiteStore.Transaction {
    /// The highest number that a finding of the year has; 0 where there is none.
    fileprivate func highestOrdinal(in year: Int) throws -> Int {
        let prefix = "\(FindingNumber.kind)/\(year)-"
        let streams = try String.fetchCursor(
            database, sql: "SELECT stream FROM record WHERE stream >= ? AND stream < ? AND version = 1",
            arguments: [prefix, "\(FindingNumber.kind)/\(year)."])
        var highest = 0
        while let stream = try streams.next() { highest = max(highest, Int(stream.dropFirst(prefix.count)) ?? 0) }
        return highest
    }
}
