import Ledger

/// When a category is a common problem (`domain.md`: derived): found in several units, or again within some months.
package enum CommonRule: String, Choice {
    case units, again

    package var title: Message {
        switch self {
        case .units: Message("多个单位", "several units")
        case .again: Message("再次发现", "recurring")
        }
    }

    /// That a category was found somewhere: a finding was registered, or one that was closed came back.
    package struct Sighting: Equatable, Sendable {
        package var finding: FindingNumber
        package var on: CalendarDate
        /// The unit that it was found in, or those that answer for it.
        package var units: [UnitID]
        /// The round that found it; nil where it came back, which is an occasion of its own.
        package var round: RoundID?
        package var isReopening: Bool

        package init(
            _ finding: FindingNumber, on day: CalendarDate, units: [UnitID], round: RoundID?, isReopening: Bool = false
        ) {
            self.finding = finding
            on = day
            self.units = units
            self.round = round
            self.isReopening = isReopening
        }

        /// What one inspection finds several times is not found again.
        fileprivate func isOtherOccasion(than other: Sighting) -> Bool {
            isReopening || other.isReopening || round != other.round
        }
    }

    /// The rules that a category's sightings meet.
    package static func met(by sightings: [Sighting], _ thresholds: Thresholds) -> Set<CommonRule> {
        var met: Set<CommonRule> = []
        if Set(sightings.flatMap(\.units)).count >= thresholds.commonUnits { met.insert(.units) }
        let ordered = sightings.sorted { ($0.on, $0.finding) < ($1.on, $1.finding) }
        for (index, later) in ordered.enumerated() {
            // Back from the nearest: what is further away is out of reach as well.
            for earlier in ordered[..<index].reversed() {
                guard later.on <= earlier.on.adding(months: thresholds.commonMonths) else { break }
                if later.isOtherOccasion(than: earlier) {
                    met.insert(.again)
                    return met
                }
            }
        }
        return met
    }
}
