import GRDB
import Ledger
import LedgerSQLite
import Rectification
import Testing

@testable import ReadModels

@Suite("Views over the live tables")
struct OverlayTests {
    /// An office with things of several kinds, some of which are recorded late, and with records that this program does
    /// not know.
    private func office(_ commands: Int, seed: UInt64) throws -> TestOffice {
        let office = try TestOffice()
        let talk = ActivityNumber(year: 2020, ordinal: 1), concern = ConcernNumber(year: 2020, ordinal: 1)
        var held = ActivityHeld()
        (held.kind, held.topic, held.branch) = ("谈心谈话", "接访压力", TestOffice.first)
        var raised = ConcernRaised()
        (raised.text, raised.activity) = ("补休难落实", talk)
        try office.record(on: "2020-07-02", by: TestOffice.recorder) { desk in
            try desk.perform(.hold(held, unknown: []), on: talk, of: Activity.self)
            try desk.perform(.raise(raised, unknown: []), on: concern, of: Concern.self)
        }
        try office.live(commands, seed: seed)
        let last = office.clock.today.adding(days: 3), finding = number("2020-001")
        try office.record(on: "2020-07-20", recorded: last.description, by: TestOffice.recorder) { desk in
            let state = try desk.finding(finding)
            try desk.perform(
                .turn(ConcernTurned(into: finding.stream, measure: nil), finding: state, unknown: []), on: concern,
                of: Concern.self)
            var drafted = RegulationDrafted()
            drafted.answers = [finding]
            try desk.perform(.draft(drafted, unknown: []), on: RegulationID("补休办法")!, of: Regulation.self)
        }
        try office.sing(of: finding.stream, on: "2020-07-03")
        try office.sing(of: number("2020-900").stream, on: "2020-08-01")
        let today = office.clock.today
        _ = try office.planned(on: today.description, due: today.adding(days: 30).description)
        return office
    }

    private func horizons(_ office: TestOffice) throws -> [Horizon] {
        let last = try office.ledger.store.read { try $0.last()?.sequence ?? 0 }
        let days = (-1...(office.clock.today.dayNumber - TestOffice.openedOn.dayNumber + 1))
            .map { TestOffice.openedOn.adding(days: $0) }
        return days.flatMap { [.occurred($0), .recorded($0)] } + (1...last).map { .position($0) }
    }

    /// Every row of every read model as statements see it.
    private func rows(_ transaction: SQLiteStore.Transaction) throws -> [String: [String]] {
        let tables = try Tables.definitions.map { table in
            let sql = "SELECT \(table.saying) FROM \(table.name) ORDER BY \(table.key.joined(separator: ", "))"
            return (table.name, try Row.fetchAll(transaction.database, sql: sql).map(\.description))
        }
        return Dictionary(uniqueKeysWithValues: tables)
    }

    @Test("show, table by table, what folding every record shows", arguments: [1, 2, 3] as [UInt64])
    func sameAsFolded(seed: UInt64) throws {
        let office = try office(150, seed: seed)
        #expect(try office.ledger.checkReadModels().isEmpty)
        let horizons = try horizons(office)
        #expect(horizons.count > 100)
        for horizon in horizons.enumerated().filter({ $0.offset % 5 == Int(seed) % 5 }).map(\.element) {
            let (over, folded) = try office.ledger.store.read { transaction in
                let overlay = try #require(try Overlay(horizon, of: office.ledger, in: transaction))
                let gate = Gate(horizon, office.ledger.identity.zone)
                return (
                    try overlay.run { try rows(transaction) },
                    try Tables.withView(of: transaction, through: gate) { try rows(transaction) }
                )
            }
            for (table, expected) in folded {
                // What differs would be many screens long.
                let isSame = over[table] == expected
                #expect(isSame, "\(table) at \(horizon)")
            }
        }
        #expect(
            try office.ledger.store.read {
                try Int.fetchOne($0.database, sql: "SELECT count(*) FROM sqlite_temp_schema")
            } == 0)
    }

    @Test("the first rows of a list are the first of all", arguments: [5, 6] as [UInt64])
    func firstRows(seed: UInt64) throws {
        let office = try office(80, seed: seed)
        let open = Filter.comparison(.init("stage", .among, [.text("inprogress"), .text("assigned")]))
        let one = Filter.comparison(.init("description", .among, [.text("问题5")]))
        var filled = 0
        for horizon in try horizons(office).enumerated().filter({ $0.offset % 8 == Int(seed) % 8 }).map(\.element) {
            for listing in [Listing.findings, .measures] {
                for filter in [nil, open, one] {
                    var query = ListingQuery()
                    query.filter = filter
                    let all = try office.ledger.rows(of: listing, query, horizon)
                    for limit in [1, 2, 5, 1_000] {
                        query.limit = limit
                        let first = try office.ledger.firstRows(of: listing, query, horizon)
                        if first != nil { filled += 1 }
                        #expect(first ?? Array(all.prefix(limit)) == Array(all.prefix(limit)))
                        #expect(try office.ledger.rows(of: listing, query, horizon) == Array(all.prefix(limit)))
                    }
                }
            }
        }
        #expect(filled > 50)
    }

    @Test("a day by which nothing had happened and one by which all had are the empty tables and the live ones")
    func ends() throws {
        let office = try office(60, seed: 7)
        #expect(try office.ledger.rows(of: .findings, .occurred(day("2019-12-31"))).isEmpty)
        let today = office.clock.today
        #expect(try office.ledger.rows(of: .findings, .occurred(today)) == office.ledger.rows(of: .findings))
        let words = try SearchWords(["会议"])
        #expect(try office.ledger.find(words, .occurred(today)).found == office.ledger.find(words).found)
    }

    @Test("numbers of four digits come after those of three")
    func manyNumbers() throws {
        let office = try TestOffice()
        for ordinal in [999, 1_000, 2, 10_000] {
            try office.record(on: "2020-07-02", by: TestOffice.recorder) { desk in
                let round = try desk.round(TestOffice.round)
                try desk.finding(
                    FindingNumber(year: 2020, ordinal: ordinal), .register(TestOffice.registration(), round: round))
            }
        }
        try office.assign(number("2020-1000"), on: "2020-07-05")
        var query = ListingQuery()
        query.limit = 3
        let rows = try #require(try office.ledger.firstRows(of: .findings, query, .occurred(day("2020-07-03"))))
        #expect(rows.map { $0["number", of: .findings] } == ["2020-002", "2020-999", "2020-1000"])
    }
}

extension TestOffice {
    /// Appends a record of a type that a newer program wrote.
    fileprivate func sing(of stream: StreamName, on date: String) throws {
        try ledger.store.write { transaction in
            let draft = Draft(
                stream: stream, type: "taizhang.finding.sung.v1", occurredOn: day(date),
                actor: TestOffice.recorder.text, data: Array("{}".utf8))
            let batch = Batch(
                command: clock.surroundings.identifier(), expecting: [stream: try transaction.version(of: stream)],
                drafts: [draft])
            _ = try transaction.append(batch, to: ledger.identity, at: clock.surroundings.now())
        }
    }
}
