import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("Statistics")
struct StatisticsTests {
    /// Five findings, by 2020-09-01:
    /// 1 closed on time · 2 overdue (first and second branch) · 3 complete, late, in progress · 4 relapsed after
    /// closure, with a new measure to come · 5 withdrawn.
    private func office() throws -> TestOffice {
        let office = try TestOffice()
        let closed = try office.planned("甲", category: "组织生活", on: "2020-07-02", due: "2020-08-01")
        let both = [TestOffice.first, TestOffice.second]
        _ = try office.planned("乙", category: "组织生活", units: both, on: "2020-07-02", due: "2020-08-01")
        let late = try office.planned(
            "丙", category: "财务", units: [TestOffice.second], owner: TestOffice.other, on: "2020-07-02",
            due: "2020-07-20")
        let relapsed = try office.planned("丁", category: "财务", on: "2020-07-02", due: "2020-08-01")
        let withdrawn = try office.planned("戊", category: "财务", on: "2020-07-02", due: "2020-07-10")
        try office.complete(relapsed, on: "2020-07-05")
        try office.close(relapsed, on: "2020-07-06")
        try office.step(
            withdrawn, .withdraw(approver: TestOffice.approver), on: "2020-07-07", by: TestOffice.recorder, "登记有误")
        try office.step(
            relapsed, .lookBack(FindingLookedBack(.relapsed, note: nil)), on: "2020-07-15", by: TestOffice.verifier,
            "又出现")
        try office.step(
            relapsed, .plan(TestOffice.plan("建章立制", due: "2020-12-31")), on: "2020-07-16", by: TestOffice.recorder)
        try office.complete(late, on: "2020-07-25", by: TestOffice.other)
        try office.complete(closed, on: "2020-08-01")
        try office.close(closed, on: "2020-08-03")
        office.clock.set(day("2020-09-01"))
        return office
    }

    private func rate(_ rate: Rate?) -> String { rate.map { "\($0.numerator)/\($0.denominator)" } ?? "–" }

    private func rates(_ statistics: Statistics) -> [String] {
        [
            statistics.completion, statistics.closure, statistics.punctuality, statistics.lateness,
            statistics.relapse,
        ].map(rate)
    }

    @Test("counts and rates are those made by hand")
    func byHand() throws {
        let office = try office()
        let all = try #require(try office.ledger.statistics().first)
        let statistics = all.statistics
        #expect(all.group == nil)
        #expect([statistics.total, statistics.open, statistics.closed, statistics.overdue] == [4, 3, 1, 1])
        #expect([statistics.measures, statistics.measuresDone] == [5, 3])
        // On time: 甲 and 丁's first; 乙 passed, 丙 was late; 丁's second is still to come.
        #expect(rates(statistics) == ["2/4", "1/4", "2/4", "1/4", "1/2"])
    }

    @Test("a finding counts for each of its units")
    func byUnit() throws {
        let office = try office()
        let rows = try office.ledger.statistics(by: .unit)
        #expect(rows.map(\.group) == ["第一党支部", "第二党支部"])
        #expect(
            rows.map { rates($0.statistics) } == [
                ["1/3", "1/3", "2/3", "1/3", "1/2"], ["1/2", "0/2", "0/2", "1/2", "–"],
            ])
        #expect(rows.map(\.statistics.total) == [3, 2])
    }

    @Test("groups by category, source and round; filters hold")
    func groups() throws {
        let office = try office()
        #expect(try office.ledger.statistics(by: .category).map(\.group) == ["组织生活", "财务"])
        #expect(try office.ledger.statistics(by: .category).map(\.statistics.total) == [2, 2])
        #expect(try office.ledger.statistics(by: .source).map(\.group) == ["巡察反馈"])
        let all = try office.ledger.statistics().map(\.statistics)
        #expect(try office.ledger.statistics(by: .round).map(\.statistics) == all)
        let round = try #require(try office.ledger.rows(of: .rounds).first)
        #expect(["findings", "open", "overdue"].map { round[$0, of: .rounds] } == ["4", "3", "1"])
        var filter = FindingFilter()
        filter.units = [TestOffice.second]
        #expect(try office.ledger.statistics(by: .unit, filter).map(\.group) == ["第二党支部"])
        #expect(try office.ledger.statistics(by: nil, filter).map(\.statistics.total) == [2])
        filter.categories = ["没有"]
        #expect(try office.ledger.statistics(by: .unit, filter).isEmpty)
        #expect(
            try office.ledger.statistics(by: nil, filter).map { rates($0.statistics) } == [["–", "–", "–", "–", "–"]])
    }

    @Test("as of an earlier day, the numbers are those of that day")
    func earlier() throws {
        let office = try office()
        let rows = try office.ledger.statistics(by: nil, .init(), .occurred(day("2020-07-10")))
        #expect(rows.map { rates($0.statistics) } == [["1/4", "1/4", "1/1", "0/4", "0/1"]])
    }

    @Test("an extension moves the deadline, not the one that punctuality goes by")
    func extensions() throws {
        let office = try TestOffice()
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-01")
        try office.step(
            finding, .requestExtension(ExtensionRequested(measure: 1, until: day("2020-09-01"))), on: "2020-07-20",
            by: TestOffice.owner, "材料未齐")
        try office.step(finding, .grantExtension(measure: 1, until: nil), on: "2020-07-21", by: TestOffice.leader)
        try office.complete(finding, on: "2020-08-20")

        let statistics = try #require(try office.ledger.statistics().first).statistics
        #expect(rate(statistics.punctuality) == "0/1")
        let before = try office.ledger.statistics(by: nil, .init(), .occurred(day("2020-08-10"))).map(\.statistics)
        #expect(before.map { rate($0.punctuality) } == ["0/1"])
        #expect(before.map(\.overdue) == [0])
        let frames = try office.ledger.replay(step: .day).filter { $0.date == day("2020-08-10") }
        #expect(frames.map(\.statistics) == before)
        let row = try #require(try office.ledger.measures().first)
        #expect(row.originalDeadline == day("2020-08-01") && row.deadline == day("2020-09-01") && row.extensions == 1)
        #expect(try office.ledger.findings().first?.extensions == 1)
    }
}
