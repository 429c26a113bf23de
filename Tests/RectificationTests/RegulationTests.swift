import Ledger
import Testing

@testable import Rectification

@Suite("a regulation")
struct RegulationTests {
    private static let id = RegulationID("三会一课制度")!
    private static let number = FindingNumber(year: 2020, ordinal: 15)

    private static func drafted() throws -> Course<Regulation> {
        var course = Course<Regulation>(id)
        var draft = RegulationDrafted()
        draft.unit = unit("办信科")
        draft.answers = [number]
        try course.when(.draft(draft, unknown: []), by: Story.recorder, on: "2020-04-20")
        return course
    }

    private static func adopted() throws -> Course<Regulation> {
        var course = try drafted()
        try course.when(
            .adopt(issue("信访党〔2020〕12号", review: "2021-04-30"), unknown: []), by: Story.approver, on: "2020-05-01")
        return course
    }

    private static func issue(_ number: String? = nil, review: String? = nil) -> RegulationVersion {
        var adopted = RegulationVersion()
        adopted.document = exhibit("正式稿").file
        adopted.documentNumber = number
        adopted.reviewOn = review.map(day)
        return adopted
    }

    private static func amendment(_ answers: [FindingNumber] = []) -> RegulationVersion {
        var amended = RegulationVersion()
        amended.document = exhibit("修订稿").file
        amended.answers = answers
        return amended
    }

    @Test("is drafted, adopted, amended, reviewed and repealed; its versions and what it answers stay known")
    func life() throws {
        var course = try Self.adopted()
        #expect(course.state?.stage == .inforce)
        #expect(course.state?.adoptedOn == day("2020-05-01"))
        let second = FindingNumber(year: 2020, ordinal: 16)
        try course.when(
            .amend(Self.amendment([second, Self.number]), unknown: []), by: Story.approver, on: "2020-09-01", "补上记录要素")
        #expect(course.state?.versions.map(\.on) == [day("2020-05-01"), day("2020-09-01")])
        #expect(course.state?.answers == [Self.number, second])
        #expect(course.state?.reviewOn == day("2021-04-30"))
        var review = RegulationReviewed()
        review.reviewOn = day("2022-04-30")
        try course.when(.review(review), by: Story.recorder, on: "2021-04-20")
        #expect(course.state?.reviewOn == day("2022-04-30"))
        try course.when(
            .repeal(successor: RegulationID("组织生活制度"), knowsSuccessor: true), by: Story.approver, on: "2021-06-01", "并入"
        )
        #expect(course.state?.stage == .repealed)
        #expect(course.state?.reviewOn == nil)
        course.foldEverySubset()
    }

    @Test(
        "is not drafted twice, nor for a unit or a finding that there is not, nor by another than a recorder",
        arguments: [
            ("E-ROLE", Story.stranger, "办信科", [FindingNumber]()), ("E-UNIT-UNKNOWN", Story.recorder, "无此科", []),
            ("E-FINDING-UNKNOWN", Story.recorder, "办信科", [number]),
        ])
    func drafting(_ code: String, _ actor: ActorID, _ home: String, _ unknown: [FindingNumber]) throws {
        var draft = RegulationDrafted()
        draft.unit = unit(home)
        let course = Course<Regulation>(Self.id)
        #expect(course.refusal(of: .draft(draft, unknown: unknown), by: actor, on: "2020-04-20") == code)
        let again = try Self.drafted()
        #expect(
            again.refusal(of: .draft(RegulationDrafted(), unknown: []), by: Story.recorder, on: "2020-04-21")
                == "E-EXISTS")
    }

    @Test("is adopted once, by an approver, with a text, and reviewed on a day to come")
    func adopting() throws {
        let course = try Self.drafted()
        let ready = Regulation.Command.adopt(Self.issue(), unknown: [])
        #expect(course.refusal(of: ready, by: Story.approver, on: "2020-05-01") == nil)
        #expect(course.refusal(of: ready, by: Story.recorder, on: "2020-05-01") == "E-ROLE")
        #expect(course.refusal(of: ready, by: Story.approver, on: "2020-04-19") == "E-DATE-BEFORE-STEP")
        let bare = Regulation.Command.adopt(RegulationVersion(), unknown: [])
        #expect(course.refusal(of: bare, by: Story.approver, on: "2020-05-01") == "E-DOCUMENT")
        let late = Regulation.Command.adopt(Self.issue(review: "2020-05-01"), unknown: [])
        #expect(course.refusal(of: late, by: Story.approver, on: "2020-05-01") == "E-REVIEW-DATE")
        let none = Course<Regulation>(Self.id)
        #expect(none.refusal(of: ready, by: Story.approver, on: "2020-05-01") == "E-REGULATION-UNKNOWN")
        #expect(try Self.adopted().refusal(of: ready, by: Story.approver, on: "2020-05-02") == "E-REGULATION-STAGE")
    }

    @Test("is amended and repealed with a reason, by an approver")
    func amending() throws {
        let course = try Self.adopted()
        let amend = Regulation.Command.amend(Self.amendment(), unknown: [])
        #expect(course.refusal(of: amend, by: Story.approver, on: "2020-09-01") == "E-REASON")
        #expect(course.refusal(of: amend, by: Story.recorder, on: "2020-09-01", "补充") == "E-ROLE")
        #expect(
            course.refusal(of: .amend(RegulationVersion(), unknown: []), by: Story.approver, on: "2020-09-01", "补充")
                == "E-DOCUMENT")
        let repeal = Regulation.Command.repeal(successor: nil, knowsSuccessor: false)
        #expect(course.refusal(of: repeal, by: Story.approver, on: "2020-09-01") == "E-REASON")
        let lost = Regulation.Command.repeal(successor: RegulationID("无此制度"), knowsSuccessor: false)
        #expect(course.refusal(of: lost, by: Story.approver, on: "2020-09-01", "并入") == "E-REGULATION-UNKNOWN")
        #expect(
            try Self.drafted().refusal(of: amend, by: Story.approver, on: "2020-09-01", "补充") == "E-REGULATION-STAGE")
    }
}
