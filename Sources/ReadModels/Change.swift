import Ledger
import Rectification

/// What of a finding differs between two moments.
package struct Change: Equatable, Sendable {
    /// Names the field, in every language the same: `stage`, `measure.2.deadline`.
    package var field: String
    package var label: Message
    /// Nil where there was none.
    package var old: Message?
    /// Nil where there is none any more.
    package var new: Message?
}
