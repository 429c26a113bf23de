import Ledger
import Rectification

/// The rounds that a sheet's findings belong to: the one that was named for all, or else one for each source and year
/// of feedback (`巡察反馈-2020`).
struct ClaimRounds {
    struct Opening {
        let id: RoundID
        /// The source that the sheet states; nil where it states several.
        var source: String?
        var line: Int
        /// The earliest day of feedback among its findings.
        var feedback: CalendarDate?
        /// The earliest day on which one of them was registered.
        var day: CalendarDate
    }

    private let named: RoundID?
    private(set) var openings: [Opening] = []
    private var places: [RoundID: Int] = [:]
    private var idsByName: [String: RoundID?] = [:]

    init(named: RoundID?) {
        self.named = named
    }

    /// Gives a finding its round, and notes what the round is to be opened with. A source that can be no name is doubted; one
    /// that is not stated gives no round.
    mutating func give(to claim: inout FindingClaim) {
        let source = claim.stated.source
        guard let id = named ?? source.flatMap({ id(of: $0, claim.year) }) else {
            if let source { claim.doubt(.name, .source, source) }
            return
        }
        claim.round = id
        note(id, claim)
    }

    private mutating func id(of source: String, _ year: Int) -> RoundID? {
        let name = "\(source)-\(year)"
        if let known = idsByName[name] { return known }
        let id = RoundID(name)
        idsByName[name] = .some(id)
        return id
    }

    private mutating func note(_ id: RoundID, _ claim: FindingClaim) {
        let (feedback, day, source) = (claim.days.feedback, claim.days.registered, claim.stated.source)
        guard let place = places[id] else {
            places[id] = openings.count
            openings.append(
                Opening(id: id, source: source, line: claim.stated.line, feedback: feedback, day: day))
            return
        }
        openings[place].day = min(openings[place].day, day)
        openings[place].feedback = [openings[place].feedback, feedback].compactMap { $0 }.min()
        if openings[place].source != source { openings[place].source = nil }
    }
}

extension ClaimRounds.Opening {
    func opened(_ sheet: Digest) -> RoundOpened {
        var opened = RoundOpened()
        opened.claim = Claim(line: line, sheet: sheet)
        opened.feedbackOn = feedback
        opened.source = source ?? id.text
        return opened
    }
}
