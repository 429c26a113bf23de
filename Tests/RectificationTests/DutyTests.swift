import Ledger
import Testing

@testable import Rectification

@Suite("a recurring duty")
struct DutyTests {
    private static let id = DutyID("支委会")!

    private static func set(_ change: (inout DutySet) -> Void = { _ in }) -> DutySet {
        var set = DutySet()
        set.kinds = ["支委会"]
        set.units = [unit("办信科"), unit("督查科")]
        set.from = day("2020-07-01")
        change(&set)
        return set
    }

    @Test("is set and ended by an approver, the latter with a reason")
    func life() throws {
        var course = Course<Duty>(Self.id)
        #expect(course.refusal(of: .set(Self.set()), by: Story.recorder, on: "2020-07-01") == "E-ROLE")
        #expect(course.refusal(of: .end, by: Story.approver, on: "2020-07-01", "并入") == "E-DUTY-UNKNOWN")
        try course.when(.set(Self.set()), by: Story.approver, on: "2020-07-01")
        #expect(course.state?.frequency == .monthly)
        #expect(course.refusal(of: .set(Self.set()), by: Story.approver, on: "2020-07-02") == "E-EXISTS")
        #expect(course.refusal(of: .end, by: Story.approver, on: "2020-12-31") == "E-REASON")
        #expect(course.refusal(of: .end, by: Story.approver, on: "2020-06-30", "并入") == "E-DATE-BEFORE-STEP")
        try course.when(.end, by: Story.approver, on: "2020-12-31", "并入")
        #expect(course.state?.endedOn == day("2020-12-31"))
        #expect(course.refusal(of: .end, by: Story.approver, on: "2021-01-01", "并入") == "E-DUTY-ENDED")
        course.foldEverySubset()
    }

    @Test("has each unit once")
    func units() throws {
        var course = Course<Duty>(Self.id)
        let twice = Self.set { $0.units = [unit("办信科"), unit("来访科"), unit("办信科")] }
        try course.when(.set(twice), by: Story.approver, on: "2020-07-01")
        #expect(course.state?.units == [unit("办信科"), unit("来访科")])
    }

    @Test(
        "says which activities meet it, for whom and from when",
        arguments: [
            ("E-DUTY-KINDS", Altered { $0.kinds = [] }), ("E-TEXT-EMPTY", Altered { $0.kinds = [" "] }),
            ("E-DUTY-UNITS", Altered { $0.units = [] }),
            ("E-DUTY-ONCE", Altered { $0.frequency = .once }),
            ("E-DUTY-DATES", Altered { $0.until = day("2020-06-30") }),
            ("E-UNIT-UNKNOWN", Altered { $0.units = [unit("无此科")] }),
            ("E-ACTOR-UNKNOWN", Altered { $0.owner = actor("无此人") }),
        ] as [(String, Altered<DutySet>)])
    func sound(_ code: String, _ altered: Altered<DutySet>) {
        let course = Course<Duty>(Self.id)
        #expect(course.refusal(of: .set(Self.set(altered.change)), by: Story.approver, on: "2020-07-01") == code)
    }
}
