import Ledger
import Testing

@testable import Rectification

@Suite("a concern")
struct ConcernTests {
    private static let id = ConcernNumber(year: 2020, ordinal: 1)
    private static let regulation = RegulationID("补休办法")!

    private static func raised() throws -> Course<Concern> {
        var course = Course<Concern>(id)
        try course.when(.raise(raising(), unknown: []), by: Story.clerk, on: "2020-07-02")
        return course
    }

    private static func raising(_ text: String = "补休难落实") -> ConcernRaised {
        var raised = ConcernRaised()
        raised.text = text
        raised.unit = unit("办信科")
        raised.activity = ActivityNumber(year: 2020, ordinal: 2)
        return raised
    }

    private static func turn(
        _ into: StreamName, measure: Int? = nil, finding: Finding? = nil, unknown: [StreamName] = []
    ) -> Concern.Command {
        .turn(ConcernTurned(into: into, measure: measure), finding: finding, unknown: unknown)
    }

    private static func finding() throws -> Finding {
        var story = Story()
        try story.when(.register(Story.registration(), round: Story.round), by: Story.recorder, on: "2020-04-20")
        return try #require(story.state)
    }

    @Test("is raised, turned into several things, and answered")
    func life() throws {
        var course = try Self.raised()
        try course.when(Self.turn(Self.regulation.stream), by: Story.recorder, on: "2020-07-20")
        try course.when(Self.turn(TaskID("计划-57")!.stream), by: Story.recorder, on: "2020-09-20")
        #expect(course.state?.stage == .turned)
        #expect(course.state?.turnings.map(\.into.text) == ["regulation/补休办法", "task/计划-57"])
        var answer = ConcernAnswered()
        answer.text = "次周补休"
        try course.when(.answer(answer), by: Story.recorder, on: "2020-10-01")
        #expect(course.state?.stage == .answered)
        #expect(course.refusal(of: .drop, by: Story.recorder, on: "2020-10-02", "不属实") == "E-CONCERN-STAGE")
        course.foldEverySubset()
    }

    @Test("becomes only what there is, and what a concern can become, once")
    func turning() throws {
        var course = try Self.raised()
        func refusal(_ command: Concern.Command) -> String? {
            course.refusal(of: command, by: Story.recorder, on: "2020-07-20")
        }
        let finding = try Self.finding()
        #expect(refusal(Self.turn(Self.regulation.stream, unknown: [Self.regulation.stream])) == "E-REGULATION-UNKNOWN")
        #expect(refusal(Self.turn(unit("办信科").stream)) == "E-CONCERN-TARGET")
        #expect(refusal(Self.turn(finding.id.stream, finding: finding)) == nil)
        #expect(refusal(Self.turn(finding.id.stream, measure: 7, finding: finding)) == "E-MEASURE-UNKNOWN")
        #expect(refusal(Self.turn(Self.regulation.stream, measure: 1)) == "E-CONCERN-TARGET")
        try course.when(Self.turn(Self.regulation.stream), by: Story.recorder, on: "2020-07-20")
        #expect(
            course.refusal(of: Self.turn(Self.regulation.stream), by: Story.recorder, on: "2020-07-21")
                == "E-CONCERN-TURNED")
    }

    @Test("is raised by a recorder or its unit, with a text, from an activity that there is; a recorder sees to it")
    func roles() throws {
        let none = Course<Concern>(Self.id)
        let raise = Concern.Command.raise(Self.raising(), unknown: [])
        #expect(none.refusal(of: raise, by: Story.stranger, on: "2020-07-02") == "E-ROLE")
        #expect(
            none.refusal(of: .raise(Self.raising(" "), unknown: []), by: Story.recorder, on: "2020-07-02")
                == "E-TEXT-EMPTY")
        let lost = Concern.Command.raise(Self.raising(), unknown: [ActivityNumber(year: 2020, ordinal: 2).stream])
        #expect(none.refusal(of: lost, by: Story.recorder, on: "2020-07-02") == "E-ACTIVITY-UNKNOWN")
        #expect(none.refusal(of: .drop, by: Story.recorder, on: "2020-07-02", "无") == "E-CONCERN-UNKNOWN")
        let raised = try Self.raised()
        #expect(raised.refusal(of: .drop, by: Story.clerk, on: "2020-07-03", "不属实") == "E-ROLE")
        #expect(raised.refusal(of: .drop, by: Story.recorder, on: "2020-07-03") == "E-REASON")
        #expect(raised.refusal(of: .drop, by: Story.recorder, on: "2020-07-01", "不属实") == "E-DATE-BEFORE-STEP")
        #expect(raised.refusal(of: .answer(ConcernAnswered()), by: Story.recorder, on: "2020-07-03") == "E-TEXT-EMPTY")
    }
}
