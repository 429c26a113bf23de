import Ledger
import Rectification

/// How near the deadline of something open is (`domain.md`: derived, never typed in).
package enum DueLight: String, Choice {
    /// More than `soon` days are left.
    case green
    /// Due within `soon` days, today included.
    case yellow
    /// Overdue.
    case red

    package var title: Message {
        switch self {
        case .green: Message("绿", "green")
        case .yellow: Message("黄", "yellow")
        case .red: Message("红", "red")
        }
    }

    /// The most pressing first.
    static let bySeverity: [DueLight] = [.red, .yellow, .green]

    /// In days.
    package static let soon = 15

    /// The light on a day; nil where no deadline is open.
    package init?(due deadline: CalendarDate?, on day: CalendarDate) {
        guard let deadline else { return nil }
        switch deadline.dayNumber - day.dayNumber {
        case ..<0: self = .red
        case ...DueLight.soon: self = .yellow
        default: self = .green
        }
    }
}

extension CalendarDate {
    /// How many days ago this deadline passed; 0 where it has not.
    package func daysOverdue(on day: CalendarDate) -> Int { max(0, day.dayNumber - dayNumber) }
}
