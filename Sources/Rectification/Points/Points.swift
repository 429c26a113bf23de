import Ledger

/// Members' points of a quarter: a projection of a version of the rules over what happened, with what was entered by
/// hand. Pure; the order of what happened makes no difference.
package enum Points {
    /// The highest value that a rule or an adjustment may have.
    package static let most = 1_000

    /// Points entered by hand, with reason and approver.
    package struct Adjustment: Equatable, Sendable {
        package var member: MemberCode
        package var quarter: QuarterID
        /// Of the rules; nil: beside them, and beside their caps.
        package var item: String?
        /// How many times the item happened; with an item only.
        package var times: Int?
        package var points: Int?
        package var reason: String?
        /// The position of its record.
        package var sequence: Int

        package init(
            _ member: MemberCode, in quarter: QuarterID, item: String? = nil, times: Int? = nil, points: Int? = nil,
            reason: String? = nil, sequence: Int = 0
        ) {
            self.member = member
            self.quarter = quarter
            self.item = item
            self.times = times
            self.points = points
            self.reason = reason
            self.sequence = sequence
        }
    }

    /// Computes a quarter.
    ///
    /// - An item brings its value for each time that it counts, at most its cap in its period. Of an item by the year
    ///   a quarter has what the year has at its end, less what it had before the quarter. What a quarter was closed with
    ///   stays as it was: what came to light of it later counts nowhere, and what a later one was closed with is gone
    ///   from the cap.
    /// - The base is for those who were members on the quarter's first day.
    /// - A total is not below the rules' floor.
    ///
    /// - Parameters:
    ///   - happenings: of the year up to the quarter's end; what is outside the item's period is not counted.
    ///   - adjustments: of the year up to the quarter; those on items that the rules do not have stand beside them.
    ///   - closed: the sheets that other quarters of the year were closed with.
    package static func compute(
        _ rules: PointRules.Version, _ happenings: [Happening], _ adjustments: [Adjustment], _ roster: Roster,
        in quarter: QuarterID, closed: [PointsSheet] = []
    ) -> PointsSheet {
        var tally = Tally(rules, quarter, closed)
        for happening in happenings where happening.on <= quarter.last { tally.take(happening, roster) }
        var rows: [MemberPoints] = []
        for member in roster.members(between: quarter.first, and: quarter.last) {
            rows.append(tally.points(of: member, adjustments.filter { $0.member == member.id }))
        }
        return PointsSheet(quarter: quarter, rows: rows, unattributed: tally.unattributed.sorted())
    }
}

/// What counts for whom.
private struct Tally {
    private struct Key: Hashable {
        var member: MemberCode
        var item: String
    }

    let rules: PointRules.Version
    let quarter: QuarterID
    /// What other quarters of the year were closed with.
    let closed: [PointsSheet]
    private var counted: [Key: Set<PointsSource>] = [:]
    /// Who held which activity.
    private var held: [MemberCode: Set<PointsSource>] = [:]
    private(set) var unattributed: Set<Unattributed> = []

    init(_ rules: PointRules.Version, _ quarter: QuarterID, _ closed: [PointsSheet]) {
        self.rules = rules
        self.quarter = quarter
        self.closed = closed
    }

    mutating func take(_ happening: Happening, _ roster: Roster) {
        let rules = rules.rules.filter { $0.counts(happening) && $0.covers(happening.on, quarter) }
        let source = PointsSource(happening)
        switch Unattributed.attribute(happening, roster) {
        case .success(let member):
            if happening.what == .hosted { held[member, default: []].insert(source) }
            for rule in rules { counted[Key(member: member, item: rule.item), default: []].insert(source) }
        case .failure(let why):
            guard quarter.contains(happening.on) else { return }
            for rule in rules { unattributed.insert(Unattributed(item: rule.item, source: source, because: why)) }
        }
    }

    func points(of member: Member, _ adjustments: [Points.Adjustment]) -> MemberPoints {
        let items = rules.rules.compactMap { rule in
            item(rule, member, adjustments.filter { $0.item == rule.item })
        }
        let beside = adjustments.filter { adjustment in
            adjustment.quarter == quarter && !rules.rules.contains { $0.item == adjustment.item }
        }
        let sum = items.reduce(0) { $0 + $1.points } + beside.reduce(0) { $0 + ($1.points ?? 0) }
        return MemberPoints(
            member: member.id, placing: member.placing(on: quarter.last) ?? member.placing, items: items,
            beside: beside, total: max(rules.floor, sum))
    }

    /// Nil where nothing of the item is counted in the quarter.
    private func item(_ rule: PointRule, _ member: Member, _ adjustments: [Points.Adjustment]) -> ItemPoints? {
        let sources = sources(of: rule, member)
        let here = sources.filter { quarter.contains($0.on) }
        let hereAdjusted = adjustments.filter { $0.quarter == quarter }
        guard !here.isEmpty || !hereAdjusted.isEmpty else { return nil }
        let raw = rule.raw(here.count, hereAdjusted)
        var (closed, earlier) = (0, 0)
        if rule.period == .year {
            closed = closedPoints(of: rule, member.id)
            let open = sources.count { $0.on < quarter.first && !isClosed(QuarterID(containing: $0.on)) }
            let openAdjusted = adjustments.filter {
                $0.quarter < quarter && $0.quarter.year == quarter.year && !isClosed($0.quarter)
            }
            earlier = rule.raw(open, openAdjusted)
        }
        let before = rule.points(closed + earlier, given: closed)
        return ItemPoints(
            rule: rule, count: hereAdjusted.reduce(here.count) { $0 + ($1.times ?? 0) }, raw: raw, before: before,
            points: rule.points(closed + earlier + raw, given: closed) - before, sources: here.sorted(),
            adjustments: hereAdjusted)
    }

    private func isClosed(_ quarter: QuarterID) -> Bool { closed.contains { $0.quarter == quarter } }

    /// What the closed quarters have of an item by the year, under whatever rules each was closed.
    private func closedPoints(of rule: PointRule, _ member: MemberCode) -> Int {
        closed.reduce(0) { sum, sheet in
            let item = sheet.row(member)?.items.first { $0.rule.item == rule.item && $0.rule.sign == rule.sign }
            return sum + (item?.points ?? 0)
        }
    }

    private func sources(of rule: PointRule, _ member: Member) -> Set<PointsSource> {
        switch rule.counts {
        case .base:
            member.placing(on: quarter.first) == nil
                ? [] : [PointsSource(stream: member.id.stream, part: nil, on: quarter.first)]
        case .audience:
            (counted[Key(member: member.id, item: rule.item)] ?? []).subtracting(held[member.id] ?? [])
        default: counted[Key(member: member.id, item: rule.item)] ?? []
        }
    }
}

extension PointRule {
    /// Whether a day is in the period that the quarter's points are counted over.
    fileprivate func covers(_ day: CalendarDate, _ quarter: QuarterID) -> Bool {
        (period == .quarter ? quarter.first : quarter.firstOfYear) <= day && day <= quarter.last
    }

    fileprivate func raw(_ count: Int, _ adjustments: [Points.Adjustment]) -> Int {
        adjustments.reduce(count * worth) { $0 + ($1.times ?? 0) * worth + ($1.points ?? 0) }
    }
}
