import Ledger
import Rectification

/// A measure as lists show it, on a day, with what a list needs of its finding.
package struct MeasureRow: Equatable, Sendable {
    package var finding: FindingNumber
    package var stage: Finding.Stage
    package var description: String
    package var category: String
    package var round: RoundID?
    /// From 1, within its finding.
    package var number: Int
    package var text: String
    package var kind: Measure.Kind
    package var light: DueLight?
    /// Its own, or its finding's.
    package var owner: ActorID?
    /// Its own, or its finding's.
    package var units: [UnitID]
    package var plannedOn: CalendarDate
    package var originalDeadline: CalendarDate?
    package var deadline: CalendarDate?
    /// Days since its deadline passed without completion; 0 where it did not.
    package var overdueDays: Int
    /// The first review date after the last review; nil where none is left.
    package var nextReview: CalendarDate?
    package var percent: Int?
    package var completedOn: CalendarDate?
    package var isDone: Bool
    package var evidence: Int
    package var extensions: Int
    /// The later deadline that was asked for and not yet decided.
    package var requestedDeadline: CalendarDate?
    package var isClaimed: Bool
}
