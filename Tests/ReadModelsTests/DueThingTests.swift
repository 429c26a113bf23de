import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("What is due")
struct DueThingTests {
    private func plan(sustained reviews: [String]) -> MeasurePlanned {
        var planned = MeasurePlanned()
        planned.text = "每季度查一次"
        planned.kind = .sustained
        planned.reviews = reviews.map(day)
        return planned
    }

    private func names(_ things: [DueThing]) -> [String] { things.map { "\($0.day) \($0.name)" } }

    /// Without the end of the round's intensive period.
    private func due(_ office: TestOffice, _ filter: FindingFilter = .init(), _ horizon: Horizon = .now) throws
        -> [String]
    {
        names(try office.ledger.dueThings(filter, horizon).things.filter { $0.kind != .intensivePeriod })
    }

    @Test(
        "given a measure that is open, when it is extended and completed, then its deadline moves under one name, and goes"
    )
    func deadline() throws {
        let office = try TestOffice()
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-01")
        #expect(try due(office) == ["2020-08-01 finding/2020-001/measure/1/deadline"])
        let before = try #require(try office.ledger.dueThings().things.first)
        try office.step(
            finding, .requestExtension(ExtensionRequested(measure: 1, until: day("2020-09-01"))), on: "2020-07-20",
            by: TestOffice.owner, "人手不足")
        try office.step(finding, .grantExtension(measure: 1, until: nil), on: "2020-07-21", by: TestOffice.leader)
        let after = try #require(try office.ledger.dueThings().things.first)
        #expect(after.name == before.name && after.day == day("2020-09-01"))
        #expect(after.revision.version == before.revision.version + 2 && after.revision.time > before.revision.time)
        try office.complete(finding, on: "2020-08-30")
        #expect(try due(office) == [])
        #expect(
            try due(office, .init(), .occurred(day("2020-07-20"))) == ["2020-08-01 finding/2020-001/measure/1/deadline"]
        )
    }

    @Test("given a sustained measure, then every date after the last review is due, and after the closure too")
    func reviews() throws {
        let office = try TestOffice()
        let finding = try office.register(on: "2020-07-02")
        try office.assign(finding, on: "2020-07-02")
        try office.step(
            finding, .plan(plan(sustained: ["2020-12-31", "2020-09-30", "2021-03-31"])), on: "2020-07-03",
            by: TestOffice.recorder)
        let base = "finding/2020-001/measure/1"
        let all = ["2020-09-30", "2020-12-31", "2021-03-31"].map { "\($0) \(base)/\($0)/review" }
        #expect(try due(office) == all)
        var reviewed = MeasureReviewed()
        reviewed.measure = 1
        reviewed.outcome = .passed
        try office.step(finding, .review(reviewed), on: "2020-10-08", by: TestOffice.verifier)
        #expect(try due(office) == Array(all.dropFirst()))
        try office.close(finding, on: "2020-10-20")
        #expect(try due(office) == Array(all.dropFirst()))
    }

    @Test("given a round, then its intensive period ends once, for the round and for the filters that reach it")
    func intensive() throws {
        let office = try TestOffice()
        _ = try office.planned(on: "2020-07-02", due: "2020-08-01")
        let ends = try office.ledger.dueThings().things.filter { $0.kind == .intensivePeriod }
        #expect(names(ends) == ["2021-01-01 round/巡察反馈-2020/intensive-period"])
        for (change, count) in [
            ({ $0.rounds = [TestOffice.round] }, 1), ({ $0.rounds = [RoundID("别的")!] }, 0),
            ({ $0.units = [TestOffice.first] }, 1), ({ $0.units = [TestOffice.second] }, 0),
        ] as [((inout FindingFilter) -> Void, Int)] {
            var filter = FindingFilter()
            change(&filter)
            let found = try office.ledger.dueThings(filter).things.filter { $0.kind == .intensivePeriod }
            #expect(found.count == count)
        }
    }

    @Test("filters and the light ask of measures what lists ask")
    func filters() throws {
        let office = try TestOffice()
        _ = try office.planned(on: "2020-07-02", due: "2020-08-01")
        _ = try office.planned(
            units: [TestOffice.second], owner: TestOffice.other, on: "2020-07-03", due: "2020-12-31")
        office.clock.set(day("2020-08-10"))
        var filter = FindingFilter()
        filter.owners = [TestOffice.other]
        #expect(try due(office, filter) == ["2020-12-31 finding/2020-002/measure/1/deadline"])
        var overdue = FindingFilter()
        overdue.isOverdue = true
        #expect(try due(office, overdue) == ["2020-08-01 finding/2020-001/measure/1/deadline"])
    }
}
