import Ledger
import Testing

@testable import Rectification

@Suite("a member")
struct MemberTests {
    private static let id = MemberCode("DY-014")!

    static func placing(_ post: String? = "副科长", _ partyPost: String? = "党小组组长", section: String? = "办信科") -> Placing {
        Placing(branch: unit("机关党委"), section: section.map(unit), post: post, partyPost: partyPost)
    }

    private static func enrolled() throws -> Course<Member> {
        var course = Course<Member>(id)
        try course.when(.enroll(MemberEnrolled(placing())), by: Story.recorder, on: "2020-07-01")
        return course
    }

    @Test("is enrolled, changes posts, leaves and comes back; what they were on each day stays known")
    func life() throws {
        var course = try Self.enrolled()
        try course.when(.change(MemberChanged(Placing(post: "科长"))), by: Story.recorder, on: "2020-09-01")
        try course.when(.leave, by: Story.recorder, on: "2020-11-01", "调出")
        #expect(course.state?.leftOn == day("2020-11-01"))
        #expect(course.state?.leftBecause == "调出")
        try course.when(
            .enroll(MemberEnrolled(Self.placing("主任", "党员", section: "督查科"))), by: Story.recorder, on: "2021-01-04")
        let state = try #require(course.state)
        #expect(state.leftOn == nil)
        #expect(state.placing(on: day("2020-06-30")) == nil)
        #expect(state.placing(on: day("2020-08-31")) == Self.placing())
        #expect(state.placing(on: day("2020-09-01")) == Self.placing("科长"))
        #expect(state.placing(on: day("2020-10-31"))?.post == "科长")
        #expect(state.placing(on: day("2020-11-01")) == nil)
        #expect(state.placing(on: day("2021-01-04"))?.section == unit("督查科"))
        course.foldEverySubset()
    }

    @Test("is refused what breaks a rule")
    func refusals() throws {
        let none = Course<Member>(Self.id)
        let enroll = Member.Command.enroll(MemberEnrolled(Self.placing()))
        #expect(none.refusal(of: enroll, by: Story.recorder, on: "2020-07-01") == nil)
        #expect(none.refusal(of: enroll, by: Story.stranger, on: "2020-07-01") == "E-ROLE")
        #expect(
            none.refusal(of: .enroll(MemberEnrolled(Placing())), by: Story.recorder, on: "2020-07-01")
                == "E-MEMBER-BRANCH")
        #expect(
            none.refusal(
                of: .enroll(MemberEnrolled(Self.placing(section: "无此科"))), by: Story.recorder, on: "2020-07-01")
                == "E-UNIT-UNKNOWN")
        #expect(
            none.refusal(of: .enroll(MemberEnrolled(Self.placing(" "))), by: Story.recorder, on: "2020-07-01")
                == "E-TEXT-EMPTY")
        #expect(none.refusal(of: .leave, by: Story.recorder, on: "2020-07-01", "调出") == "E-MEMBER-UNKNOWN")
        var course = try Self.enrolled()
        #expect(course.refusal(of: enroll, by: Story.recorder, on: "2020-07-02") == "E-EXISTS")
        #expect(course.refusal(of: .leave, by: Story.recorder, on: "2020-07-02") == "E-REASON")
        #expect(course.refusal(of: .leave, by: Story.recorder, on: "2020-06-30", "调出") == "E-DATE-BEFORE-STEP")
        #expect(
            course.refusal(of: .change(MemberChanged(Placing())), by: Story.recorder, on: "2020-07-02")
                == "E-MEMBER-SAME")
        try course.when(.leave, by: Story.recorder, on: "2020-11-01", "调出")
        #expect(
            course.refusal(of: .change(MemberChanged(Placing(post: "科长"))), by: Story.recorder, on: "2020-11-02")
                == "E-MEMBER-LEFT")
    }

    @Test(
        "who holds a post is the one member of exactly that name on that day, and nobody is guessed",
        arguments: [
            ("办信科副科长", "2020-07-01", "DY-014"), ("第一党支部书记", "2020-07-01", "DY-009"), ("局长", "2020-07-01", "DY-001"),
            ("person/DY-009", "2020-07-01", "DY-009"), ("科长", "2020-07-01", "several 2"),
            ("党小组组长", "2020-07-01", "DY-014"),
            ("分管副局长", "2020-07-01", "nobody"), ("局长", "2020-06-30", "nobody"),
            ("person/DY-099", "2020-07-01", "nobody"),
            ("办信科副科长", "2020-10-01", "nobody"), ("办信科科长", "2020-10-01", "DY-014"),
        ])
    func holder(_ post: String, _ date: String, _ expected: String) throws {
        let roster = try Self.roster()
        let told =
            switch roster.holder(of: actor(post), on: day(date)) {
            case .member(let code): code.text
            case .several(let codes): "several \(codes.count)"
            case .nobody: "nobody"
            }
        #expect(told == expected)
    }

    private static func roster() throws -> Roster {
        var roster = Roster()
        for (code, placing) in [
            ("DY-001", placing("局长", "局党组书记", section: "局领导")), ("DY-009", placing("科长", "第一党支部书记", section: "来访科")),
            ("DY-017", placing("科长", "第二党支部书记", section: "督查科")), ("DY-014", placing()),
        ] {
            var course = Course<Member>(MemberCode(code)!)
            try course.when(.enroll(MemberEnrolled(placing)), by: Story.recorder, on: "2020-07-01")
            if code == "DY-014" {
                try course.when(.change(MemberChanged(Placing(post: "科长"))), by: Story.recorder, on: "2020-10-01")
            }
            roster.add(try #require(course.state))
        }
        return roster
    }
}
