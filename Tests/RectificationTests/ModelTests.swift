import Ledger
import Testing

@testable import Rectification

@Suite("a model")
struct ModelTests {
    private static let id = ModelNumber(year: 2020, ordinal: 1)

    private static func nominate(
        _ member: String? = "DY-011", unit home: UnitID? = nil, title: String = "优秀共产党员", knows: Bool = true
    ) -> Model.Command {
        var nominated = ModelNominated()
        nominated.member = member.map { MemberCode($0)! }
        nominated.unit = home
        nominated.title = title
        nominated.branch = unit("办信科")
        return .nominate(nominated, knows: knows)
    }

    private static func publicise(_ from: String, _ until: String) -> Model.Command {
        var publicised = ModelPublicised()
        (publicised.from, publicised.until) = (day(from), day(until))
        return .publicise(publicised)
    }

    private static func publicised() throws -> Course<Model> {
        var course = Course<Model>(id)
        try course.when(nominate(), by: Story.recorder, on: "2020-10-20")
        try course.when(publicise("2020-11-02", "2020-11-06"), by: Story.recorder, on: "2020-11-02")
        return course
    }

    @Test("is nominated, made public, and selected when its days are over")
    func life() throws {
        var course = try Self.publicised()
        #expect(
            course.refusal(of: .select(ModelSelected()), by: Story.approver, on: "2020-11-06") == "E-PUBLIC-RUNNING")
        var objected = course
        try objected.when(.object(Erasable(["text": "不实"])), by: Story.recorder, on: "2020-11-04")
        #expect(objected.refusal(of: .select(ModelSelected()), by: Story.approver, on: "2020-11-07") == "E-REASON")
        #expect(objected.refusal(of: .select(ModelSelected()), by: Story.approver, on: "2020-11-07", "查无实据") == nil)
        try objected.when(.drop, by: Story.approver, on: "2020-11-07", "属实")
        #expect(objected.state?.stage == .dropped)
        #expect(objected.refusal(of: .drop, by: Story.approver, on: "2020-11-08", "再") == "E-MODEL-STAGE")
        try course.when(.select(ModelSelected()), by: Story.approver, on: "2020-11-07")
        #expect(course.state?.stage == .selected)
        #expect(course.state?.decidedOn == day("2020-11-07"))
        course.foldEverySubset()
        objected.foldEverySubset()
    }

    @Test("is refused what breaks a rule")
    func refusals() throws {
        let none = Course<Model>(Self.id)
        let rows: [(String?, Model.Command, ActorID)] = [
            (nil, Self.nominate(), Story.recorder), ("E-ROLE", Self.nominate(), Story.stranger),
            ("E-TEXT-EMPTY", Self.nominate(title: " "), Story.recorder),
            ("E-MODEL-WHO", Self.nominate(nil), Story.recorder),
            ("E-MODEL-WHO", Self.nominate(unit: unit("督查科")), Story.recorder),
            (nil, Self.nominate(nil, unit: unit("督查科")), Story.recorder),
            ("E-UNIT-UNKNOWN", Self.nominate(nil, unit: unit("无此科")), Story.recorder),
            ("E-MEMBER-UNKNOWN", Self.nominate(knows: false), Story.recorder),
            ("E-MODEL-UNKNOWN", .drop, Story.approver),
        ]
        for (code, command, person) in rows {
            #expect(none.refusal(of: command, by: person, on: "2020-10-20", "因为") == code)
        }
        var course = Course<Model>(Self.id)
        try course.when(Self.nominate(), by: Story.recorder, on: "2020-10-20")
        #expect(course.refusal(of: Self.nominate(), by: Story.recorder, on: "2020-10-21") == "E-EXISTS")
        #expect(course.refusal(of: .select(ModelSelected()), by: Story.approver, on: "2020-10-21") == "E-MODEL-STAGE")
        #expect(
            course.refusal(of: .object(Erasable(["text": "不实"])), by: Story.recorder, on: "2020-10-21")
                == "E-MODEL-STAGE")
        #expect(course.refusal(of: .drop, by: Story.approver, on: "2020-10-21") == "E-REASON")
        #expect(course.refusal(of: .drop, by: Story.approver, on: "2020-10-19", "因为") == "E-DATE-BEFORE-STEP")
    }

    @Test(
        "is public for five days from Monday to Friday at least",
        arguments: [
            ("2020-11-02", "2020-11-06", nil), ("2020-11-02", "2020-11-05", "E-PUBLIC-DAYS"),
            ("2020-11-05", "2020-11-11", nil), ("2020-11-05", "2020-11-10", "E-PUBLIC-DAYS"),
            ("2020-11-07", "2020-11-12", "E-PUBLIC-DAYS"), ("2020-11-06", "2020-11-02", "E-PUBLIC-DAYS"),
            // Nominated on 2020-10-20: nothing is public before.
            ("2020-10-19", "2020-10-26", "E-PUBLIC-BEFORE"), ("2020-10-20", "2020-10-26", nil),
        ] as [(String, String, String?)])
    func days(_ from: String, _ until: String, _ code: String?) throws {
        var course = Course<Model>(Self.id)
        try course.when(Self.nominate(), by: Story.recorder, on: "2020-10-20")
        #expect(course.refusal(of: Self.publicise(from, until), by: Story.recorder, on: "2020-11-02") == code)
    }
}

