import Foundation
import GRDB
import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("points of a ledger")
struct PointsLedgerTests {
    private static let third = QuarterID("2020-Q3")!, fourth = QuarterID("2020-Q4")!
    private static let rules = PointRulesID("党员量化积分")!
    private static let first = MemberCode("DY-001")!, second = MemberCode("DY-002")!

    // MARK: given

    private static let commended = "获区级表彰"

    private static func version(base: Int, from date: String, commended value: Int = 5) -> PointRulesAdopted {
        func rule(
            _ item: String, _ value: Int, _ counts: Counting, _ kinds: [String] = [], _ sign: PointRule.Sign = .add
        ) -> PointRule {
            var rule = PointRule()
            (rule.item, rule.value, rule.counts, rule.kinds, rule.sign) = (item, value, counts, kinds, sign)
            return rule
        }
        func yearly(_ item: String, _ value: Int, _ counts: Counting, _ kinds: [String] = []) -> PointRule {
            var rule = rule(item, value, counts, kinds)
            (rule.cap, rule.period) = (10, .year)
            return rule
        }
        var adopted = PointRulesAdopted()
        adopted.from = day(date)
        adopted.rules = [
            rule("季度基础分", base, .base), rule("参加主题党日", 2, .participation, ["主题党日"]), rule("主讲党课", 5, .hosting, ["党课"]),
            rule("整改措施按期完成", 3, .measureontime), rule("整改措施逾期", 3, .measureoverdue, [], .deduct),
            rule("任务按期完成", 1, .taskontime), rule("意见建议被采纳", 2, .manual), yearly(commended, value, .manual),
            yearly("参加一线调研", value, .participation, ["一线调研"]),
        ]
        return adopted
    }

    /// Two members, one of them the owner of findings by their Party post, and rules in force from July.
    private static func office() throws -> TestOffice {
        let office = try TestOffice()
        try office.record(on: "2020-07-01", by: TestOffice.recorder) { desk in
            let posts = [(first, TestOffice.owner.name), (second, "党员")]
            for (code, post) in posts {
                let placing = Placing(branch: TestOffice.first, post: "科员", partyPost: post)
                try desk.perform(.enroll(MemberEnrolled(placing)), on: code, of: Member.self)
            }
        }
        try office.record(on: "2020-07-01", by: TestOffice.approver) { desk in
            try desk.perform(.adopt(version(base: 60, from: "2020-07-01")), on: rules, of: PointRules.self)
        }
        return office
    }

    @discardableResult
    private static func hold(
        _ kind: String, on date: String, in office: TestOffice, host: ActorID? = nil, present: Int? = nil,
        recorded: String? = nil, _ members: MemberCode...
    ) throws -> ActivityNumber {
        var held = ActivityHeld()
        (held.kind, held.topic, held.branch, held.host) = (kind, kind, TestOffice.first, host)
        (held.participants, held.present) = (members, present)
        var number = ActivityNumber(year: 2020, ordinal: 1)
        try office.record(on: date, recorded: recorded, by: TestOffice.recorder) { desk in
            number = try desk.nextNumber(in: day(date).year)
            try desk.claim(.held(held), about: number, of: Activity.self, on: day(date))
        }
        return number
    }

    private static func adjust(
        _ member: MemberCode, on date: String, in office: TestOffice, quarter: QuarterID = third,
        item: String = "意见建议被采纳", times: Int? = nil
    ) throws {
        try office.record(on: date, by: TestOffice.recorder, "回复单") { desk in
            var adjusted = PointsAdjusted()
            (adjusted.member, adjusted.item, adjusted.times) = (member, item, times)
            let version = try desk.rulesVersion(of: quarter, by: nil)
            try desk.perform(
                .adjust(
                    adjusted, approver: TestOffice.approver, rules: version, knows: true,
                    later: try desk.closedQuarter(after: quarter)), on: quarter, of: PointsQuarter.self)
        }
    }

    private static func close(_ quarter: QuarterID = third, on date: String, in office: TestOffice) throws {
        try office.record(on: date, by: TestOffice.recorder) { desk in
            let points = try desk.points(of: quarter, by: nil)
            try desk.perform(
                .close(
                    points.sheet, rules: points.rules, version: points.version, position: desk.position,
                    approver: TestOffice.approver, earlier: try desk.openQuarter(before: quarter)), on: quarter,
                of: PointsQuarter.self)
        }
    }

