import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("supervision, as lists and proposals tell it")
struct SupervisionListTests {
    private func due(_ office: TestOffice, _ date: String) throws -> [String] {
        try office.ledger.supervisionDue(.init(), .occurred(day(date))).map {
            "\($0.finding.number) \($0.level) \($0.finding.overdueDays)/\($0.threshold)"
        }
    }

    @Test("the next level is proposed when its days are reached, by the thresholds of that day")
    func proposals() throws {
        let office = try TestOffice()
        let first = try office.planned("甲", on: "2020-07-02", due: "2020-08-01")
        let second = try office.planned("乙", on: "2020-07-02", due: "2020-08-05")
        #expect(try due(office, "2020-08-01").isEmpty)
        #expect(try due(office, "2020-08-02") == ["2020-001 reminder 1/1"])
        try office.step(first, .issue(SupervisionIssued(.reminder)), on: "2020-08-02", by: TestOffice.verifier)
        #expect(try due(office, "2020-08-15") == ["2020-002 reminder 10/1"])
        #expect(try due(office, "2020-08-16") == ["2020-001 notice 15/15", "2020-002 reminder 11/1"])
        try office.record(on: "2020-08-10", by: TestOffice.approver, "区里要求") { desk in
            var thresholds = desk.office.thresholds
            thresholds.noticeDays = 9
            try desk.office(.adopt(thresholds, ledger: office.ledger.identity.id))
        }
        #expect(try due(office, "2020-08-09") == ["2020-002 reminder 4/1"])
        #expect(try due(office, "2020-08-10") == ["2020-001 notice 9/9", "2020-002 reminder 5/1"])
        #expect(try office.ledger.verify(evidence: false).outcome == .intact)

        let row = try #require(try office.ledger.findings(.init(), .occurred(day("2020-08-10"))).first)
        #expect(row.supervision == .reminder && row.nextSupervision == .notice)
        let listed = try office.ledger.rows(of: .supervised, .occurred(day("2020-08-10")))
        #expect(listed.map { $0["number", of: .supervised] } == [first.text])
        #expect(
            ["level", "overdueDays", "issued"].map { listed.first?[$0, of: .supervised] } == ["reminder", "9", "1"])
        try office.complete(first, on: "2020-08-20")
        #expect(try office.ledger.rows(of: .supervised).isEmpty)
        _ = second
    }

    @Test("a round's plan, reports, people's word and accountability stand in its row and in the statistics")
    func round() throws {
        let office = try TestOffice()
        let finding = try office.planned("甲", on: "2020-07-02", due: "2020-08-01")
        var schedule = RoundScheduled()
        schedule.stages = [RoundStage("动员", until: day("2020-07-20")), RoundStage("整改", until: day("2020-12-31"))]
        schedule.reports = [day("2020-08-31"), day("2020-10-31")]
        let document = TestOffice.exhibit().file
        try office.record(on: "2020-07-03", by: TestOffice.recorder) { desk in
            try desk.round(TestOffice.round, .schedule(schedule))
            let (measures, bare) = try desk.measures(of: TestOffice.round)
            #expect(measures == [PlannedMeasure(finding, 1)] && bare.isEmpty)
            try desk.round(TestOffice.round, .plan(RectificationPlanned(measures, document: document), bare: bare))
        }
        try office.record(on: "2020-07-04", by: TestOffice.approver) { try $0.round(TestOffice.round, .approvePlan) }
        try office.step(
            finding, .plan(TestOffice.plan("再做一条", due: "2020-09-30")), on: "2020-07-10", by: TestOffice.recorder)
        try office.record(on: "2020-09-02", by: TestOffice.recorder) { desk in
            try desk.round(TestOffice.round, .report(RoundReported(due: day("2020-08-31"), text: "过半")))
            try desk.round(
                TestOffice.round, .account(RoundAccounted(Accountability(talk: 2), unit: TestOffice.first)))
            try desk.round(TestOffice.round, .account(RoundAccounted(Accountability(discipline: 1))))
            try desk.round(
                TestOffice.round, .survey(RoundSurveyed(asked: 40, satisfied: 20, basically: 9, dissatisfied: 1)))
        }
        func told(_ date: String) throws -> [String?] {
            let row = try #require(try office.ledger.rows(of: .rounds, .occurred(day(date))).first)
            return ["stage", "plan", "unplanned", "reportsLate", "nextReport", "satisfaction", "accountable"].map {
                row[$0, of: .rounds]
            }
        }
        #expect(try told("2020-07-03") == ["动员", "proposed", "0", nil, "2020-08-31", nil, nil])
        #expect(try told("2020-09-01") == ["整改", "approved", "1", "1", "2020-10-31", nil, nil])
        #expect(try told("2020-09-02") == ["整改", "approved", "1", "1", "2020-10-31", "96", "3"])
        #expect(try told("2021-01-01") == [nil, "approved", "1", "2", nil, "96", "3"])

        let all = try #require(try office.ledger.statistics().first).results
        #expect(all.accountable == 3 && all.satisfaction == Rate(29, 30) && all.regulations == 0)
        let units = try office.ledger.statistics(by: .unit)
        #expect(units.map(\.group) == [TestOffice.first.text] && units.map(\.results.accountable) == [2])
        let categories = try office.ledger.statistics(by: .category)
        #expect(categories.map(\.results.accountable) == [nil] && categories.map(\.results.satisfaction) == [nil])
        #expect(try office.ledger.checkReadModels().isEmpty)

        let tasks = try office.ledger.rows(of: .taskList, id: TestOffice.round.text)
        #expect(tasks.map { $0["planned", of: .taskList] } == ["1", "0"])
        #expect(try office.ledger.rows(of: .findingList, id: TestOffice.round.text).count == 1)
        #expect(try office.ledger.rows(of: .responsibilityList, id: "别的轮次").isEmpty)
    }

    @Test("what is left when a round is to be closed: sustained, unsettled, not looked back at")
    func rest() throws {
        let office = try TestOffice()
        let sustained = try office.register("长期", on: "2020-07-02")
        try office.assign(sustained, on: "2020-07-02")
        var plan = TestOffice.plan(due: "2020-08-01")
        (plan.kind, plan.deadline, plan.reviews) = (.sustained, nil, [day("2020-08-01")])
        try office.step(sustained, .plan(plan), on: "2020-07-02", by: TestOffice.recorder)
        let open = try office.planned("未完", on: "2020-07-02", due: "2020-08-01")
        func rest() throws -> Round.Rest {
            var found = Round.Rest()
            try office.record(on: "2020-08-05", by: TestOffice.recorder) { found = try $0.rest(of: TestOffice.round) }
            return found
        }
        #expect(try rest() == Round.Rest(unsettled: [sustained, open]))
        var review = MeasureReviewed()
        review.measure = 1
        try office.step(sustained, .review(review), on: "2020-08-02", by: TestOffice.verifier)
        try office.complete(open, on: "2020-08-01")
        #expect(try rest() == Round.Rest(sustained: [sustained], unsettled: [open]))
        try office.close(open, on: "2020-08-03")
        #expect(try rest() == Round.Rest(sustained: [sustained], lastClosedOn: day("2020-08-03")))
    }
}
