import Ledger
import Rectification

/// What a thing is about, in one line, and the day that it is known by: how it stands where many kinds stand together.
package struct Headline: Equatable, Sendable {
    /// Nil where its name says it all.
    package var title: String?
    package var day: CalendarDate?

    package init(_ title: String? = nil, on day: CalendarDate? = nil) {
        self.title = title
        self.day = day
    }
}

extension Finding { package var headline: Headline { Headline(description, on: registeredOn) } }
extension Round { package var headline: Headline { Headline(source, on: feedbackOn ?? openedOn) } }
extension Regulation { package var headline: Headline { Headline(on: adoptedOn ?? draftedOn) } }
