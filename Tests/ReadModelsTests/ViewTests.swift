import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("Views as of a moment")
struct ViewTests {
    /// Completed on 07-20, keyed in on 08-10.
    private func lateOffice() throws -> (TestOffice, FindingNumber) {
        let office = try TestOffice()
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-01")
        try office.step(finding, .progress(TestOffice.progress(60)), on: "2020-07-10", by: TestOffice.owner)
        try office.step(
            finding, .complete(TestOffice.completion()), on: "2020-07-20", recorded: "2020-08-10",
            by: TestOffice.owner)
        return (office, finding)
    }

    @Test("by occurrence, a fact that was recorded late is there on the day it happened")
    func byOccurrence() throws {
        let (office, finding) = try lateOffice()
        func row(_ date: String) throws -> FindingRow? {
            try office.ledger.findings(.init(), .occurred(day(date))).first
        }
        #expect(try row("2020-07-01") == nil)
        #expect(try row("2020-07-19")?.measuresDone == 0)
        #expect(try row("2020-07-19")?.light == .yellow)
        #expect(try row("2020-07-20")?.measuresDone == 1)
        #expect(try row("2020-08-05")?.light == nil)
        #expect(try office.ledger.finding(finding, .occurred(day("2020-07-15")))?.measures[0].percent == 60)
    }

    @Test("by recording, the ledger did not know on 5 August what was keyed in on the 10th")
    func byRecording() throws {
        let (office, finding) = try lateOffice()
        let fifth = try #require(try office.ledger.findings(.init(), .recorded(day("2020-08-05"))).first)
        #expect(fifth.measuresDone == 0)
        #expect(fifth.light == .red)
        #expect(fifth.overdueDays == 4)
        #expect(try office.ledger.findings(.init(), .recorded(day("2020-08-10"))).first?.measuresDone == 1)
        #expect(try office.ledger.finding(finding, .recorded(day("2020-08-05")))?.measures[0].isComplete == false)
    }

    @Test("by position, the ledger is read up to a record, on the day it was recorded")
    func byPosition() throws {
        let (office, _) = try lateOffice()
        let last = try #require(try office.ledger.log(LogFilter()).first?.sequence)
        #expect(try office.ledger.findings(.init(), .position(last)).first?.measuresDone == 1)
        #expect(try office.ledger.findings(.init(), .position(last - 1)).first?.measuresDone == 0)
        #expect(try office.ledger.day(of: .position(last)) == day("2020-08-10"))
        #expect(try office.ledger.day(of: .position(last - 1)) == day("2020-07-10"))
        #expect(throws: Fault.self) { try office.ledger.findings(.init(), .position(last + 1)) }
        #expect(throws: Fault.self) { try office.ledger.findings(.init(), .position(0)) }
    }

    @Test("a day still to come shows what will be overdue then")
    func toCome() throws {
        let office = try TestOffice()
        _ = try office.planned(on: "2020-07-02", due: "2020-08-01")
        func light(_ date: String) throws -> DueLight? {
            try office.ledger.findings(.init(), .occurred(day(date))).first?.light
        }
        #expect(try light("2020-07-16") == .green)
        #expect(try light("2020-07-17") == .yellow)
        #expect(try light("2020-08-01") == .yellow)
        #expect(try light("2020-08-02") == .red)
    }

    @Test("the office and the rounds are as they were, too")
    func officeThen() throws {
        let office = try TestOffice()
        try office.record(on: "2020-07-05", by: TestOffice.recorder) { try $0.office(.addUnit(unit("来访科"))) }
        #expect(try office.ledger.office().units.contains(unit("来访科")))
        #expect(try office.ledger.office(.occurred(day("2020-07-04"))).units.contains(unit("来访科")) == false)
        #expect(try office.ledger.rows(of: .rounds, .occurred(day("2020-06-30"))).isEmpty)
        let round = try #require(try office.ledger.rows(of: .rounds, .occurred(day("2020-07-01"))).first)
        #expect(
            ["name", "source", "body", "intensiveUntil", "period"].map { round[$0, of: .rounds] } == [
                TestOffice.round.text, "巡察反馈", "区委巡察组", "2021-01-01", "intensive",
            ])
    }

    @Test("a finding at two dates: only what differs, old and new, in both languages")
    func difference() throws {
        let (office, finding) = try lateOffice()
        let changes = try office.ledger.changes(of: finding, from: day("2020-07-05"), to: day("2020-07-31"))
        #expect(
            changes.map(\.field) == [
                "stage", "measure.1.percent", "measure.1.report", "measure.1.completedon", "measure.1.evidence",
                "deadline",
            ])
        #expect(changes[0].old == Message("已分派", "assigned") && changes[0].new == Message("整改中", "in progress"))
        #expect(changes[1].old == nil && changes[1].new == Message(verbatim: "100%"))
        #expect(changes[5].old == Message(verbatim: "2020-08-01") && changes[5].new == nil)
        #expect(try office.ledger.changes(of: finding, from: day("2020-07-31"), to: day("2020-08-31")).isEmpty)
        let registration = try office.ledger.changes(of: finding, from: day("2020-07-01"), to: day("2020-07-02"))
        #expect(registration.allSatisfy { $0.old == nil && $0.new != nil } && !registration.isEmpty)
    }

    @Test("the history of a finding shows it before and after every step")
    func history() throws {
        let (office, finding) = try lateOffice()
        let rows = try office.ledger.history(of: finding)
        #expect(
            rows.map { $0.record.type.dropFirst("taizhang.".count) } == [
                "finding.registered.v1", "finding.assigned.v1", "measure.planned.v1", "measure.progressed.v1",
                "measure.completed.v1",
            ])
        #expect(rows[0].before == nil && rows[0].after?.stage == .registered)
        #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.after == $1.before })
        #expect(
            rows[3].doer == TestOffice.owner.text
                && rows[3].title == Message("整改进展", "progress of a measure was reported"))
        let now = try office.ledger.finding(finding)
        #expect(rows.last?.after == now)
        #expect(try office.ledger.history(of: finding, .occurred(day("2020-07-15"))).count == 4)
        #expect(try office.ledger.record(rows[2].sequence)?.hash == rows[2].hash?.bytes)
        #expect(try office.ledger.record(9_999) == nil)
    }

    @Test("several questions of one state agree, whatever another appends meanwhile")
    func oneState() throws {
        let (office, _) = try lateOffice()
        let other = try OpenLedger.open(
            office.ledger.folder, access: .readWrite, surroundings: office.clock.surroundings)
        let last = try #require(try office.ledger.log(LogFilter()).first?.sequence)
        for horizon in [Horizon.now, .occurred(day("2020-08-10"))] {
            let seen = try office.ledger.look(horizon) { view in
                var (findings, records) = (0, 0)
                try view.eachRow(of: .findings) { _ in findings += 1 }
                _ = try other.perform(Order(actor: TestOffice.recorder)) { desk in
                    let round = try desk.round(TestOffice.round)
                    let next: FindingNumber = try desk.nextNumber(in: 2020)
                    try desk.finding(next, .register(TestOffice.registration(), round: round))
                }
                try view.eachRow(of: .findings) { _ in findings -= 1 }
                try view.eachRecord { records = $0.sequence }
                return (findings, records)
            }
            #expect(seen.0 == 0 && seen.1 == last + (horizon == .now ? 0 : 1))
        }
        try other.store.close()
    }
}
