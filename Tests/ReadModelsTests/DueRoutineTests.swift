import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("What is due beside measures")
struct DueRoutineTests {
    private static let plan = PlanID("2020年下半年")!

    private func due(
        _ kind: DueThing.Kind, _ office: TestOffice, on date: String, _ change: (inout FindingFilter) -> Void = { _ in }
    ) throws -> [String] {
        office.clock.set(day(date))
        var filter = FindingFilter()
        change(&filter)
        return try office.ledger.dueThings(filter).things.filter { $0.kind == kind }.map { "\($0.day) \($0.name)" }
    }

    private func hold(_ kind: String, _ place: Int, on date: String, at office: TestOffice) throws {
        var held = ActivityHeld()
        (held.kind, held.topic, held.branch) = (kind, kind, TestOffice.first)
        try office.record(on: date, by: TestOffice.recorder) {
            try $0.perform(.hold(held, unknown: []), on: ActivityNumber(year: 2020, ordinal: place), of: Activity.self)
        }
    }

    @Test(
        "given a duty of two units, then its running and its next period are due, until one holds it; what was missed is not"
    )
    func duties() throws {
        let office = try TestOffice()
        var set = DutySet()
        (set.frequency, set.kinds, set.units) = (.monthly, ["支委会"], [TestOffice.first, TestOffice.second])
        (set.from, set.until) = (day("2020-07-10"), day("2020-09-15"))
        set.owner = TestOffice.owner
        try office.record(on: "2020-07-01", by: TestOffice.approver) {
            try $0.perform(.set(set), on: DutyID("支委会")!, of: Duty.self)
        }
        let base = "duty/支委会"
        func both(_ day: String, _ label: String) -> [String] {
            [TestOffice.first, TestOffice.second].map { "\(day) \(base)/\(label)/\($0)/duty" }
        }
        #expect(try Set(due(.duty, office, on: "2020-07-05")) == Set(both("2020-07-31", "2020-07")))
        try hold("支委会", 1, on: "2020-07-20", at: office)
        #expect(
            try Set(due(.duty, office, on: "2020-07-20"))
                == Set(both("2020-07-31", "2020-07").suffix(1) + both("2020-08-31", "2020-08")))
        #expect(
            try due(.duty, office, on: "2020-07-20") { $0.units = [TestOffice.first] }
                == Array(both("2020-08-31", "2020-08").prefix(1)))
        #expect(try due(.duty, office, on: "2020-07-20") { $0.owners = [TestOffice.other] } == [])
        #expect(try due(.duty, office, on: "2020-07-20") { $0.lights = [.red] } == [])
        #expect(try due(.duty, office, on: "2020-07-20") { $0.rounds = [TestOffice.round] } == [])
        #expect(
            try Set(due(.duty, office, on: "2020-08-02"))
                == Set(both("2020-08-31", "2020-08") + both("2020-09-15", "2020-09")))
        try office.record(on: "2020-08-02", by: TestOffice.approver, "并入") {
            try $0.perform(.end, on: DutyID("支委会")!, of: Duty.self)
        }
        #expect(try due(.duty, office, on: "2020-08-02") == [])
    }

    @Test(
        "given a task each quarter and one that is done once, then the first period missed and the next are due until shown"
    )
    func tasks() throws {
        let office = try TestOffice()
        try office.record(on: "2020-07-01", by: TestOffice.approver) {
            var adopted = PlanAdopted()
            adopted.title = "计划"
            adopted.items = [PlanItem(1, "整改")]
            (adopted.from, adopted.until) = (day("2020-01-01"), day("2020-12-31"))
            try $0.perform(.adopt(adopted), on: DueRoutineTests.plan, of: Plan.self)
        }
        func assign(_ number: Int, _ frequency: Frequency, until: String) throws {
            var assigned = TaskAssigned()
            (assigned.item, assigned.text, assigned.frequency) = (1, "抽查", frequency)
            (assigned.units, assigned.owner) = ([TestOffice.first], TestOffice.owner)
            (assigned.from, assigned.until) = (day("2020-01-01"), day(until))
            let id = TaskID(plan: DueRoutineTests.plan, number: number)
            try office.record(on: "2020-07-01", by: TestOffice.recorder) { desk in
                let plan = try desk.state(DueRoutineTests.plan, of: Plan.self)
                try desk.perform(.assign(assigned, plan: plan), on: id, of: PlanTask.self)
            }
        }
        try assign(1, .quarterly, until: "2020-12-31")
        try assign(2, .once, until: "2020-08-31")
        let all = [
            "2020-03-31 task/2020年下半年-1/2020-Q1/task", "2020-08-31 task/2020年下半年-2/task",
            "2020-09-30 task/2020年下半年-1/2020-Q3/task",
        ]
        #expect(try due(.task, office, on: "2020-07-02") == all)
        #expect(try due(.task, office, on: "2020-07-02") { $0.units = [TestOffice.second] } == [])
        #expect(try due(.task, office, on: "2020-07-02") { $0.isOverdue = true } == Array(all.prefix(1)))
        #expect(try due(.task, office, on: "2020-07-02") { $0.text = "抽查" } == [])
    }

    @Test("given days on which a round reports, then each is due until the round has reported for it")
    func progressReports() throws {
        let office = try TestOffice()
        var scheduled = RoundScheduled()
        scheduled.reports = [day("2020-08-01"), day("2020-10-01")]
        try office.record(on: "2020-07-02", by: TestOffice.recorder) {
            try $0.round(TestOffice.round, .schedule(scheduled))
        }
        let all = ["2020-08-01", "2020-10-01"].map { "\($0) round/巡察反馈-2020/\($0)/progress-report" }
        #expect(try due(.progressReport, office, on: "2020-07-02") == all)
        #expect(try due(.progressReport, office, on: "2020-07-02") { $0.rounds = [RoundID("别的")!] } == [])
        var reported = RoundReported()
        (reported.due, reported.text) = (day("2020-08-01"), "进展顺利")
        try office.record(on: "2020-07-30", by: TestOffice.recorder) {
            try $0.round(TestOffice.round, .report(reported))
        }
        #expect(try due(.progressReport, office, on: "2020-07-30") == Array(all.suffix(1)))
    }

    @Test("given units that are to look for the same problem, then each answer is due of the unit that was asked")
    func checks() throws {
        let office = try TestOffice()
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-01")
        try office.step(
            finding, .extendCheck(CheckExtended([TestOffice.second, unit("督查科")], due: day("2020-07-20"))),
            on: "2020-07-03", by: TestOffice.verifier)
        let all = ["督查科", "第二党支部"].map { "2020-07-20 finding/2020-001/\($0)/check" }
        #expect(try Set(due(.check, office, on: "2020-07-03")) == Set(all))
        #expect(try due(.check, office, on: "2020-07-03") { $0.units = [TestOffice.second] } == Array(all.suffix(1)))
        #expect(try due(.check, office, on: "2020-07-03") { $0.units = [TestOffice.first] } == [])
        #expect(try due(.check, office, on: "2020-07-03") { $0.text = "没有这样的问题" } == [])
        try office.step(
            finding, .answerCheck(CheckAnswered(TestOffice.second, .none), found: nil), on: "2020-07-10",
            by: TestOffice.other)
        #expect(try due(.check, office, on: "2020-07-10") == Array(all.prefix(1)))
    }

    @Test("reviews of regulations and titles move under one name; an answer to a matter is due until it comes")
    func papers() throws {
        let office = try TestOffice()
        let title = ApplicationID("文明单位")!, matter = MatterNumber(year: 2020, ordinal: 1)
        let rule = RegulationID("三会一课制度")!
        try office.record(on: "2020-07-02", by: TestOffice.recorder) { desk in
            var applied = ApplicationApplied()
            (applied.title, applied.reviewOn) = ("文明单位", day("2020-09-01"))
            try desk.perform(.apply(applied), on: title, of: Application.self)
            var reported = MatterReported()
            (reported.text, reported.body, reported.due) = ("换届", "区直机关工委", day("2020-07-20"))
            reported.unit = TestOffice.first
            try desk.perform(.report(reported), on: matter, of: Matter.self)
            var drafted = RegulationDrafted()
            drafted.unit = TestOffice.first
            try desk.perform(.draft(drafted, unknown: []), on: rule, of: Regulation.self)
        }
        try office.record(on: "2020-07-03", by: TestOffice.approver) { desk in
            var adopted = RegulationVersion()
            (adopted.document, adopted.reviewOn) = (TestOffice.exhibit().file, day("2021-07-01"))
            try desk.perform(.adopt(adopted, unknown: []), on: rule, of: Regulation.self)
        }
        let today = "2020-07-03"
        #expect(
            try due(.applicationReview, office, on: today) == ["2020-09-01 application/文明单位/application-review"])
        #expect(try due(.regulationReview, office, on: today) == ["2021-07-01 regulation/三会一课制度/regulation-review"])
        #expect(try due(.answer, office, on: today) == ["2020-07-20 matter/2020-001/answer"])
        #expect(try due(.applicationReview, office, on: today) { $0.units = [TestOffice.first] } == [])
        for kind in [DueThing.Kind.regulationReview, .answer] {
            #expect(try due(kind, office, on: today) { $0.units = [TestOffice.first] }.count == 1)
            #expect(try due(kind, office, on: today) { $0.units = [TestOffice.second] } == [])
        }
        try office.record(on: "2020-07-10", by: TestOffice.recorder) { desk in
            try desk.perform(.answer(MatterAnswered("同意", document: nil)), on: matter, of: Matter.self)
            var reviewed = RegulationReviewed()
            reviewed.reviewOn = day("2022-07-01")
            try desk.perform(.review(reviewed), on: rule, of: Regulation.self)
        }
        #expect(try due(.answer, office, on: "2020-07-10") == [])
        #expect(
            try due(.regulationReview, office, on: "2020-07-10") == ["2022-07-01 regulation/三会一课制度/regulation-review"])
    }
}
