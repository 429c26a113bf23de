import Ledger
import Rectification

/// An event in words: a short title, and what it says, as lists of steps show it.
///
/// The words may be anybody's and are not escaped: tables and `shown` do that.
struct EventPhrase: Sendable, Equatable {
    var title: Message
    /// The most telling first.
    var parts: [Message]

    /// Parts that are nil or empty say nothing and are left out.
    init(_ title: Message, _ parts: [Message?] = []) {
        self.title = title
        self.parts = parts.compactMap { $0 }.filter { !$0.zh.isEmpty }
    }

    /// What a record says, and why. The bare type where this program does not know it or cannot read the payload:
    /// `verify` is the one to complain.
    ///
    /// - Parameter entry: what it is known to hold, where it was read before.
    init(_ record: Record, _ entry: Entry<Finding.Event>? = nil) {
        let phrase = entry.map { EventPhrase($0.event) } ?? EventPhrase.read(record)
        self = phrase ?? EventPhrase(Message(verbatim: record.type))
        parts += [Message.labelled("理由", "reason", record.reason)].compactMap { $0 }
    }

    private static func read(_ record: Record) -> EventPhrase? {
        if let entry = try? Finding.Event.entry(in: record) { return EventPhrase(entry.event) }
        if let entry = try? Round.Event.entry(in: record), let phrase = EventPhrase(entry.event) { return phrase }
        if let entry = try? OfficeEvent.entry(in: record) { return EventPhrase(entry.event) }
        if let entry = try? SheetEvent.entry(in: record) { return EventPhrase(entry.event) }
        if let entry = try? CustodyEvent.entry(in: record) { return EventPhrase(entry.event) }
        return EventPhrase(describing: record)
    }
}

extension Message {
    /// `标签：值`, `label: value`; nil where there is no value.
    static func labelled(_ zh: String, _ en: String, _ value: Message?) -> Message? {
        guard let value, !value.zh.isEmpty else { return nil }
        return Message("\(zh)：\(value.zh)", "\(en): \(value.en)")
    }

    static func labelled(_ zh: String, _ en: String, _ value: String?) -> Message? {
        labelled(zh, en, value.map(Message.init(verbatim:)))
    }

    /// `3 件`, `3 files`; nil for none.
    static func count(_ number: Int, _ zh: String, _ one: String, _ many: String) -> Message? {
        number == 0 ? nil : Message("\(number) \(zh)", "\(number) \(number == 1 ? one : many)")
    }
}
