import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("Filters")
struct FilterTests {
    /// 1: overdue, first branch · 2: due soon, second branch · 3: far off, both · 4: closed, first branch.
    private func office() throws -> TestOffice {
        let office = try TestOffice()
        let both = [TestOffice.first, TestOffice.second]
        _ = try office.planned("记录缺 100% 会议", category: "组织生活", on: "2020-07-02", due: "2020-08-01")
        _ = try office.planned(
            "Late_Reports", category: "信息", units: [TestOffice.second], owner: TestOffice.other, on: "2020-07-03",
            due: "2020-08-20")
        _ = try office.planned("账目不清", category: "财务", units: both, on: "2020-07-04", due: "2020-12-31")
        let closed = try office.planned("车辆管理", category: "财务", on: "2020-07-05", due: "2020-08-01")
        try office.complete(closed, on: "2020-07-20")
        try office.close(closed, on: "2020-07-21")
        office.clock.set(day("2020-08-10"))
        return office
    }

    private static let cases: [(String, @Sendable (inout FindingFilter) -> Void, [Int], [Int])] = [
        ("all", { _ in }, [1, 2, 3, 4], [1, 2, 3, 4]),
        ("number", { $0.numbers = [number("2020-2")] }, [2], [2]),
        ("unit", { $0.units = [TestOffice.second] }, [2, 3], [2, 3]),
        ("two units", { $0.units = [TestOffice.first, TestOffice.second] }, [1, 2, 3, 4], [1, 2, 3, 4]),
        ("category", { $0.categories = ["财务", "信息"] }, [2, 3, 4], [2, 3, 4]),
        ("stage", { $0.stages = [.closed] }, [4], [4]),
        ("owner", { $0.owners = [TestOffice.other] }, [2], [2]),
        ("round", { $0.rounds = [TestOffice.round] }, [1, 2, 3, 4], [1, 2, 3, 4]),
        ("no such round", { $0.rounds = [RoundID("民主生活会-2019")!] }, [], []),
        ("source", { $0.sources = ["巡察反馈"] }, [1, 2, 3, 4], [1, 2, 3, 4]),
        ("since", { $0.since = day("2020-07-04") }, [3, 4], [3, 4]),
        ("until", { $0.until = day("2020-07-03") }, [1, 2], [1, 2]),
        ("open", { $0.isOpen = true }, [1, 2, 3], [1, 2, 3]),
        ("overdue", { $0.isOverdue = true }, [1], [1]),
        ("not overdue", { $0.isOverdue = false }, [2, 3, 4], [2, 3, 4]),
        ("red", { $0.lights = [.red] }, [1], [1]),
        ("yellow", { $0.lights = [.yellow] }, [2], [2]),
        ("green or red", { $0.lights = [.green, .red] }, [1, 3], [1, 3]),
        ("text", { $0.text = "不清" }, [3], [3]),
        ("text with a per cent sign", { $0.text = "100%" }, [1], [1]),
        ("a per cent sign is no wildcard", { $0.text = "记录%会议" }, [], []),
        ("an underscore is no wildcard", { $0.text = "late_r" }, [2], [2]),
        ("text of a measure", { $0.text = "补齐会议记录" }, [1, 2, 3, 4], [1, 2, 3, 4]),
        (
            "both",
            {
                $0.categories = ["财务"]; $0.isOpen = true
            }, [3], [3]
        ),
    ]

    @Test("a filter lets through what it says", arguments: cases.indices)
    func filters(index: Int) throws {
        let (name, change, findings, measures) = FilterTests.cases[index]
        let office = try office()
        var filter = FindingFilter()
        change(&filter)
        #expect(try office.ledger.findings(filter).map(\.number.ordinal) == findings, "\(name)")
        #expect(try office.ledger.measures(filter).map(\.finding.ordinal) == measures, "\(name)")
        #expect(try office.ledger.statistics(by: nil, filter).map(\.statistics.total) == [findings.count], "\(name)")
    }

