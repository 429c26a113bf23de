import Ledger
import Rectification

/// A record as lists of steps show it.
package struct LogRow: Equatable, Sendable {
    package var record: Record
    /// The record's hash as the store holds it; nil where it is no SHA-256.
    package var hash: Digest?

    /// What its type says (`EventCatalogue`); the bare type where this program does not know it. Looked up when it is asked
    /// for: the first who asks makes the catalogue of all types.
    package var title: Message { EventCatalogue.payload(named: type)?.about ?? Message(verbatim: type) }
    /// Whether an imported sheet claims it: nobody recorded it when it happened.
    package var isClaimed: Bool { record.isClaim }
    package var sequence: Int { record.sequence }
    package var stream: StreamName { record.stream }
    package var type: String { record.type }
    package var occurredOn: CalendarDate { record.occurredOn }
    package var time: Instant { record.time }
    /// Who keyed it in.
    package var actor: String { record.actor }
    /// Whose step it is.
    package var doer: String { record.onBehalfOf ?? record.actor }
    package var reason: String? { record.reason }
}

extension LogRow {
    init(_ stored: StoredRecord, _ record: Record) {
        self.init(record: record, hash: Digest(stored.hash))
    }
}

/// A step of one finding, with the finding before and after it.
package struct HistoryRow: Equatable, Sendable {
    package var log: LogRow
    /// Nil where this program does not know the type of event.
    package var entry: Entry<Finding.Event>?
    /// Nil before the registration.
    package var before: Finding?
    package var after: Finding?

    package var record: Record { log.record }
    package var hash: Digest? { log.hash }
    package var title: Message { log.title }
    package var isClaimed: Bool { log.isClaimed }
    package var sequence: Int { log.sequence }
    package var occurredOn: CalendarDate { log.occurredOn }
    package var time: Instant { log.time }
    package var actor: String { log.actor }
    package var doer: String { log.doer }
    package var reason: String? { log.reason }
    /// What the step changed.
    package var changes: [Change] { Change.between(before, after) }
}
