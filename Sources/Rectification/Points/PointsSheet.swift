import Ledger

/// The points of all members in a quarter, with what each comes from.
package struct PointsSheet: Equatable, Sendable {
    package var quarter: QuarterID
    /// By member.
    package var rows: [MemberPoints]
    /// What the rules count and could not be given to a member.
    package var unattributed: [Unattributed]

    package func row(_ member: MemberCode) -> MemberPoints? { rows.first { $0.member == member } }
}

package struct MemberPoints: Equatable, Sendable {
    package var member: MemberCode
    /// At the end of the quarter.
    package var placing: Placing
    /// In the order of the rules; those of which nothing is counted are left out.
    package var items: [ItemPoints]
    /// Entered by hand, on no item.
    package var beside: [Points.Adjustment]
    package var total: Int

    package var added: Int { items.reduce(0) { $0 + max(0, $1.points) } }
    package var deducted: Int { items.reduce(0) { $0 + min(0, $1.points) } }
    package var adjusted: Int { beside.reduce(0) { $0 + ($1.points ?? 0) } }
}

package struct ItemPoints: Equatable, Sendable {
    package var rule: PointRule
    package var count: Int
    /// Without the cap.
    package var raw: Int
    /// Of an item by the year: what the year's other quarters have of its cap, those before it and those closed.
    package var before: Int
    package var points: Int
    package var sources: [PointsSource]
    package var adjustments: [Points.Adjustment]
}

/// Where a point comes from.
package struct PointsSource: Hashable, Sendable, Comparable {
    package var stream: StreamName
    package var part: Int?
    package var on: CalendarDate

    package init(stream: StreamName, part: Int?, on day: CalendarDate) {
        self.stream = stream
        self.part = part
        on = day
    }

    init(_ happening: Happening) {
        self.init(stream: happening.source, part: happening.part, on: happening.on)
    }

    /// `finding/2020-015 #2` for a measure.
    package var text: String { stream.text + (part.map { " #\($0)" } ?? "") }

    package static func < (left: PointsSource, right: PointsSource) -> Bool {
        if left.on != right.on { return left.on < right.on }
        if left.stream != right.stream {
            return left.stream.text.utf8.lexicographicallyPrecedes(right.stream.text.utf8)
        }
        return (left.part ?? 0) < (right.part ?? 0)
    }
}

/// What an item counts, and nobody could be given: never guessed, always told.
package struct Unattributed: Hashable, Sendable, Comparable {
    package enum Why: Error, Hashable, Sendable {
        /// Nobody of that post or code was a member that day.
        case nobody(String)
        /// Several held a post of that name.
        case several(String, [MemberCode])
        /// So many took part, without names.
        case unnamed(Int)

        package var message: Message {
            switch self {
            case .nobody(let name):
                Message("当日没有党员任“\(name)”", "no member was “\(name)” that day")
            case .several(let name, let members):
                Message(
                    "“\(name)”当日有 \(members.count) 人：\(members.map(\.text).joined(separator: "、"))",
                    "\(members.count) were “\(name)” that day: \(members.map(\.text).joined(separator: ", "))")
            case .unnamed(let count):
                Message("只有人数（\(count) 人），没有名单", "\(count) took part, none is named")
            }
        }
    }

    package var item: String
    package var source: PointsSource
    package var because: Why

    package static func < (left: Unattributed, right: Unattributed) -> Bool {
        if left.source != right.source { return left.source < right.source }
        if left.item != right.item { return left.item.utf8.lexicographicallyPrecedes(right.item.utf8) }
        return left.because.message.en.utf8.lexicographicallyPrecedes(right.because.message.en.utf8)
    }

    /// The member that something is counted for.
    static func attribute(_ happening: Happening, _ roster: Roster) -> Result<MemberCode, Why> {
        switch happening.doer {
        case .member(let code):
            roster.members[code]?.placing(on: happening.on) == nil ? .failure(.nobody(code.text)) : .success(code)
        case .post(let actor):
            switch roster.holder(of: actor, on: happening.on) {
            case .member(let code): .success(code)
            case .several(let codes): .failure(.several(actor.name, codes))
            case .nobody: .failure(.nobody(actor.name))
            }
        case .unnamed(let count): .failure(.unnamed(count))
        }
    }
}