    @Test("a measure's own owner and units are found")
    func ownOwner() throws {
        let office = try office()
        var planned = TestOffice.plan("自查", due: "2020-09-30")
        planned.owner = TestOffice.other
        planned.units = [TestOffice.second]
        try office.step(number("2020-1"), .plan(planned), on: "2020-08-10", by: TestOffice.recorder)
        var filter = FindingFilter()
        filter.owners = [TestOffice.other]
        #expect(try office.ledger.measures(filter).map(\.text) == ["自查", "补齐会议记录"])
        #expect(try office.ledger.findings(filter).map(\.number.ordinal) == [1, 2])
        filter.owners = []
        filter.units = [TestOffice.second]
        #expect(
            try office.ledger.measures(filter).map(\.units) == [
                [TestOffice.second], [TestOffice.second], [TestOffice.first, TestOffice.second],
            ])
        #expect(try office.ledger.findings().first?.units == [TestOffice.first, TestOffice.second])
    }

    @Test("a row says when it is due, since when it is overdue, and how old it is")
    func rows() throws {
        let office = try office()
        let rows = try office.ledger.findings()
        #expect(rows.map(\.light) == [.red, .yellow, .green, nil])
        #expect(rows.map(\.overdueDays) == [9, 0, 0, 0])
        #expect(rows.map(\.age) == [39, 38, 37, 16])
        #expect(rows[3].closedOn == day("2020-07-21") && rows[3].evidence == 1 && rows[3].measuresDone == 1)
        #expect(rows[0].owner == TestOffice.owner && rows[0].leader == TestOffice.leader)
    }
}

@Suite("Log")
struct LogTests {
    private func office() throws -> TestOffice {
        let office = try TestOffice()
        let first = try office.planned("甲", on: "2020-07-02", due: "2020-08-01")
        _ = try office.planned("乙", category: "财务", on: "2020-07-03", due: "2020-08-01")
        try office.step(
            first, .progress(TestOffice.progress(60, "Signed ABC")), on: "2020-07-05", recorded: "2020-07-20",
            by: TestOffice.owner)
        return office
    }

    private func log(_ office: TestOffice, _ change: (inout LogFilter) -> Void) throws -> [LogRow] {
        var filter = LogFilter()
        change(&filter)
        return try office.ledger.log(filter)
    }

    @Test("newest first, with a limit; or in order")
    func order() throws {
        let office = try office()
        let all = try log(office) { _ in }
        #expect(all.map(\.sequence) == (1...all.count).reversed())
        #expect(try log(office) { $0.limit = 2 }.map(\.sequence) == [all.count, all.count - 1])
        #expect(try log(office) { $0.limit = 0 }.isEmpty)
        #expect(
            try log(office) {
                $0.order = .oldestFirst; $0.limit = 2
            }.map(\.sequence) == [1, 2])
        #expect(try log(office) { $0.positions = 3...4 }.map(\.sequence) == [4, 3])
        #expect(
            try log(office) {
                $0.positions = 3...4; $0.order = .oldestFirst
            }.map(\.sequence) == [3, 4])
    }

    @Test("by day of happening or of recording, by actor, type, stream, finding and text")
    func filters() throws {
        let office = try office()
        let last = try #require(try log(office) { $0.limit = 1 }.first)
        func only(_ change: (inout LogFilter) -> Void) throws -> Bool {
            try log(office, change).map(\.sequence) == [last.sequence]
        }
        #expect(try only { $0.since = day("2020-07-04") })
        #expect(try log(office) { $0.until = day("2020-07-04") }.count == last.sequence - 1)
        #expect(try log(office) { $0.since = day("2020-07-06") }.isEmpty)
        #expect(
            try only {
                $0.since = day("2020-07-06"); $0.basis = .recorded
            })
        #expect(try only { $0.actors = [TestOffice.owner] })
        #expect(try only { $0.types = ["measure.progressed"] })
        #expect(try only { $0.types = ["taizhang.measure.progressed.v1"] })
        #expect(try log(office) { $0.types = ["measure"] }.isEmpty)
        #expect(try log(office) { $0.streams = ["finding/2020-002"] }.count == 3)
        #expect(try log(office) { $0.streams = ["round"] }.count == 1)
        #expect(try log(office) { $0.findings.categories = ["财务"] }.count == 3)
        #expect(try only { $0.text = "signed abc" })
        #expect(try log(office) { $0.text = "分工" }.map(\.title.zh) == ["分派问题", "分派问题"])
    }
}