@Suite("an application")
struct ApplicationTests {
    private static let id = ApplicationID("区级文明单位")!

    private static func apply(_ title: String = "文明单位", review: String? = nil) -> Application.Command {
        var applied = ApplicationApplied()
        applied.title = title
        applied.reviewOn = review.map(day)
        return .apply(applied)
    }

    private static func review(
        _ outcome: ApplicationReviewed.Outcome = .passed, next: String? = nil
    ) -> Application.Command {
        var reviewed = ApplicationReviewed()
        reviewed.outcome = outcome
        reviewed.reviewOn = next.map(day)
        return .review(reviewed)
    }

    private static func keep(next: String? = nil) -> Application.Command {
        var kept = ApplicationKept()
        kept.reviewOn = next.map(day)
        return .keep(kept)
    }

    @Test("is applied for, held, reviewed again, kept, lost, and applied for once more")
    func life() throws {
        var course = Course<Application>(Self.id)
        try course.when(Self.apply(review: "2020-12-20"), by: Story.recorder, on: "2020-09-01")
        #expect(course.state?.reviewOn == day("2020-12-20"))
        try course.when(Self.review(next: "2021-05-20"), by: Story.recorder, on: "2020-12-18")
        #expect(course.state?.stage == .held && course.state?.heldSince == day("2020-12-18"))
        try course.when(Self.review(.failed), by: Story.recorder, on: "2021-05-18")
        #expect(course.state?.stage == .held)
        try course.when(Self.keep(next: "2021-06-20"), by: Story.recorder, on: "2021-05-28")
        #expect(course.state?.reviewOn == day("2021-06-20"))
        try course.when(.lose, by: Story.recorder, on: "2021-06-20", "复核未通过")
        #expect(course.state?.stage == .lost && course.state?.reviewOn == nil)
        try course.when(Self.apply(), by: Story.recorder, on: "2021-06-25")
        #expect(course.state?.stage == .applied)
        course.foldEverySubset()
        var refused = Course<Application>(Self.id)
        try refused.when(Self.apply(), by: Story.recorder, on: "2020-09-01")
        try refused.when(Self.review(.failed), by: Story.recorder, on: "2020-12-18")
        #expect(refused.state?.stage == .refused)
    }

