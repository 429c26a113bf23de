import Ledger
import Rectification

/// Which findings (or measures of findings) are asked for. What is empty or nil asks nothing; the rest must all hold.
package struct FindingFilter: Equatable, Sendable {
    package var numbers: [FindingNumber] = []
    package var rounds: [RoundID] = []
    /// Responsible units, one of which is among these.
    package var units: [UnitID] = []
    package var categories: [String] = []
    package var stages: [Finding.Stage] = []
    /// Who owns the finding or one of its measures.
    package var owners: [ActorID] = []
    package var sources: [String] = []
    /// Stands in the number, description, details, goal, category or source, or in the text of a measure; the letters A
    /// to Z in either case.
    package var text: String?
    /// Registered on this day or later.
    package var since: CalendarDate?
    /// Registered on this day or before.
    package var until: CalendarDate?
    package var isOpen: Bool?
    package var isOverdue: Bool?
    package var lights: [DueLight] = []

    package init() {}

    package var isEmpty: Bool { self == FindingFilter() }
}
