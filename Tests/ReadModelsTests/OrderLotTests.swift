import Foundation
import GRDB
import Ledger
import LedgerSQLite
import Rectification
import Synchronization
import Testing

@testable import ReadModels

@Suite("a long order, appended in lots")
struct OrderLotTests {
    /// A ledger with a finding, of which each order gets a copy.
    private let office: TestOffice
    private let signer: FileSigner

    init() throws {
        office = try TestOffice()
        signer = try FileSigner(name: "post/登记员", kind: .ed25519, privateKey: .generate(.ed25519))
        let custodian = try Custodian(office)
        try custodian.register(signer, .actor(TestOffice.recorder))
        _ = try office.planned(on: "2020-08-03", due: "2020-09-01")
        try custodian.adopt(signed: [FindingAssigned.type])
        try office.ledger.store.close()
    }

    /// What stands in a ledger's file afterwards, every table of it, and what was answered.
    private struct Left: Equatable {
        var tables: [String: [String]] = [:]
        var records: ClosedRange<Int>?
        var written: [Ledger.Record] = []
        var counts: [String: Int] = [:]
        var head: Digest, root: Digest
    }

    private func left(lot: Int, _ change: (inout Order) -> Void = { _ in }) throws -> Left {
        let folder = office.folder.appendingPathComponent("copy-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: office.ledger.folder, to: folder)
        let random = Mutex(SeededRandom(seed: 8))
        let clock = TestOffice.Clock(day("2020-08-05"))
        let surroundings = Surroundings(
            now: clock.surroundings.now,
            random: { count in
                random.withLock { random in (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
            })
        let ledger = try OpenLedger.open(folder, access: .readWrite, surroundings: surroundings)
        var order = Order(actor: TestOffice.recorder, on: day("2020-08-05"), reason: "集中录入", signer: signer)
        order.lot = lot
        change(&order)
        let outcome = try ledger.perform(order) { try OrderLotTests.record(at: $0) }
        #expect(try ledger.checkReadModels().isEmpty)
        #expect(try ledger.verify(evidence: false).outcome == .intact)
        var left = Left(head: outcome.head, root: outcome.root)
        (left.records, left.written, left.counts) = (outcome.records, outcome.written, outcome.counts)
        left.tables = try ledger.store.read { try OrderLotTests.tables(in: $0) }
        try ledger.store.close()
        return left
    }

    /// So many that held whole their rows are encoded on another thread; in lots they are not.
    private static let findings = 40

    /// Events that lean on one another: people with data of their own, findings numbered one after the other, a round that
    /// is asked for again and again, work on what earlier lots have.
    private static func record(at desk: Desk) throws {
        for place in 1...4 {
            try desk.office(.addUnit(unit("新支部\(place)")))
            let personal = Erasable(["name": "某人\(place)", "phone": "1380000000\(place)"])
            try desk.office(.addActor(actor("新书记\(place)"), unit: unit("新支部\(place)"), personal: personal))
        }
        var numbers: [FindingNumber] = []
        for place in 1...findings {
            let number: FindingNumber = try desk.nextNumber(in: place % 3 == 0 ? 2019 : 2020)
            #expect(try !desk.isTaken(number))
            numbers.append(number)
            let round = try desk.round(TestOffice.round)
            try desk.finding(number, .register(TestOffice.registration("第 \(place) 个问题"), round: round))
            #expect(try desk.isTaken(number))
            let assignment = Assignment(
                leader: TestOffice.leader, leadUnit: unit("机关党委"), owner: TestOffice.owner, units: [unit("新支部1")])
            try desk.finding(number, .assign(assignment))
            try desk.finding(number, .plan(TestOffice.plan("第 \(place) 条措施", due: "2020-09-30")))
        }
        for number in numbers.reversed() {
            for percent in [20, 60] {
                try desk.claim(
                    .measureProgressed(TestOffice.progress(percent)), about: number, of: Finding.self, on: desk.on)
            }
            try desk.finding(number, .plan(TestOffice.plan("又一条措施", due: "2020-10-31")))
        }
        #expect(try desk.unknown(numbers).isEmpty)
        #expect(try desk.unknown([numbers[0].stream, StreamName(kind: "finding", id: "2020-999")]).count == 1)
    }

    /// But for what FTS5 keeps for itself, and the numbers of the rows that it is told.
    private static func tables(in transaction: SQLiteStore.Transaction) throws -> [String: [String]] {
        let names = try String.fetchAll(
            transaction.database,
            sql: "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT GLOB 'rm_find*'")
        var tables: [String: [String]] = [:]
        for name in names {
            let columns = try transaction.database.columns(in: name).map(\.name)
                .filter { !(name == "rm_text" && $0 == "id") }.joined(separator: ", ")
            let sql = "SELECT \(columns) FROM main.\(name) ORDER BY \(columns)"
            tables[name] = try Row.fetchAll(transaction.database, sql: sql).map(\.description)
        }
        return tables
    }

    @Test("leaves what it leaves when it is held whole", arguments: [1, 2, 3, 10, 64])
    func same(lot: Int) throws {
        let (whole, inLots) = (try left(lot: .max), try left(lot: lot))
        #expect((whole.tables["record"]?.count ?? 0) > 6 * OrderLotTests.findings)
        #expect(whole.tables["disclosure"]?.isEmpty == false)
        #expect(whole.written.count { $0.signature != nil } == OrderLotTests.findings)
        for (name, rows) in whole.tables { #expect(inLots.tables[name] == rows, "\(name)") }
        #expect(inLots == whole)
    }

    @Test("leaves nothing where it is a dry run, and answers the same", arguments: [1, 10])
    func dry(lot: Int) throws {
        let whole = try left(lot: .max) { $0.isDryRun = true }
        #expect(try left(lot: lot) { $0.isDryRun = true } == whole)
        #expect(whole.tables["disclosure"] == [] && whole.written.count > 6 * OrderLotTests.findings)
    }

    @Test("counts what it does not show")
    func counted() throws {
        let (all, none) = (try left(lot: 7), try left(lot: 7) { $0.tellsRecords = false })
        #expect(none.written.isEmpty && none.counts == all.counts)
        #expect(all.counts == Dictionary(grouping: all.written, by: \.type).mapValues(\.count))
    }

    @Test("leaves nothing where a later lot is refused", arguments: [1, 10])
    func refused(lot: Int) throws {
        try office.reopen(.readWrite)
        let before = try office.ledger.store.read { try OrderLotTests.tables(in: $0) }
        var order = Order(actor: TestOffice.recorder, on: day("2020-08-05"), reason: "集中录入", signer: signer)
        order.lot = lot
        office.clock.set(day("2020-08-05"))
        #expect(throws: CancellationError.self) {
            try office.ledger.perform(order) { desk in
                try OrderLotTests.record(at: desk)
                throw CancellationError()
            }
        }
        #expect(try office.ledger.store.read { try OrderLotTests.tables(in: $0) } == before)
    }
}
