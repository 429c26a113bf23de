import Ledger
import Rectification

/// A finding as lists show it, on a day.
package struct FindingRow: Equatable, Sendable {
    package var number: FindingNumber
    package var stage: Finding.Stage
    /// Nil where it is not open, or no measure that is to be completed has a deadline.
    package var light: DueLight?
    package var description: String
    package var category: String
    package var source: String?
    package var round: RoundID?
    /// The responsible units, those of single measures included.
    package var units: [UnitID]
    package var leadUnit: UnitID?
    package var owner: ActorID?
    package var leader: ActorID?
    /// The day it is due next; the last of all where everything is complete (`Finding.deadline`).
    package var deadline: CalendarDate?
    /// Days since the earliest deadline that passed without completion; 0 where none did.
    package var overdueDays: Int
    package var registeredOn: CalendarDate
    package var closedOn: CalendarDate?
    package var measures: Int
    package var measuresDone: Int
    /// Pieces of evidence, those of the measures included.
    package var evidence: Int
    package var returns: Int
    package var extensions: Int
    package var relapses: Int
    package var doubts: Int
    package var isClaimed: Bool
    /// Days since it was registered; up to its closure where it is closed.
    package var age: Int
    /// The level of supervision in force.
    package var supervision: Supervision.Level?
    /// The level that comes next, should it be overdue for long enough.
    package var nextSupervision: Supervision.Level?
}
