import Ledger
import Rectification

/// Which records a log shows. What is empty or nil asks nothing; the rest must all hold.
package struct LogFilter: Equatable, Sendable {
    /// Which of a record's two times `since` and `until` speak of.
    package enum Basis: Sendable { case occurred, recorded }

    package enum Order: Sendable { case newestFirst, oldestFirst }

    package var since: CalendarDate?
    package var until: CalendarDate?
    package var basis = Basis.occurred
    /// Who keyed it in, or whose step it is.
    package var actors: [ActorID] = []
    /// Types in full, or the part before `.v1`, with or without `taizhang.`: `measure.progressed`.
    package var types: [String] = []
    /// Streams in full (`finding/2020-015`), or kinds (`finding`).
    package var streams: [String] = []
    /// Only records of the findings that this lets through as they stand now; of all streams where it is empty.
    package var findings = FindingFilter()
    /// Stands in the data or the reason; the letters A to Z in either case.
    package var text: String?
    package var positions: ClosedRange<Int>?
    /// At most this many.
    package var limit: Int?
    package var order = Order.newestFirst

    package init() {}

    /// Lets through only what a horizon shows.
    package mutating func narrow(to horizon: Horizon) {
        switch horizon {
        case .now: break
        case .occurred(let day): until = min(until ?? day, day)
        case .recorded(let day):
            basis = .recorded
            until = min(until ?? day, day)
        case .position(let last): positions = 1...last
        }
    }
}
