import Ledger
import Testing

@testable import Rectification

@Suite("a round")
struct RoundTests {
    private static let id = RoundID("巡察反馈-2020")!
    private static func number(_ ordinal: Int) -> FindingNumber { FindingNumber(year: 2020, ordinal: ordinal) }
    private static let document = exhibit("文件").file

    private static func opened() throws -> Course<Round> {
        var course = Course<Round>(id)
        try course.when(
            .open(source: "巡察反馈", body: nil, document: nil, intensiveUntil: nil), by: Story.recorder, on: "2020-04-17")
        return course
    }

    private static func scheduled() throws -> Course<Round> {
        var course = try opened()
        try course.when(.schedule(schedule()), by: Story.recorder, on: "2020-04-20")
        return course
    }

    private static func planned() throws -> Course<Round> {
        var course = try scheduled()
        try course.when(.plan(plan(1, 2), bare: []), by: Story.approver, on: "2020-04-25")
        return course
    }

    private static func approved() throws -> Course<Round> {
        var course = try planned()
        try course.when(.approvePlan, by: Story.secondApprover, on: "2020-04-28")
        return course
    }

    private static func closed() throws -> Course<Round> {
        var course = try opened()
        try course.when(.close(Round.Rest()), by: Story.recorder, on: "2020-05-01")
        return course
    }

    /// A finding of the round, in 办信科.
    private static func found(_ ordinal: Int, _ change: (inout Finding) -> Void = { _ in }) -> Finding? {
        guard var finding = try? Story.registered().state else { return nil }
        finding.number = number(ordinal)
        change(&finding)
        return finding
    }

    private static func about(_ change: (inout RoundAmended) -> Void) -> RoundAmended {
        var amended = RoundAmended()
        change(&amended)
        return amended
    }

    private static func schedule(
        _ stages: [(String, String)] = [("动员部署", "2020-05-10"), ("集中整改", "2020-10-17")],
        reports: [String] = ["2020-07-17", "2020-10-17"]
    ) -> RoundScheduled {
        var scheduled = RoundScheduled()
        scheduled.stages = stages.map { RoundStage($0.0, until: day($0.1)) }
        scheduled.reports = reports.map(day)
        return scheduled
    }

    private static func plan(_ measures: Int...) -> RectificationPlanned {
        RectificationPlanned(measures.map { PlannedMeasure(number(1), $0) }, document: document)
    }

    private static func amendment(_ measures: Int...) -> RectificationAmended {
        RectificationAmended(measures.map { PlannedMeasure(number(1), $0) }, document: nil)
    }

    private static func survey(_ asked: Int, _ satisfied: Int, _ basically: Int, _ dissatisfied: Int, answered: Int)
        -> RoundSurveyed
    {
        var survey = RoundSurveyed(
            asked: asked, satisfied: satisfied, basically: basically, dissatisfied: dissatisfied)
        survey.answered = answered
        return survey
    }

    private static func routine() throws -> Course<Round> {
        var course = try opened()
        try course.when(
            .scope(RoundScoped("三会一课", units: [unit("办信科"), unit("来访科"), unit("办信科")])), by: Story.recorder,
            on: "2020-04-17")
        return course
    }

    @Test("is scheduled, planned as a whole, reported, published, surveyed, counted and closed")
    func life() throws {
        var course = try Self.approved()
        #expect(course.state?.plan?.state == .approved)
        try course.when(
            .amendPlan(Self.amendment(1, 2, 3), approver: Story.approver), by: Story.recorder, on: "2020-06-01", "新增一条")
        #expect(course.state?.plan?.state == .amended)
        #expect(course.state?.plan?.measures.map(\.measure) == [1, 2, 3])
        #expect(course.state?.plan?.document == Self.document)
        try course.when(
            .report(RoundReported(due: day("2020-07-17"), text: "过半")), by: Story.recorder, on: "2020-07-20")
        try course.when(
            .report(RoundReported(due: day("2020-07-17"), text: "完成 24 项")), by: Story.recorder, on: "2020-07-25",
            "数目有误")
        #expect(course.state?.reports.map(\.on) == [day("2020-07-20")])
        #expect(course.state?.reports.map(\.text) == ["完成 24 项"])
        try course.when(
            .account(RoundAccounted(Accountability(talk: 2), unit: unit("办信科"))), by: Story.recorder, on: "2020-08-01")
        try course.when(
            .account(RoundAccounted(Accountability(talk: 3, criticism: 1), unit: unit("办信科"))), by: Story.recorder,
            on: "2020-09-01", "又有两人")
        #expect(course.state?.accountability[unit("办信科")]?.total == 4)
        try course.when(
            .close(Round.Rest(sustained: [Self.number(7), Self.number(2)])), by: Story.recorder, on: "2020-10-18",
            "长期坚持的继续抓")
        #expect(course.state?.leftOpen == [Self.number(2), Self.number(7)])
        // The people's word and publication come when the work is over.
        try course.when(
            .publish(RoundPublished(Self.document, at: "门户网站", until: day("2020-12-31"))), by: Story.approver,
            on: "2020-11-01")
        try course.when(.survey(Self.survey(60, 48, 7, 1, answered: 56)), by: Story.recorder, on: "2020-11-20")
        #expect(course.state?.publications.count == 1 && course.state?.survey?.satisfied == 48)
        course.foldEverySubset()
    }

