/// Why something could not be done: a stable code, what was found, and what to do, for people.
///
/// `kind` decides the exit code (`ux.md`: exit code), `code` is what scripts match on and never changes.
package struct Fault: Error, Equatable, Sendable {
    /// What sort of failure this is; the raw value is the process's exit code (after `sysexits.h`).
    package enum Kind: Int32, Sendable, CaseIterable {
        case checkFailed = 1
        case refused = 2
        case usage = 64
        case badData = 65
        case notFound = 66
        case cannotWrite = 73
        case inputOutput = 74
        case busy = 75
        case notPermitted = 77
    }

    package var code: String
    package var kind: Kind
    /// What was expected and did not hold.
    package var message: Message
    /// What stands: the state as it was found.
    package var state: Message?
    /// What could be done instead.
    package var remedy: Message?

    /// Where it stands in what was typed.
    package var place: Place?

    /// A part of a line that a person typed.
    package struct Place: Equatable, Sendable {
        package var text: String
        /// Among the text's Unicode scalars; may reach one past its end.
        package var range: Range<Int>

        package init(text: String, range: Range<Int>) {
            self.text = text
            self.range = range
        }
    }

    package init(_ code: String, _ kind: Kind, _ message: Message, state: Message? = nil, remedy: Message? = nil) {
        self.code = code
        self.kind = kind
        self.message = message
        self.state = state
        self.remedy = remedy
    }
}