    @Test("is refused what breaks a rule")
    func refusals() throws {
        let none = Course<Application>(Self.id)
        #expect(none.refusal(of: Self.apply(), by: Story.stranger, on: "2020-09-01") == "E-ROLE")
        #expect(none.refusal(of: Self.apply(" "), by: Story.recorder, on: "2020-09-01") == "E-TEXT-EMPTY")
        #expect(
            none.refusal(of: Self.apply(review: "2020-09-01"), by: Story.recorder, on: "2020-09-01") == "E-REVIEW-DATE")
        #expect(none.refusal(of: Self.review(), by: Story.recorder, on: "2020-09-01") == "E-APPLICATION-UNKNOWN")
        var course = Course<Application>(Self.id)
        try course.when(Self.apply(), by: Story.recorder, on: "2020-09-01")
        #expect(course.refusal(of: Self.apply(), by: Story.recorder, on: "2020-09-02") == "E-APPLICATION-STAGE")
        #expect(course.refusal(of: Self.keep(), by: Story.recorder, on: "2020-09-02") == "E-APPLICATION-STAGE")
        #expect(course.refusal(of: Self.review(), by: Story.recorder, on: "2020-08-31") == "E-DATE-BEFORE-STEP")
        try course.when(Self.review(), by: Story.recorder, on: "2020-12-18")
        #expect(course.refusal(of: .lose, by: Story.recorder, on: "2020-12-19") == "E-REASON")
    }
}

@Suite("a matter reported")
struct MatterTests {
    private static let id = MatterNumber(year: 2020, ordinal: 1)

    private static func report(
        _ text: String = "拟调整支部委员", to body: String = "区直机关工委", due: String? = nil, by home: UnitID? = nil
    ) -> Matter.Command {
        var reported = MatterReported()
        (reported.text, reported.body, reported.unit) = (text, body, home)
        reported.due = due.map(day)
        return .report(reported)
    }

    private static func answer(_ text: String = "同意") -> Matter.Command {
        .answer(MatterAnswered(text, document: nil))
    }

    @Test("is reported and answered; a later answer takes the place of an earlier one, with a reason")
    func life() throws {
        var course = Course<Matter>(Self.id)
        try course.when(Self.report(due: "2020-08-15", by: unit("督查科")), by: Story.recorder, on: "2020-08-01")
        try course.when(Self.answer(), by: Story.recorder, on: "2020-08-10")
        #expect(course.refusal(of: Self.answer("不同意"), by: Story.recorder, on: "2020-08-12") == "E-REASON")
        try course.when(Self.answer("不同意"), by: Story.recorder, on: "2020-08-12", "工委重新批复")
        #expect(course.state?.answer == "不同意" && course.state?.answeredOn == day("2020-08-12"))
        course.foldEverySubset()
    }

    @Test("is refused what breaks a rule")
    func refusals() throws {
        let none = Course<Matter>(Self.id)
        let rows: [(String?, Matter.Command, ActorID)] = [
            (nil, Self.report(), Story.recorder), ("E-ROLE", Self.report(), Story.stranger),
            ("E-TEXT-EMPTY", Self.report(" "), Story.recorder), ("E-TEXT-EMPTY", Self.report(to: ""), Story.recorder),
            ("E-UNIT-UNKNOWN", Self.report(by: unit("无此科")), Story.recorder),
            ("E-MATTER-DUE", Self.report(due: "2020-07-31"), Story.recorder),
            ("E-MATTER-UNKNOWN", Self.answer(), Story.recorder),
        ]
        for (code, command, person) in rows {
            #expect(none.refusal(of: command, by: person, on: "2020-08-01") == code)
        }
        var course = Course<Matter>(Self.id)
        try course.when(Self.report(), by: Story.recorder, on: "2020-08-01")
        #expect(course.refusal(of: Self.report(), by: Story.recorder, on: "2020-08-02") == "E-EXISTS")
        #expect(course.refusal(of: Self.answer(), by: Story.recorder, on: "2020-07-31") == "E-DATE-BEFORE-STEP")
        #expect(course.refusal(of: Self.answer(" "), by: Story.recorder, on: "2020-08-02") == "E-TEXT-EMPTY")
    }
}
