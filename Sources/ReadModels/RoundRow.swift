import Ledger
import Rectification

/// A round as lists show it, on a day.
package struct RoundRow: Equatable, Sendable {
    package var id: RoundID
    package var source: String
    /// The body that inspected.
    package var body: String?
    package var feedbackOn: CalendarDate?
    package var intensiveUntil: CalendarDate?
    /// The name of the feedback document.
    package var document: String?
    package var openedOn: CalendarDate
    package var closedOn: CalendarDate?
    /// How many findings stayed open when it was closed.
    package var leftOpen: Int
    package var isClaimed: Bool
    package var statistics: Statistics
}
