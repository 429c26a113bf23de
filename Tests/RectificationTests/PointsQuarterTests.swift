import Ledger
import Testing

@testable import Rectification

@Suite("a quarter's points")
struct PointsQuarterTests {
    private static let id = QuarterID("2020-Q3")!
    private static let member = MemberCode("DY-001")!
    private static let rules = PointRulesID("党员量化积分")!
    private static let second = Story.secondApprover

    private static let version: PointRules.Version = {
        var rule = PointRule()
        rule.item = "意见建议被采纳"
        rule.value = 2
        return PointRules.Version(
            number: 1, adoptedOn: day("2020-06-01"), from: day("2020-07-01"), floor: 0, rules: [rule])
    }()

    private static let sheet = Points.compute(
        version, [], [], Roster([PointsTests.member(member, "科长")]), in: id)

    private static func adjusted(item: String? = nil, times: Int? = nil, points: Int? = nil) -> PointsAdjusted {
        var adjusted = PointsAdjusted()
        adjusted.member = member
        (adjusted.item, adjusted.times, adjusted.points) = (item, times, points)
        return adjusted
    }

    private static func adjust(
        _ adjusted: PointsAdjusted = adjusted(points: 3), _ approver: ActorID? = second, knows: Bool = true,
        later: QuarterID? = nil
    ) -> PointsQuarter.Command {
        .adjust(adjusted, approver: approver, rules: version, knows: knows, later: later)
    }

    private static func close(
        _ approver: ActorID? = second, sheet: PointsSheet = sheet, earlier: QuarterID? = nil
    ) -> PointsQuarter.Command {
        .close(sheet, rules: rules, version: 1, position: 7, approver: approver, earlier: earlier)
    }

    private static func publish(_ until: String) -> PointsQuarter.Command {
        var published = QuarterPublished()
        published.until = day(until)
        return .publish(published)
    }

    private static let object = PointsQuarter.Command.object(member, words: Erasable(["text": "少计一次"]))
    private static func decide(
        _ number: Int = 1, _ outcome: ObjectionDecided.Outcome = .upheld, _ points: Int? = 2
    ) -> PointsQuarter.Command { .decide(ObjectionDecided(number, outcome, points: points)) }

    private static func closed() throws -> Course<PointsQuarter> {
        var course = Course<PointsQuarter>(id)
        try course.when(adjust(), by: Story.recorder, on: "2020-08-01", "支部决定")
        try course.when(close(), by: Story.recorder, on: "2020-10-08")
        return course
    }

    private static func objected() throws -> Course<PointsQuarter> {
        var course = try closed()
        try course.when(publish("2020-10-16"), by: Story.recorder, on: "2020-10-09")
        try course.when(object, by: Story.recorder, on: "2020-10-10")
        return course
    }

    @Test("is adjusted, closed, published, objected to; an objection that is upheld corrects a total")
    func life() throws {
        var course = try Self.objected()
        #expect(course.state?.stage == .published)
        #expect(course.state?.standing(of: Self.member) == 0)
        try course.when(Self.decide(), by: Self.second, on: "2020-10-12", "签到表漏登")
        try course.when(Self.object, by: Story.recorder, on: "2020-10-13")
        try course.when(Self.decide(2, .refused, nil), by: Self.second, on: "2020-10-14", "无依据")
        let state = try #require(course.state)
        #expect(state.standing(of: Self.member) == 2)
        #expect(state.objections.map(\.outcome) == [.upheld, .refused])
        #expect(state.closing?.totals.map(\.points) == [0])
        course.foldEverySubset()
    }