    @Test(
        "is not closed while a finding is neither closed nor sustained; what stays open, or was not looked at, has a reason",
        arguments: [
            (Round.Rest(), String?.none, String?.none),
            (Round.Rest(unsettled: [number(1)]), "仍需时间", "E-ROUND-OPEN-FINDINGS"),
            (Round.Rest(sustained: [number(2)], unsettled: [number(1)]), "仍需时间", "E-ROUND-OPEN-FINDINGS"),
            (Round.Rest(sustained: [number(2)]), nil, "E-REASON"),
            (Round.Rest(sustained: [number(2)]), " ", "E-REASON"),
            (Round.Rest(sustained: [number(2)]), "长期坚持", nil), (Round.Rest(unseen: [number(3)]), nil, "E-REASON"),
            (Round.Rest(unseen: [number(3)]), "来年再看", nil),
        ])
    func closing(_ rest: Round.Rest, _ reason: String?, _ code: String?) throws {
        let course = try Self.opened()
        #expect(course.refusal(of: .close(rest), by: Story.recorder, on: "2020-12-01", reason) == code)
        #expect(course.refusal(of: .close(rest), by: Story.verifier, on: "2020-12-01", reason) == "E-ROLE")
    }

    @Test("routine supervision is not closed without a word while a unit is unchecked")
    func unchecked() throws {
        var course = try Self.routine()
        #expect(course.state?.unchecked == [unit("办信科"), unit("来访科")])
        try course.when(
            .check(RoundChecked(unit("办信科"), .found, finding: Self.number(9)), found: Self.found(9)),
            by: Story.verifier, on: "2020-05-01")
        #expect(course.state?.unchecked == [unit("来访科")])
        #expect(course.refusal(of: .close(Round.Rest()), by: Story.recorder, on: "2020-05-02") == "E-REASON")
        try course.when(
            .check(RoundChecked(unit("来访科"), .none, note: "齐全"), found: nil), by: Story.verifier,
            on: "2020-05-02")
        #expect(course.refusal(of: .close(Round.Rest()), by: Story.recorder, on: "2020-05-02") == nil)
        course.foldEverySubset()
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        var rule: String
        var code: String
        var given: @Sendable () throws -> Course<Round>
        var command: Round.Command
        var actor: ActorID
        var on = "2020-06-01"
        var reason: String?
        var testDescription: String { "\(code): \(rule)" }
    }

