import Ledger
import LedgerSQLite
import Rectification
import Testing

@testable import ReadModels

@Suite("a standpoint")
struct StandpointTests {
    @Test("shows the ledger as it was at each position, whatever was recorded since")
    func positions() throws {
        // given
        let office = try TestOffice()
        let first = try office.planned(on: "2020-07-02", due: "2020-08-31")
        var seen: [(Standpoint, [FindingRow], Statistics)] = []
        let look = { (standpoint: Standpoint) in
            try office.ledger.look(from: standpoint) { outlook in
                var rows: [FindingRow] = []
                try outlook.findings(FindingFilter()) { rows.append($0) }
                return (standpoint, rows, try outlook.statistics(FindingFilter()))
            }
        }
        let note = {
            let last = try office.ledger.store.read { try $0.last()?.sequence ?? 0 }
            seen.append(
                try look(try office.ledger.standpoint(size: last, on: day("2020-09-30"), isByOccurrence: false)))
        }
        // when
        try note()
        try office.complete(first, on: "2020-08-01")
        try note()
        try office.close(first, on: "2020-08-02")
        _ = try office.planned(on: "2020-08-03", due: "2020-09-01")
        try note()
        // then
        for (standpoint, rows, statistics) in seen {
            let again = try look(
                try office.ledger.standpoint(size: standpoint.size, on: day("2020-09-30"), isByOccurrence: false))
            #expect(again.0 == standpoint && again.1 == rows && again.2 == statistics)
            #expect(try office.ledger.rootOfBytes(of: standpoint.size) == standpoint.root)
            #expect(rows.map(\.stage) == (try office.ledger.findings(.init(), .position(standpoint.size))).map(\.stage))
        }
        #expect(seen.map(\.2.overdue) == [1, 0, 1])
        #expect(try office.ledger.rootOfBytes(of: seen[2].0.size + 1) == nil)
    }

    @Test("of what was on record by a day is a position; of what had happened by it is the last")
    func days() throws {
        let office = try TestOffice()
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-31")
        let before = try office.ledger.store.read { try $0.last()?.sequence ?? 0 }
        try office.step(
            finding, .progress(TestOffice.progress(50)), on: "2020-07-05", recorded: "2020-07-20", by: TestOffice.owner)
        let recorded = try office.ledger.standpoint(.recorded(day("2020-07-19")))
        #expect(recorded.size == before && !recorded.isByOccurrence && recorded.day == day("2020-07-19"))
        let occurred = try office.ledger.standpoint(.occurred(day("2020-07-19")))
        #expect(occurred.size == before + 1 && occurred.isByOccurrence)
        let percents = try [recorded, occurred].map { standpoint in
            try office.ledger.look(from: standpoint) { try $0.finding(finding)?.measures.first?.percent }
        }
        #expect(percents == [nil, 50])
        #expect(throws: Fault.self) { try office.ledger.standpoint(.recorded(day("2020-06-01"))) }
    }
}
