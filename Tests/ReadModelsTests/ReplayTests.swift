import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("Replay")
struct ReplayTests {
    @Test("every frame equals the view as of its day, whatever was recorded late", arguments: [4, 5] as [UInt64])
    func framesAreViews(seed: UInt64) throws {
        let office = try TestOffice()
        try office.live(120, seed: seed)
        let frames = try office.ledger.replay(step: .week)
        for frame in frames {
            let view = try office.ledger.statistics(by: nil, .init(), .occurred(frame.date))
            #expect(view.map(\.statistics) == [frame.statistics], "\(frame.date)")
        }
        let now = try office.ledger.statistics().first?.statistics
        #expect(frames.last?.statistics == now)
        #expect(frames.last?.date == office.ledger.today)
        let steps = try office.ledger.log(LogFilter()).count { $0.stream.kind == "finding" }
        #expect(frames.reduce(0) { $0 + $1.happenings.count } == steps)
    }

    @Test("a sheet's claims that are out of order still give the view as of each day")
    func claimsOutOfOrder() throws {
        let office = try TestOffice()
        let claimed = number("2020-900")
        let claim = Claim(line: 3, sheet: .zero)
        try office.record(on: "2020-12-01", by: TestOffice.recorder) { desk in
            var registered = TestOffice.registration()
            registered.claim = claim
            let events: [(Finding.Event, String)] = [
                (.registered(registered), "2020-07-10"),
                (.verified(FindingVerified(method: nil, claim: claim)), "2020-10-01"),
                (.closed(FindingClosed(claim: claim)), "2020-08-01"),
            ]
            for (event, date) in events {
                try desk.claim(event, about: claimed, of: Finding.self, on: day(date))
            }
        }
        let frames = try office.ledger.replay(step: .month)
        #expect(frames.map(\.closed) == [0, 1, 1, 1, 1, 1])
        #expect(try office.ledger.finding(claimed)?.stage == .closed)
        for frame in frames {
            let view = try office.ledger.statistics(by: nil, .init(), .occurred(frame.date))
            #expect(view.map(\.statistics) == [frame.statistics])
        }
        let rows = try office.ledger.replay(of: claimed)
        #expect(rows.map { $0.after?.stage } == [.registered, .closed, .closed])
        #expect(rows.map(\.isClaimed) == [true, true, true])
    }

    @Test("a week runs from Monday to Sunday, a month to its last day")
    func steps() {
        #expect(ReplayStep.week.end(of: day("2020-07-06")) == day("2020-07-12"))
        #expect(ReplayStep.week.end(of: day("2020-07-12")) == day("2020-07-12"))
        #expect(ReplayStep.week.end(of: day("1969-12-28")) == day("1969-12-28"))
        #expect(ReplayStep.week.end(of: day("1969-12-29")) == day("1970-01-04"))
        #expect(ReplayStep.month.end(of: day("2020-02-01")) == day("2020-02-29"))
        #expect(ReplayStep.day.end(of: day("2020-02-01")) == day("2020-02-01"))
    }

    @Test("a frame says what happened in its step, and from which stage to which")
    func happenings() throws {
        let office = try TestOffice()
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-01")
        try office.step(finding, .progress(TestOffice.progress(30)), on: "2020-07-06", by: TestOffice.owner)
        try office.step(finding, .progress(TestOffice.progress(60)), on: "2020-07-07", by: TestOffice.owner)
        office.clock.set(day("2020-07-15"))
        let frames = try office.ledger.replay(step: .week)
        #expect(frames.map(\.from) == ["2020-07-02", "2020-07-06", "2020-07-13"].map(day))
        #expect(frames.map(\.date) == ["2020-07-05", "2020-07-12", "2020-07-15"].map(day))
        #expect(frames.map(\.happenings.count) == [3, 2, 0])
        #expect(frames[1].counts.map(\.count) == [2])
        #expect(frames[1].happenings[0].before == .assigned && frames[1].happenings[0].after == .inprogress)
        var filter = FindingFilter()
        filter.categories = ["没有"]
        #expect(try office.ledger.replay(filter, step: .week).isEmpty)
    }
}