    static let table: [Refused] = [
        .init(
            rule: "there is a round", code: "E-ROUND-UNKNOWN", given: { Course(id) }, command: .approvePlan,
            actor: Story.approver),
        .init(
            rule: "a recorder schedules", code: "E-ROLE", given: opened, command: .schedule(schedule()),
            actor: Story.verifier),
        .init(
            rule: "a schedule says something", code: "E-SCHEDULE", given: opened,
            command: .schedule(RoundScheduled()), actor: Story.recorder),
        .init(
            rule: "stages are in order", code: "E-SCHEDULE", given: opened,
            command: .schedule(schedule([("一", "2020-06-01"), ("二", "2020-06-01")])), actor: Story.recorder),
        .init(
            rule: "no report is due before the round", code: "E-SCHEDULE", given: opened,
            command: .schedule(schedule(reports: ["2020-04-16"])), actor: Story.recorder),
        .init(
            rule: "a stage has a name", code: "E-TEXT-EMPTY", given: opened,
            command: .schedule(schedule([(" ", "2020-06-01")])), actor: Story.recorder),
        .init(
            rule: "a new schedule says why", code: "E-REASON", given: scheduled, command: .schedule(schedule()),
            actor: Story.recorder),
        .init(
            rule: "a plan is a document", code: "E-DOCUMENT", given: opened,
            command: .plan(RectificationPlanned([PlannedMeasure(number(1), 1)], document: nil), bare: []),
            actor: Story.recorder),
        .init(
            rule: "a plan has measures", code: "E-PLAN-EMPTY", given: opened, command: .plan(plan(), bare: []),
            actor: Story.recorder),
        .init(
            rule: "a plan has measures for every finding", code: "E-PLAN-GAPS", given: opened,
            command: .plan(plan(1), bare: [number(2)]), actor: Story.recorder),
        .init(
            rule: "an approved plan is amended, not put forward anew", code: "E-PLAN-STATE", given: approved,
            command: .plan(plan(1), bare: []), actor: Story.recorder),
        .init(
            rule: "there is a plan to approve", code: "E-PLAN-NONE", given: opened, command: .approvePlan,
            actor: Story.approver),
        .init(
            rule: "whoever put it forward does not approve it", code: "E-PLAN-SAME-PERSON", given: planned,
            command: .approvePlan, actor: Story.approver),
        .init(
            rule: "an approver approves", code: "E-ROLE", given: planned, command: .approvePlan, actor: Story.recorder),
        .init(rule: "once", code: "E-PLAN-STATE", given: approved, command: .approvePlan, actor: Story.secondApprover),
        .init(
            rule: "not before it was put forward", code: "E-DATE-BEFORE-STEP", given: planned, command: .approvePlan,
            actor: Story.secondApprover, on: "2020-04-24"),
        .init(
            rule: "a plan is amended once approved", code: "E-PLAN-STATE", given: planned,
            command: .amendPlan(amendment(1), approver: Story.secondApprover), actor: Story.recorder, reason: "调整"),
        .init(
            rule: "an amendment says why", code: "E-REASON", given: approved,
            command: .amendPlan(amendment(1), approver: Story.secondApprover), actor: Story.recorder),
        .init(
            rule: "an amendment has an approver", code: "E-APPROVER", given: approved,
            command: .amendPlan(amendment(1), approver: nil), actor: Story.recorder, reason: "调整"),
        .init(
            rule: "an amendment changes something", code: "E-UNCHANGED", given: approved,
            command: .amendPlan(amendment(2, 1), approver: Story.approver), actor: Story.recorder, reason: "调整"),
        .init(
            rule: "a report is one of those due", code: "E-REPORT-DUE", given: scheduled,
            command: .report(RoundReported(due: day("2020-07-18"), text: "过半")), actor: Story.recorder),
        .init(
            rule: "a report says something", code: "E-TEXT-EMPTY", given: scheduled,
            command: .report(RoundReported(due: day("2020-07-17"))), actor: Story.recorder),
        .init(
            rule: "an approver publishes", code: "E-ROLE", given: opened,
            command: .publish(RoundPublished(document, at: "门户网站")), actor: Story.recorder),
        .init(
            rule: "what is published is a document", code: "E-DOCUMENT", given: opened,
            command: .publish(RoundPublished(nil, at: "门户网站")), actor: Story.secondApprover),
        .init(
            rule: "it is published somewhere", code: "E-TEXT-EMPTY", given: opened,
            command: .publish(RoundPublished(document, at: "")), actor: Story.secondApprover),
        .init(
            rule: "the three answers add up", code: "E-SURVEY-COUNTS", given: opened,
            command: .survey(survey(60, 48, 7, 1, answered: 57)), actor: Story.recorder),
        .init(
            rule: "not more answer than were asked", code: "E-SURVEY-COUNTS", given: opened,
            command: .survey(survey(50, 48, 7, 1, answered: 56)), actor: Story.recorder),
        .init(
            rule: "somebody answers", code: "E-SURVEY-COUNTS", given: opened,
            command: .survey(survey(50, 0, 0, 0, answered: 0)), actor: Story.recorder),
        .init(
            rule: "nobody answers less than not at all", code: "E-SURVEY-COUNTS", given: opened,
            command: .survey(survey(50, 48, -7, 1, answered: 42)), actor: Story.recorder),
        .init(
            rule: "people are counted from 0", code: "E-COUNT", given: opened,
            command: .account(RoundAccounted(Accountability(talk: -1))), actor: Story.recorder),
        .init(
            rule: "the unit is known", code: "E-UNIT-UNKNOWN", given: opened,
            command: .account(RoundAccounted(Accountability(talk: 1), unit: unit("无此科"))), actor: Story.recorder),
        .init(
            rule: "a category is looked at", code: "E-TEXT-EMPTY", given: opened,
            command: .scope(RoundScoped("", units: [unit("办信科")])), actor: Story.recorder),
        .init(
            rule: "a verifier checks", code: "E-ROLE", given: routine,
            command: .check(RoundChecked(unit("办信科"), .none), found: nil), actor: Story.recorder),
        .init(
            rule: "a unit of the scope is checked", code: "E-CHECK-SCOPE", given: routine,
            command: .check(RoundChecked(unit("督查科"), .none), found: nil), actor: Story.verifier),
        .init(
            rule: "what was found is registered", code: "E-CHECK-FINDING", given: routine,
            command: .check(RoundChecked(unit("办信科"), .found), found: nil), actor: Story.verifier),
        .init(
            rule: "in this round", code: "E-CHECK-FINDING", given: routine,
            command: .check(
                RoundChecked(unit("办信科"), .found, finding: number(1)), found: found(1) { $0.round = RoundID("别的轮") }),
            actor: Story.verifier),
        .init(
            rule: "in the unit that is checked", code: "E-CHECK-FINDING", given: routine,
            command: .check(
                RoundChecked(unit("办信科"), .found, finding: number(1)), found: found(1) { $0.unit = unit("来访科") }),
            actor: Story.verifier),
        .init(
            rule: "and not withdrawn since", code: "E-CHECK-FINDING", given: routine,
            command: .check(
                RoundChecked(unit("办信科"), .found, finding: number(1)), found: found(1) { $0.stage = .withdrawn }),
            actor: Story.verifier),
        .init(
            rule: "nor merged", code: "E-CHECK-FINDING", given: routine,
            command: .check(
                RoundChecked(unit("办信科"), .found, finding: number(1)), found: found(1) { $0.stage = .merged }),
            actor: Story.verifier),
        .init(
            rule: "nobody checks their own unit", code: "E-CHECK-OWN-UNIT", given: routine,
            command: .check(RoundChecked(unit("办信科"), .none), found: nil), actor: Story.clerk),
        .init(
            rule: "a report is not dated before the step it follows", code: "E-DATE-BEFORE-STEP", given: approved,
            command: .report(RoundReported(due: day("2020-07-17"), text: "过半")), actor: Story.recorder,
            on: "2020-04-27"),
        .init(
            rule: "nor a schedule", code: "E-DATE-BEFORE-STEP", given: approved, command: .schedule(schedule()),
            actor: Story.recorder, on: "2020-04-27", reason: "调整"),
        .init(
            rule: "nor the closing", code: "E-DATE-BEFORE-STEP", given: approved, command: .close(Round.Rest()),
            actor: Story.recorder, on: "2020-04-27"),
        .init(
            rule: "a round is not closed before its last finding was", code: "E-DATE-BEFORE-STEP", given: opened,
            command: .close(Round.Rest(lastClosedOn: day("2020-06-02"))), actor: Story.recorder),
        .init(
            rule: "a recorder amends", code: "E-ROLE", given: opened, command: .amend(about { $0.body = "区委巡察组" }),
            actor: Story.verifier, reason: "漏写"),
        .init(
            rule: "and says why", code: "E-REASON", given: opened, command: .amend(about { $0.body = "区委巡察组" }),
            actor: Story.recorder),
        .init(
            rule: "an amendment of a round changes something", code: "E-UNCHANGED", given: opened,
            command: .amend(about { $0.intensiveUntil = day("2020-10-17") }), actor: Story.recorder, reason: "漏写"),
        .init(
            rule: "a body is not blank", code: "E-TEXT-EMPTY", given: opened, command: .amend(about { $0.body = " " }),
            actor: Story.recorder, reason: "漏写"),
        .init(
            rule: "an intensive period ends after the feedback", code: "E-INTENSIVE-BEFORE", given: opened,
            command: .amend(about { $0.intensiveUntil = day("2020-04-16") }), actor: Story.recorder, reason: "漏写"),
        .init(
            rule: "what is closed is not amended", code: "E-ROUND-CLOSED", given: closed,
            command: .amend(about { $0.body = "区委巡察组" }), actor: Story.recorder, reason: "漏写"),
        .init(
            rule: "something is drawn", code: "E-SAMPLE-EMPTY", given: opened, command: .sample(RoundSampled()),
            actor: Story.recorder),
    ]