    private static func totals(_ office: TestOffice, _ quarter: QuarterID = third, _ horizon: Horizon = .now) throws
        -> [Int]
    {
        let report = try office.ledger.points(of: quarter, horizon)
        return report.sheet.rows.map(report.points)
    }

    // MARK: sources

    @Test("come of findings, activities and tasks, and of what was entered by hand")
    func sources() throws {
        let office = try Self.office()
        #expect(try Self.totals(office) == [60, 60])
        try Self.hold("主题党日", on: "2020-07-13", in: office, Self.first, Self.second)
        try Self.hold("党课", on: "2020-07-20", in: office, host: TestOffice.owner, present: 8, Self.first)
        #expect(try Self.totals(office) == [67, 62])
        let finding = try office.planned(on: "2020-07-21", due: "2020-08-31")
        try office.complete(finding, on: "2020-08-10")
        #expect(try Self.totals(office) == [67, 62])
        try office.close(finding, on: "2020-08-20")
        #expect(try Self.totals(office) == [70, 62])
        try Self.adjust(Self.second, on: "2020-08-21", in: office)
        #expect(try Self.totals(office) == [70, 64])
        _ = try office.planned(on: "2020-08-22", due: "2020-08-31")
        #expect(try Self.totals(office) == [70, 64])
        office.clock.set(day("2020-09-02"))
        #expect(try Self.totals(office) == [67, 64])
        #expect(try Self.totals(office, Self.third, .occurred(day("2020-07-14"))) == [62, 62])
        #expect(try Self.totals(office, Self.third, .occurred(day("2020-08-20"))) == [70, 62])
    }

    @Test("an activity that was withdrawn counts no more; people without names are told")
    func withdrawn() throws {
        let office = try Self.office()
        let number = try Self.hold("主题党日", on: "2020-07-13", in: office, present: 8, Self.first)
        let before = try office.ledger.points(of: Self.third).sheet
        #expect(before.rows.map(\.total) == [62, 60])
        #expect(before.unattributed.map(\.because) == [.unnamed(7)])
        try office.record(on: "2020-07-14", by: TestOffice.recorder, "重复登记") { desk in
            try desk.claim(.withdrawn(ActivityWithdrawn()), about: number, of: Activity.self, on: day("2020-07-14"))
        }
        #expect(try office.ledger.points(of: Self.third).sheet.rows.map(\.total) == [60, 60])
    }

    @Test("a task counts for its owner where it was completed by its last day")
    func tasks() throws {
        let office = try Self.office()
        try office.record(on: "2020-07-02", recorded: "2020-08-10", by: TestOffice.recorder) { desk in
            for (ordinal, until) in [(1, "2020-08-31"), (2, "2020-07-31")] {
                var assigned = TaskAssigned()
                (assigned.item, assigned.text, assigned.owner) = (1, "公示积分", TestOffice.owner)
                (assigned.from, assigned.until) = (day("2020-07-01"), day(until))
                let id = TaskID(plan: PlanID("2020年下半年")!, number: ordinal)
                try desk.claim(.assigned(assigned), about: id, of: PlanTask.self, on: day("2020-07-02"))
                try desk.claim(.completed(TaskCompleted()), about: id, of: PlanTask.self, on: day("2020-08-10"))
            }
        }
        office.clock.set(day("2020-08-11"))
        #expect(try Self.totals(office) == [61, 60])
    }

    // MARK: closing

