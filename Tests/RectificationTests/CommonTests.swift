import Ledger
import Testing

@testable import Rectification

@Suite("common problems")
struct CommonTests {
    private static let id = CommonID("三会一课")!
    private static let findings = [2, 1].map { FindingNumber(year: 2020, ordinal: $0) }
    private static let rules = RegulationID("三会一课制度")!

    /// Adopted, and amended, on these days.
    private static func regulation(
        _ stage: Regulation.Stage, on days: [String] = ["2020-05-20"], answers: [FindingNumber] = []
    ) -> Regulation {
        var regulation = Regulation(id: rules, draftedOn: day("2016-05-01"), lastStepOn: day("2020-05-01"))
        regulation.stage = stage
        regulation.versions = days.map { Regulation.Version(on: day($0)) }
        regulation.answers = answers
        return regulation
    }

    private static func settle(
        _ regulation: Regulation?, named: RegulationID? = rules, _ findings: [FindingNumber] = findings
    )
        -> Common.Command
    {
        .settle(findings: findings, first: day("2020-05-04"), regulation: named, rules: regulation)
    }

    @Test("end in a regulation, or in a reason why there is none; what they spoke of stays known")
    func settling() throws {
        var course = Course<Common>(Self.id)
        try course.when(Self.settle(nil, named: nil), by: Story.approver, on: "2020-06-01", "上级已有规定")
        #expect(course.state?.settlements.first?.reason == "上级已有规定")
        let third = FindingNumber(year: 2021, ordinal: 3)
        try course.when(Self.settle(Self.regulation(.inforce), [third]), by: Story.approver, on: "2021-06-01")
        #expect(course.state?.settlements.map(\.regulation) == [nil, Self.rules])
        #expect(course.state?.settled == Set(Self.findings + [third]))
        course.foldEverySubset()
    }

    @Test("are settled by an approver, where there is one, by a regulation in force or with a reason")
    func refusals() {
        let course = Course<Common>(Self.id)
        func code(_ command: Common.Command, by actor: ActorID = Story.approver) -> String? {
            course.refusal(of: command, by: actor, on: "2020-06-01")
        }
        #expect(code(Self.settle(Self.regulation(.inforce))) == nil)
        #expect(code(Self.settle(Self.regulation(.inforce)), by: Story.recorder) == "E-ROLE")
        #expect(code(Self.settle(Self.regulation(.inforce), [])) == "E-COMMON-NONE")
        #expect(code(Self.settle(nil)) == "E-REGULATION-UNKNOWN")
        #expect(code(Self.settle(Self.regulation(.drafted))) == "E-COMMON-REGULATION")
        #expect(code(Self.settle(nil, named: nil)) == "E-REASON")
        // One of years ago was not made of it, unless it was amended since or answers one of its findings.
        func made(on days: String..., answers: [FindingNumber] = []) -> Regulation {
            Self.regulation(.inforce, on: days, answers: answers)
        }
        #expect(code(Self.settle(made(on: "2016-06-01"))) == "E-COMMON-ANSWER")
        #expect(code(Self.settle(made(on: "2016-06-01", "2020-05-03"))) == "E-COMMON-ANSWER")
        #expect(code(Self.settle(made(on: "2016-06-01", "2020-05-04"))) == nil)
        #expect(code(Self.settle(made(on: "2016-06-01", answers: [Self.findings[1]]))) == nil)
        let other = FindingNumber(year: 2016, ordinal: 9)
        #expect(code(Self.settle(made(on: "2016-06-01", answers: [other]))) == "E-COMMON-ANSWER")
    }

    /// The rule as `domain.md` says it, without any care for speed.
    private func bruteForce(_ sightings: [CommonRule.Sighting], _ thresholds: Thresholds) -> Set<CommonRule> {
        var met: Set<CommonRule> = []
        var units: Set<UnitID> = []
        for sighting in sightings { units.formUnion(sighting.units) }
        if units.count >= thresholds.commonUnits { met.insert(.units) }
        for (i, one) in sightings.enumerated() {
            for (j, other) in sightings.enumerated() where i != j && one.on <= other.on {
                let isOther = one.isReopening || other.isReopening || one.round != other.round
                let limit = one.on.adding(months: thresholds.commonMonths)
                if isOther && other.on <= limit { met.insert(.again) }
            }
        }
        return met
    }

    @Test("the rule is what trying every pair says", arguments: 1...60)
    func rule(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        for _ in 0..<40 {
            var thresholds = Thresholds()
            thresholds.commonUnits = Int.random(in: 2...4, using: &random)
            thresholds.commonMonths = Int.random(in: 1...14, using: &random)
            let sightings = (1...Int.random(in: 1...6, using: &random)).map { ordinal in
                CommonRule.Sighting(
                    FindingNumber(year: 2020, ordinal: ordinal),
                    on: day("2020-01-31").adding(days: Int.random(in: 0...900, using: &random)),
                    units: [unit("单位\(Int.random(in: 1...4, using: &random))")],
                    round: RoundID("轮次\(Int.random(in: 1...3, using: &random))"),
                    isReopening: Int.random(in: 0..<8, using: &random) == 0)
            }
            #expect(CommonRule.met(by: sightings, thresholds) == bruteForce(sightings, thresholds), "\(sightings)")
        }
    }
}