    @Test("points by hand take a recorder, a reason, an approver, a member, an item of the rules and a number")
    func adjusting() throws {
        let course = Course<PointsQuarter>(Self.id)
        typealias Row = (String?, PointsQuarter.Command, ActorID, String?)
        let rows: [Row] = [
            (nil, Self.adjust(), Story.recorder, "因为"), ("E-ROLE", Self.adjust(), Story.stranger, "因为"),
            ("E-REASON", Self.adjust(), Story.recorder, nil),
            ("E-APPROVER", Self.adjust(Self.adjusted(points: 3), nil), Story.recorder, "因为"),
            ("E-APPROVER-SAME", Self.adjust(Self.adjusted(points: 3), Story.approver), Story.approver, "因为"),
            ("E-MEMBER-UNKNOWN", Self.adjust(knows: false), Story.recorder, "因为"),
            ("E-POINTS-VALUE", Self.adjust(Self.adjusted()), Story.recorder, "因为"),
            ("E-POINTS-VALUE", Self.adjust(Self.adjusted(points: 0)), Story.recorder, "因为"),
            ("E-POINTS-VALUE", Self.adjust(Self.adjusted(points: 1_001)), Story.recorder, "因为"),
            ("E-POINTS-VALUE", Self.adjust(Self.adjusted(times: 1)), Story.recorder, "因为"),
            ("E-POINTS-ITEM", Self.adjust(Self.adjusted(item: "无此条")), Story.recorder, "因为"),
            ("E-POINTS-VALUE", Self.adjust(Self.adjusted(item: "意见建议被采纳", times: 0)), Story.recorder, "因为"),
            (
                "E-POINTS-VALUE", Self.adjust(Self.adjusted(item: "意见建议被采纳", times: 1, points: 1)), Story.recorder,
                "因为"
            ),
            (nil, Self.adjust(Self.adjusted(item: "意见建议被采纳")), Story.recorder, "因为"),
        ]
        for (code, command, person, reason) in rows {
            #expect(course.refusal(of: command, by: person, on: "2020-08-01", reason) == code)
        }
        #expect(course.refusal(of: Self.adjust(), by: Story.recorder, on: "2020-06-30", "因为") == "E-QUARTER-AHEAD")
        #expect(
            try Self.closed().refusal(of: Self.adjust(), by: Story.recorder, on: "2020-10-09", "因为")
                == "E-QUARTER-CLOSED")
    }

    @Test("is not adjusted by more points than there are, down to the last number")
    func edges() {
        let command = Self.adjust(Self.adjusted(points: Int.min))
        #expect(
            Course<PointsQuarter>(Self.id).refusal(of: command, by: Story.recorder, on: "2020-08-01", "因为")
                == "E-POINTS-VALUE")
    }

    @Test("is closed after the earlier quarters of its year that have entries, and not added to once a later one is")
    func order() throws {
        let course = Course<PointsQuarter>(Self.id)
        let second = QuarterID("2020-Q2")!, fourth = QuarterID("2020-Q4")!
        #expect(
            course.refusal(of: Self.close(earlier: second), by: Story.recorder, on: "2020-10-01")
                == "E-QUARTER-EARLIER-OPEN")
        #expect(
            course.refusal(of: Self.adjust(later: fourth), by: Story.recorder, on: "2020-12-31", "因为")
                == "E-QUARTER-LATER-CLOSED")
    }

    @Test("is closed once, when it is over, by a recorder with an approver, and then published once")
    func closing() throws {
        let course = Course<PointsQuarter>(Self.id)
        #expect(course.refusal(of: Self.close(), by: Story.recorder, on: "2020-09-30") == "E-QUARTER-RUNNING")
        #expect(course.refusal(of: Self.close(), by: Story.recorder, on: "2020-10-01") == nil)
        #expect(course.refusal(of: Self.close(), by: Story.stranger, on: "2020-10-01") == "E-ROLE")
        #expect(course.refusal(of: Self.close(nil), by: Story.recorder, on: "2020-10-01") == "E-APPROVER")
        let nobody = PointsSheet(quarter: Self.id, rows: [], unattributed: [])
        #expect(course.refusal(of: Self.close(sheet: nobody), by: Story.recorder, on: "2020-10-01") == "E-POINTS-NONE")
        #expect(
            course.refusal(of: Self.publish("2020-10-16"), by: Story.recorder, on: "2020-10-09") == "E-QUARTER-OPEN")
        let closed = try Self.closed()
        #expect(closed.refusal(of: Self.close(), by: Story.recorder, on: "2020-10-09") == "E-QUARTER-CLOSED")
        #expect(
            closed.refusal(of: Self.publish("2020-10-09"), by: Story.recorder, on: "2020-10-09")
                == "E-OBJECTION-UNTIL")
        #expect(
            closed.refusal(of: Self.publish("2020-10-16"), by: Story.recorder, on: "2020-10-07")
                == "E-DATE-BEFORE-STEP")
        #expect(
            try Self.objected().refusal(of: Self.publish("2020-10-20"), by: Story.recorder, on: "2020-10-11")
                == "E-QUARTER-PUBLISHED")
    }

    @Test("objections come in time and are decided once, with a reason, by an approver who did not close it")
    func objections() throws {
        #expect(
            Course<PointsQuarter>(Self.id).refusal(of: Self.object, by: Story.recorder, on: "2020-10-10")
                == "E-QUARTER-OPEN")
        var course = try Self.objected()
        #expect(course.refusal(of: Self.object, by: Story.recorder, on: "2020-10-17") == "E-OBJECTION-LATE")
        #expect(course.refusal(of: Self.object, by: Story.recorder, on: "2020-10-17", "出差未见公示") == nil)
        let other = PointsQuarter.Command.object(MemberCode("DY-9")!, words: Erasable(["text": "少计"]))
        #expect(course.refusal(of: other, by: Story.recorder, on: "2020-10-10") == "E-MEMBER-UNKNOWN")
        let mute = PointsQuarter.Command.object(Self.member, words: Erasable())
        #expect(course.refusal(of: mute, by: Story.recorder, on: "2020-10-10") == "E-TEXT-EMPTY")
        let rows: [(String?, PointsQuarter.Command, ActorID, String?)] = [
            (nil, Self.decide(), Self.second, "漏登"), ("E-ROLE", Self.decide(), Story.recorder, "漏登"),
            ("E-REASON", Self.decide(), Self.second, nil),
            ("E-OBJECTION-UNKNOWN", Self.decide(2), Self.second, "漏登"),
            ("E-OBJECTION-POINTS", Self.decide(1, .upheld, nil), Self.second, "漏登"),
            ("E-OBJECTION-POINTS", Self.decide(1, .refused, 2), Self.second, "漏登"),
        ]
        for (code, command, person, reason) in rows {
            #expect(course.refusal(of: command, by: person, on: "2020-10-12", reason) == code)
        }
        try course.when(Self.decide(), by: Self.second, on: "2020-10-12", "漏登")
        #expect(course.refusal(of: Self.decide(), by: Self.second, on: "2020-10-13", "再议") == "E-OBJECTION-DECIDED")
        // Somebody who is recorder and approver closes; they may not decide.
        var own = Course<PointsQuarter>(Self.id)
        try own.when(Self.close(), by: Story.approver, on: "2020-10-08")
        try own.when(Self.object, by: Story.recorder, on: "2020-10-10")
        #expect(
            own.refusal(of: Self.decide(), by: Story.approver, on: "2020-10-12", "漏登") == "E-OBJECTION-SAME-PERSON")
    }
}