    @Test("an old quarter comes out the same after later rules, late activities and adjustments elsewhere")
    func oldQuarter() throws {
        let office = try Self.office()
        try Self.hold("主题党日", on: "2020-07-13", in: office, Self.first)
        try Self.adjust(Self.second, on: "2020-08-21", in: office)
        let finding = try office.planned(on: "2020-08-22", due: "2020-09-29")
        try Self.close(on: "2020-10-08", in: office)
        #expect(try Self.totals(office) == [59, 62])
        #expect(try office.ledger.checkPoints(of: Self.third).differences.isEmpty)

        try office.record(on: "2020-10-09", by: TestOffice.approver) { desk in
            try desk.perform(
                .adopt(Self.version(base: 80, from: "2020-07-01")), on: Self.rules, of: PointRules.self)
        }
        try Self.hold("主题党日", on: "2020-08-01", in: office, recorded: "2020-10-10", Self.first, Self.second)
        try office.complete(finding, on: "2020-10-11")
        try Self.adjust(Self.second, on: "2020-10-12", in: office, quarter: Self.fourth)
        try office.record(on: "2020-10-12", by: TestOffice.recorder, "调出") { desk in
            try desk.perform(.leave, on: Self.second, of: Member.self)
        }

        #expect(try Self.totals(office) == [59, 62])
        let check = try office.ledger.checkPoints(of: Self.third)
        #expect(check.differences.isEmpty && check.closing.version == 1)
        #expect(try office.ledger.closedQuarters() == [Self.third])
        // The next quarter goes by the new version.
        #expect(try Self.totals(office, Self.fourth) == [80, 82])
        #expect(try office.ledger.checkReadModels().isEmpty)
        let live = try office.tables()
        _ = try office.ledger.rebuild()
        #expect(try office.tables() == live)
    }

    // MARK: by the year

    private static func code(_ body: () throws -> Void) -> String? {
        do { try body() } catch { return (error as? Fault)?.code ?? "\(error)" }
        return nil
    }

