import Ledger
import Rectification

/// Something that is due on a day, from whatever part of the office: what calendars show.
package struct DueThing: Equatable, Sendable {
    /// Its word is part of the name by which calendars know the thing, and never changes.
    package enum Kind: String, Sendable {
        case deadline, review, check, duty, task, answer
        case intensivePeriod = "intensive-period"
        case progressReport = "progress-report"
        case regulationReview = "regulation-review"
        case applicationReview = "application-review"

        package var title: Message {
            switch self {
            case .deadline: Message("整改时限", "Deadline")
            case .review: Message("复核", "Review")
            case .check: Message("举一反三自查", "Check in another unit")
            case .duty: Message("经常性工作", "Recurring duty")
            case .task: Message("计划任务", "Task of the plan")
            case .answer: Message("重大事项答复", "Answer to a matter reported")
            case .intensivePeriod: Message("集中整改期届满", "End of the intensive period")
            case .progressReport: Message("整改进展报告", "Progress report")
            case .regulationReview: Message("制度复核", "Review of a regulation")
            case .applicationReview: Message("称号复核", "Review of a title")
            }
        }
    }

    /// A line of its description: what, and its value.
    package struct Fact: Equatable, Sendable {
        package var label: Message
        package var value: Message
    }

    package var kind: Kind
    /// Names it for good within the ledger: the stream, the part of it, the kind; not the day, which may be put off.
    package var name: String
    package var day: CalendarDate
    /// What it is about, in one line.
    package var subject: String
    package var facts: [Fact]
    package var revision: Revision

    /// How often, and when last, the stream that it comes from was written to.
    package struct Revision: Equatable, Sendable {
        package var version: Int
        package var time: Instant
    }

    init(
        _ kind: Kind, of stream: StreamName, part: String? = nil, on day: CalendarDate, _ subject: String,
        _ facts: [Fact?], _ revision: Revision
    ) {
        self.kind = kind
        name = [stream.text, part, kind.rawValue].compactMap { $0 }.joined(separator: "/")
        self.day = day
        self.subject = subject
        self.facts = facts.compactMap { $0 }
        self.revision = revision
    }
}

extension DueThing.Fact {
    /// Nil where there is no value.
    init?(_ zh: String, _ en: String, _ value: Message?) {
        guard let value, !value.zh.isEmpty else { return nil }
        self.init(label: Message(zh, en), value: value)
    }

    init?(_ zh: String, _ en: String, _ value: (some CustomStringConvertible)?) {
        self.init(zh, en, value.map { Message(verbatim: $0.description) })
    }

    init?(_ zh: String, _ en: String, names: [String]) {
        self.init(zh, en, Message(names.joined(separator: "、"), names.joined(separator: ", ")))
    }
}
