import Ledger
import ReadModels
import Rectification

/// What is due, as a calendar that Outlook, WPS and phones show (RFC 5545, with the properties of RFC 7986).
///
/// All-day events: that is what every client shows on the day; tasks (VTODO) most phones leave out. They take no time
/// (TRANSPARENT), since a deadline is no meeting. The same ledger on the same day gives the same bytes: every time in it
/// is a record's.
package struct DueCalendar: Sendable {
    /// The ledger's own name.
    package var name: String
    package var identity: LedgerIdentity
    /// The day of the view: what was due before it is overdue.
    package var day: CalendarDate
    package var things: [DueThing]
    /// How many days before it is due each thing is called to mind, at nine in the morning.
    package var reminders: [Int]
    package var language: Language

    package init(
        name: String, identity: LedgerIdentity, day: CalendarDate, things: [DueThing], reminders: [Int],
        language: Language
    ) {
        self.name = name
        self.identity = identity
        self.day = day
        self.things = things
        self.reminders = reminders
        self.language = language
    }

    package var bytes: [UInt8] { lines.flatMap(\.folded) }

    private var lines: [CalendarLine] {
        head + (things.isEmpty ? DueCalendar.nothing : things.flatMap(event)) + [CalendarLine("END", "VCALENDAR")]
    }

    private var head: [CalendarLine] {
        let title = Message("\(name)：时限与复核", "\(name): deadlines and reviews").text(language)
        let modified = things.map(\.revision.time).max()
        return [
            CalendarLine("BEGIN", "VCALENDAR"), CalendarLine("VERSION", "2.0"),
            CalendarLine("PRODID", "-//taizhang//taizhang//\(language.rawValue.uppercased())"),
            CalendarLine("CALSCALE", "GREGORIAN"),
            CalendarLine("UID", Identifier(named: "calendar", in: identity.id).text),
            // Before RFC 7986 there was no property for it, and some clients know the old one alone.
            CalendarLine("NAME", text: title), CalendarLine("X-WR-CALNAME", text: title),
        ] + (modified.map { [CalendarLine("LAST-MODIFIED", DueCalendar.utc($0))] } ?? []) + [
            CalendarLine("REFRESH-INTERVAL;VALUE=DURATION", "P1D"), CalendarLine("X-PUBLISHED-TTL", "P1D"),
        ]
    }

    private func event(_ thing: DueThing) -> [CalendarLine] {
        let isOverdue = thing.day < day
        let title = thing.kind.title + Message("：\(thing.subject)", ": \(thing.subject)")
        let summary = (isOverdue ? Message("【逾期】", "[overdue] ") : Message("", "")) + title
        let facts = thing.facts.map { ($0.label + Message("：", ": ") + $0.value).text(language) }
        let time = DueCalendar.utc(thing.revision.time)
        return [
            CalendarLine("BEGIN", "VEVENT"), CalendarLine("UID", Identifier(named: thing.name, in: identity.id).text),
            // Without a METHOD it says when this state of the event was made (§3.8.7.2).
            CalendarLine("DTSTAMP", time), CalendarLine("LAST-MODIFIED", time),
            CalendarLine("SEQUENCE", String(thing.revision.version)),
            CalendarLine("DTSTART;VALUE=DATE", DueCalendar.date(thing.day)),
            CalendarLine("DTEND;VALUE=DATE", DueCalendar.date(thing.day.adding(days: 1))),
            CalendarLine("SUMMARY", text: summary.text(language)),
            CalendarLine("DESCRIPTION", text: facts.joined(separator: "\n")),
            CalendarLine("CATEGORIES", texts: [thing.kind.title.text(language)]),
            CalendarLine("COLOR", DueCalendar.colour(of: thing, on: day)), CalendarLine("TRANSP", "TRANSPARENT"),
        ] + (isOverdue ? [] : Set(reminders).sorted(by: >).flatMap { alarm($0, summary) }) + [
            CalendarLine("END", "VEVENT")
        ]
    }

    /// The day begins at midnight, people at nine.
    private func alarm(_ days: Int, _ summary: Message) -> [CalendarLine] {
        let trigger = days == 0 ? "PT9H" : "-P" + (days == 1 ? "" : "\(days - 1)D") + "T15H"
        return [
            CalendarLine("BEGIN", "VALARM"), CalendarLine("ACTION", "DISPLAY"),
            CalendarLine("DESCRIPTION", text: summary.text(language)), CalendarLine("TRIGGER", trigger),
            CalendarLine("END", "VALARM"),
        ]
    }

    /// A calendar must have a component (§3.6), also where nothing is due: a definition of UTC says nothing and is exact.
    private static let nothing = [
        CalendarLine("BEGIN", "VTIMEZONE"), CalendarLine("TZID", "UTC"), CalendarLine("BEGIN", "STANDARD"),
        CalendarLine("DTSTART", "19700101T000000"), CalendarLine("TZOFFSETFROM", "+0000"),
        CalendarLine("TZOFFSETTO", "+0000"), CalendarLine("END", "STANDARD"), CalendarLine("END", "VTIMEZONE"),
    ]

    /// The light, in the colours of CSS (RFC 7986 §5.9).
    private static func colour(of thing: DueThing, on day: CalendarDate) -> String {
        switch DueLight(due: thing.day, on: day) {
        case .red: "red"
        case .yellow: "gold"
        case .green, nil: "green"
        }
    }

    private static func date(_ day: CalendarDate) -> String { day.description.replacing("-", with: "") }

    /// To the second: `20201008T011203Z`.
    private static func utc(_ time: Instant) -> String {
        time.description.prefix(19).replacing("-", with: "").replacing(":", with: "") + "Z"
    }
}