    @Test("quarters with entries are closed in their order, and none is added to once a later one is closed")
    func inOrder() throws {
        let office = try Self.office()
        try Self.adjust(Self.first, on: "2020-10-09", in: office, quarter: Self.fourth, item: Self.commended, times: 2)
        try Self.adjust(Self.first, on: "2020-10-10", in: office, item: Self.commended, times: 2)
        #expect(
            Self.code { try Self.close(Self.fourth, on: "2021-01-04", in: office) } == "E-QUARTER-EARLIER-OPEN")
        try Self.close(on: "2021-01-04", in: office)
        try Self.close(Self.fourth, on: "2021-01-04", in: office)
        #expect(try Self.totals(office) == [70, 60] && Self.totals(office, Self.fourth) == [60, 60])
        #expect(try office.ledger.checkPoints(of: Self.fourth).differences.isEmpty)
        let other = try Self.office()
        try Self.adjust(Self.first, on: "2020-10-09", in: other, quarter: Self.fourth, item: Self.commended, times: 2)
        try Self.close(Self.fourth, on: "2021-01-04", in: other)
        #expect(
            Self.code { try Self.adjust(Self.first, on: "2021-01-05", in: other, item: Self.commended, times: 2) }
                == "E-QUARTER-LATER-CLOSED")
    }

    @Test("what comes to light of a closed quarter takes nothing from the cap, what was closed with does")
    func late() throws {
        let office = try Self.office()
        try Self.hold("一线调研", on: "2020-08-03", in: office, Self.first)
        try Self.close(on: "2020-10-08", in: office)
        // Of September, and nobody was given anything for it in the third quarter.
        try Self.hold("一线调研", on: "2020-09-28", in: office, recorded: "2020-10-09", Self.first, Self.second)
        try Self.hold("一线调研", on: "2020-10-12", in: office, Self.first, Self.second)
        try Self.hold("一线调研", on: "2020-10-13", in: office, Self.first, Self.second)
        #expect(try Self.totals(office) == [65, 60])
        #expect(try Self.totals(office, Self.fourth) == [65, 70])
        try Self.close(Self.fourth, on: "2021-01-04", in: office)
        #expect(try office.ledger.checkPoints(of: Self.fourth).differences.isEmpty)
    }

    @Test("a quarter that is closed after a later one has what that one left of the cap")
    func closedLate() throws {
        let office = try Self.office()
        for day in ["2020-10-12", "2020-10-13"] { try Self.hold("一线调研", on: day, in: office, Self.first) }
        try Self.close(Self.fourth, on: "2021-01-04", in: office)
        for day in ["2020-08-03", "2020-08-04"] {
            try Self.hold("一线调研", on: day, in: office, recorded: "2021-01-05", Self.first, Self.second)
        }
        try Self.close(on: "2021-01-06", in: office)
        #expect(try Self.totals(office, Self.fourth) == [70, 60] && Self.totals(office) == [60, 70])
        for quarter in [Self.third, Self.fourth] {
            #expect(try office.ledger.checkPoints(of: quarter).differences.isEmpty)
        }
    }

    @Test("what a closed quarter gave is worth what it was worth then, whatever later rules make of it")
    func laterRules() throws {
        let office = try Self.office()
        try Self.adjust(Self.first, on: "2020-08-21", in: office, item: Self.commended)
        try Self.close(on: "2020-10-08", in: office)
        try office.record(on: "2020-10-09", by: TestOffice.approver) { desk in
            let adopted = Self.version(base: 60, from: "2020-10-01", commended: 10)
            try desk.perform(.adopt(adopted), on: Self.rules, of: PointRules.self)
        }
        try Self.adjust(Self.first, on: "2020-10-12", in: office, quarter: Self.fourth, item: Self.commended)
        #expect(try Self.totals(office) == [65, 60] && Self.totals(office, Self.fourth) == [65, 60])
        let row = try #require(try office.ledger.points(of: Self.fourth).sheet.row(Self.first))
        #expect(row.items.last.map { [$0.before, $0.points] } == [5, 5])
    }

    @Test("a total that is not what the ledger gives is found")
    func tampered() throws {
        let office = try Self.office()
        office.clock.set(day("2020-10-08"))
        // Another program closes the quarter with totals of its own.
        try office.record(on: "2020-10-08", by: TestOffice.recorder) { desk in
            var closed = QuarterClosed()
            (closed.rules, closed.version, closed.position) = (Self.rules, 1, desk.position)
            closed.totals = [PointsTotal(Self.first, branch: TestOffice.first, points: 99)]
            try desk.claim(.closed(closed), about: Self.third, of: PointsQuarter.self, on: day("2020-10-08"))
        }
        #expect(
            try office.ledger.checkPoints(of: Self.third).differences == [
                .init(member: Self.first, recorded: 99, computed: 60),
                .init(member: Self.second, recorded: nil, computed: 60),
            ])
    }

    @Test("an objection that is upheld corrects what stands, and what is computed again stays as closed")
    func objection() throws {
        let office = try Self.office()
        try Self.close(on: "2020-10-08", in: office)
        try office.record(on: "2020-10-09", by: TestOffice.recorder) { desk in
            try desk.perform(
                .object(Self.second, words: Erasable(["text": "少计一次"])), on: Self.third, of: PointsQuarter.self)
        }
        try office.record(on: "2020-10-10", by: TestOffice.approver, "漏登") { desk in
            try desk.perform(
                .decide(ObjectionDecided(1, .upheld, points: 2)), on: Self.third, of: PointsQuarter.self)
        }
        #expect(try Self.totals(office) == [60, 62])
        #expect(try Self.totals(office, Self.third, .occurred(day("2020-10-09"))) == [60, 60])
        #expect(try office.ledger.checkPoints(of: Self.third).differences.isEmpty)
        let rows = try office.ledger.rows(of: .pointTotals)
        #expect(rows.map { $0.values.last?.text } == ["62", "60"])
    }

    @Test("are refused without rules, before they are in force, and where several are")
    func choosingRules() throws {
        func code(_ body: () throws -> Void) -> String? {
            do { try body() } catch { return (error as? Fault)?.code ?? "\(error)" }
            return nil
        }
        let bare = try TestOffice()
        #expect(code { _ = try bare.ledger.points(of: Self.third) } == "E-RULES-UNKNOWN")
        #expect(code { _ = try bare.ledger.checkPoints(of: Self.third) } == "E-QUARTER-OPEN")
        let office = try Self.office()
        #expect(code { _ = try office.ledger.points(of: QuarterID("2020-Q2")!) } == "E-RULES-NOT-YET")
        let other = PointRulesID("试行办法")!
        try office.record(on: "2020-07-02", by: TestOffice.approver) { desk in
            try desk.perform(.adopt(Self.version(base: 10, from: "2020-07-01")), on: other, of: PointRules.self)
        }
        #expect(code { _ = try office.ledger.points(of: Self.third) } == "E-RULES-SEVERAL")
        #expect(try office.ledger.points(of: Self.third, by: other).sheet.rows.map(\.total) == [10, 10])
        #expect(code { _ = try office.ledger.points(of: Self.third, by: PointRulesID("无")!) } == "E-RULES-UNKNOWN")
    }
}