    @Test("refuses what breaks a rule, by its name", arguments: table)
    func rule(_ refused: Refused) throws {
        let course = try refused.given()
        #expect(
            course.refusal(of: refused.command, by: refused.actor, on: refused.on, refused.reason) == refused.code)
    }

    @Test("what is told of a round may be recorded late; its last step is the latest day all the same")
    func late() throws {
        var course = try Self.routine()
        let check = Round.Command.check(RoundChecked(unit("来访科"), .none), found: nil)
        try course.when(
            .check(RoundChecked(unit("办信科"), .none), found: nil), by: Story.verifier, on: "2020-05-10")
        try course.when(check, by: Story.verifier, on: "2020-05-08")
        #expect(course.state?.lastStepOn == day("2020-05-10"))
        #expect(course.refusal(of: .close(Round.Rest()), by: Story.recorder, on: "2020-05-09") == "E-DATE-BEFORE-STEP")
        try course.when(
            .close(Round.Rest(lastClosedOn: day("2020-05-10"))), by: Story.recorder, on: "2020-05-10")
        #expect(
            course.refusal(of: .survey(Self.survey(60, 48, 7, 1, answered: 56)), by: Story.recorder, on: "2020-05-09")
                == nil)
    }

    @Test("whoever put a plan forward does not approve it, when another put it forward anew after them either")
    func proposers() throws {
        var course = try Self.planned()
        try course.when(.plan(Self.plan(1, 2, 3), bare: []), by: Story.recorder, on: "2020-04-26")
        #expect(course.refusal(of: .approvePlan, by: Story.approver, on: "2020-04-28") == "E-PLAN-SAME-PERSON")
        #expect(course.refusal(of: .approvePlan, by: Story.secondApprover, on: "2020-04-28") == nil)
    }

    @Test("is given what it was opened without; the rest stays")
    func amending() throws {
        var course = try Self.opened()
        try course.when(
            .amend(Self.about { ($0.body, $0.document) = ("区委第三巡察组", Self.document) }), by: Story.recorder,
            on: "2020-04-18", "开启时漏写")
        try course.when(
            .amend(Self.about { $0.intensiveUntil = day("2020-07-17") }), by: Story.recorder, on: "2020-06-30",
            "上级要求三个月")
        #expect(course.state?.body == "区委第三巡察组")
        #expect(course.state?.document == Self.document)
        #expect(course.state?.intensiveUntil == day("2020-07-17"))
        #expect(course.state?.source == "巡察反馈")
        // To say better what was is no step: what went on meanwhile is still recorded.
        try course.when(.schedule(Self.schedule()), by: Story.recorder, on: "2020-06-01")
        try course.when(
            .amend(Self.about { $0.body = "区委巡察组" }), by: Story.recorder, on: "2020-05-01", "名称有误")
        #expect(
            course.refusal(of: .plan(Self.plan(1), bare: []), by: Story.recorder, on: "2020-06-01") == nil)
        course.foldEverySubset()
    }

    @Test("a random sample is the same for the same seed, another for another, and part of what it is drawn from")
    func sample() {
        let population = (1...60).map(Self.number)
        let sample = RoundSampled.random(10, of: population, seed: "20210308")
        #expect(sample == RoundSampled.random(10, of: population.reversed(), seed: "20210308"))
        #expect(sample != RoundSampled.random(10, of: population, seed: "20210309"))
        #expect(Set(sample).count == 10 && Set(sample).isSubset(of: population))
        #expect(RoundSampled.random(20, of: population, seed: "20210308").prefix(10) == sample[...])
        #expect(RoundSampled.random(99, of: population, seed: "20210308").count == 60)
    }
}
