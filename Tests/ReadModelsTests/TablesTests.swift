import Foundation
import GRDB
import Ledger
import LedgerSQLite
import Rectification
import Testing

@testable import ReadModels

@Suite("Tables")
struct TablesTests {
    @Test("a table's key is its first columns, and a row gives each of its columns once")
    func definitions() {
        for table in Tables.definitions {
            #expect(table.names.starts(with: table.key), "\(table.name)")
            #expect(table.names.count == table.width && Set(table.names).count == table.width, "\(table.name)")
        }
    }

    @Test("after any commands, the live tables are what a fresh fold makes", arguments: [1, 2, 3] as [UInt64])
    func liveEqualsRebuilt(seed: UInt64) throws {
        let office = try TestOffice()
        try office.live(250, seed: seed)

        #expect(try office.ledger.checkReadModels().isEmpty)
        let live = try office.tables()
        let folded = try office.ledger.rebuild()
        #expect(try office.tables() == live)
        #expect(live.count > 20 && folded > 40)
    }

    @Test(
        "a read model altered by another hand is found, and named",
        arguments: [
            ("UPDATE rm_finding SET stage = 'closed' WHERE number = '2020-001'", "rm_finding 2020-001"),
            ("UPDATE rm_finding SET description = description || ' '", "rm_finding 2020-001"),
            ("DELETE FROM rm_finding", "rm_finding 2020-001"),
            ("DELETE FROM rm_finding_unit", "rm_finding_unit 2020-001/0"),
            ("UPDATE rm_finding_unit SET unit = '第二党支部'", "rm_finding_unit 2020-001/0"),
            ("UPDATE rm_measure SET deadline = '2021-01-01'", "rm_measure 2020-001/1"),
            ("UPDATE rm_measure SET deadline = NULL", "rm_measure 2020-001/1"),
            ("INSERT INTO rm_measure_unit VALUES ('2020-001', 1, 1, '第二党支部')", "rm_measure_unit 2020-001/1/1"),
            ("UPDATE rm_round SET source = '督导检查'", "rm_round 巡察反馈-2020"),
            ("UPDATE rm_meta SET position = position - 1", "rm_meta 1"),
            (
                "UPDATE rm_span SET last_day = '2020-07-01' WHERE stream = 'finding/2020-001'",
                "rm_span finding/2020-001"
            ),
            ("UPDATE rm_span SET first_position = 1 WHERE stream GLOB 'round*'", "rm_span round/巡察反馈-2020"),
            ("DELETE FROM rm_span WHERE stream GLOB 'finding*'", "rm_span finding/2020-001"),
            ("DROP INDEX rm_span_order", "rm_span_order"),
            ("DROP TABLE rm_round", "rm_round"),
            ("ALTER TABLE rm_round ADD COLUMN more TEXT", "rm_round"),
            ("CREATE TABLE rm_more(x) STRICT".replacingOccurrences(of: "(x)", with: "(x TEXT)"), "rm_more"),
            (
                "CREATE TRIGGER quiet AFTER INSERT ON rm_finding BEGIN UPDATE rm_finding SET owner = NULL; END",
                "quiet"
            ),
        ])
    func tampering(sql: String, field: String) throws {
        let office = try TestOffice()
        _ = try office.planned(on: "2020-07-02", due: "2020-08-01")
        #expect(try office.ledger.verify(evidence: false).outcome == .intact)

        try office.tamper(sql)

        let verdict = try office.ledger.verify(evidence: false)
        #expect(verdict.outcome == .failed)
        #expect(verdict.findings.map(\.code).allSatisfy { $0 == .readModel })
        #expect(verdict.findings.map(\.field) == [field])

        _ = try office.ledger.rebuild()
        #expect(try office.ledger.verify(evidence: false).outcome == .intact)
    }

    private struct Undone: Error {}

    @Test(
        "one pass over tables and records says what the plain comparison of both says, whatever row is changed",
        arguments: [1, 2] as [UInt64])
    func onePass(seed: UInt64) throws {
        let office = try TestOffice()
        try office.live(120, seed: seed)
        #expect(try office.ledger.store.read { try Tables.sayWhatRecordsSay($0) { _ in } })

        var random = SeededRandom(seed: seed)
        var (changes, differing) = (0, 0)
        let full = try office.ledger.store.read { transaction in
            try Tables.definitions.filter {
                try Bool.fetchOne(transaction.database, sql: "SELECT count(*) > 0 FROM \($0.name)") ?? false
            }
        }
        for step in 0..<120 {
            let table = try #require((step % 8 == 0 ? Tables.definitions : full).randomElement(using: &random))
            _ = try? office.ledger.store.write { transaction in
                let database = transaction.database
                let rows = try Row.fetchAll(database, sql: "SELECT * FROM \(table.name)")
                let (row, column) = (
                    rows.randomElement(using: &random), Int.random(in: 0..<table.width, using: &random)
                )
                var columns = try database.columns(in: table.name).map(\.name)
                var values = row.map { Array($0.databaseValues) } ?? columns.map { _ in "x".databaseValue }
                if columns.first == "id", table === Tables.text {
                    columns.removeFirst()
                    values = Array(values.suffix(columns.count))
                }
                let other: [DatabaseValue] = [
                    .null, 0.databaseValue, 7.databaseValue, "".databaseValue, "2020-07-02".databaseValue,
                    "zzz/1".databaseValue,
                ]
                let key = table.key.map { "\($0) IS ?" }.joined(separator: " AND ")
                let held = StatementArguments(zip(columns, values).filter { table.key.contains($0.0) }.map(\.1))
                let isKept = Bool.random(using: &random)
                // A row goes, or comes back otherwise, beside the old one or in its place.
                if !isKept { try database.execute(sql: "DELETE FROM \(table.name) WHERE \(key)", arguments: held) }
                if isKept || Bool.random(using: &random) {
                    values[column] = other.randomElement(using: &random) ?? .null
                    let marks = columns.map { _ in "?" }.joined(separator: ", ")
                    try database.execute(
                        sql: "INSERT INTO \(table.name)(\(columns.joined(separator: ", "))) VALUES (\(marks))",
                        arguments: StatementArguments(values))
                }
                let isSame = try Tables.sayWhatRecordsSay(transaction) { _ in }
                let plain = try Tables.withView(of: transaction, through: Gate(.now, office.ledger.identity.zone)) {
                    try Tables.rowFindings(transaction)
                }
                #expect(isSame == plain.isEmpty, "\(table.name) \(plain)")
                changes += 1
                differing += isSame ? 0 : 1
                throw Undone()
            }
        }
        #expect(changes > 40 && differing > 30, "\(differing) of \(changes)")
    }

    @Test("tables that are behind the ledger, gone or of another version are brought up to date by a query")
    func catchingUp() throws {
        let office = try TestOffice()
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-01")
        let live = try office.tables()
        for sql in [
            "UPDATE rm_meta SET position = 3; DELETE FROM rm_finding; DELETE FROM rm_finding_unit; DELETE FROM rm_measure; "
                + "DELETE FROM rm_measure_unit",
            "UPDATE rm_meta SET version = 99; DELETE FROM rm_finding", "DROP TABLE rm_measure", "DROP TABLE rm_meta",
            "UPDATE rm_meta SET position = 9999; DELETE FROM rm_finding",
        ] {
            try office.tamper(sql)
            #expect(try office.ledger.findings().map(\.number) == [finding])
            #expect(try office.tables() == live)
        }
    }

    @Test("rows of units that a finding no longer has are gone")
    func fewerUnits() throws {
        let office = try TestOffice()
        let both = [TestOffice.first, TestOffice.second]
        let finding = try office.planned(units: both, on: "2020-07-02", due: "2020-08-01")

        try office.assign(finding, units: [TestOffice.second], on: "2020-07-03")

        #expect(try office.ledger.findings().map(\.units) == [[TestOffice.second]])
        #expect(try office.ledger.measures().map(\.units) == [[TestOffice.second]])
        #expect(try office.ledger.checkReadModels().isEmpty)
    }

    @Test("an order finds tables that are behind, and leaves them up to date")
    func catchingUpAtTheDesk() throws {
        let office = try TestOffice()
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-01")
        try office.tamper("DROP TABLE rm_meta; DELETE FROM rm_finding")

        try office.step(finding, .progress(TestOffice.progress(60)), on: "2020-07-03", by: TestOffice.owner)

        #expect(try office.ledger.checkReadModels().isEmpty)
    }

    @Test("a read-only ledger answers every question, with tables that are behind as well")
    func readOnly() throws {
        let office = try TestOffice()
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-01")
        try office.step(finding, .progress(TestOffice.progress(60)), on: "2020-07-10", by: TestOffice.owner)
        let rows = try office.ledger.findings()
        for sql in ["SELECT 1", "UPDATE rm_meta SET position = 3; DELETE FROM rm_finding", "DROP TABLE rm_meta"] {
            try office.tamper(sql)
            try office.reopen(.readOnly)
            #expect(try office.ledger.findings() == rows)
            #expect(try office.ledger.measures(.init(), .occurred(day("2020-07-05"))).map(\.percent) == [nil])
            #expect(try office.ledger.measures().map(\.percent) == [60])
            #expect(try office.ledger.statistics().map(\.statistics.open) == [1])
            #expect(try office.ledger.history(of: finding).count == 4)
        }
        #expect(throws: Fault.self) { try office.ledger.rebuild() }
    }

    @Test("a view leaves nothing behind: the next query sees the live tables")
    func viewsLeaveNothing() throws {
        let office = try TestOffice()
        _ = try office.planned(on: "2020-07-02", due: "2020-08-01")
        #expect(try office.ledger.findings(.init(), .occurred(day("2020-07-01"))).isEmpty)
        #expect(try office.ledger.findings().count == 1)
        #expect(throws: CancellationError.self) {
            try office.ledger.view(.occurred(day("2020-07-01"))) { _, _ in throw CancellationError() }
        }
        #expect(try office.ledger.findings().count == 1)
        let left = try office.ledger.store.read { transaction in
            try Int.fetchOne(transaction.database, sql: "SELECT count(*) FROM sqlite_temp_schema")
        }
        #expect(left == 0)
    }

    @Test("the open findings of a round are those neither closed nor withdrawn")
    func openFindings() throws {
        let office = try TestOffice()
        let closed = try office.planned(on: "2020-07-02", due: "2020-08-01")
        let withdrawn = try office.planned(on: "2020-07-02", due: "2020-08-01")
        let open = try office.planned(on: "2020-07-02", due: "2020-08-01")
        try office.complete(closed, on: "2020-07-20")
        try office.close(closed, on: "2020-07-21")
        try office.step(
            withdrawn, .withdraw(approver: TestOffice.approver), on: "2020-07-22", by: TestOffice.recorder, "登记有误")

        var rest = Round.Rest()
        try office.record(on: "2020-07-23", by: TestOffice.recorder) { rest = try $0.rest(of: TestOffice.round) }

        #expect(rest == Round.Rest(unsettled: [open], lastClosedOn: day("2020-07-21")))
    }

    @Test("records of a type that a newer program wrote are shown by that type and change nothing")
    func unknownType() throws {
        let office = try TestOffice()
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-01")
        let before = try office.ledger.finding(finding)
        let draft = Draft(
            stream: finding.stream, type: "taizhang.finding.sung.v1", occurredOn: day("2020-07-02"),
            actor: TestOffice.recorder.text, data: Array("{}".utf8))
        try office.ledger.store.write { transaction in
            let batch = Batch(
                command: office.clock.surroundings.identifier(), expecting: [finding.stream: 3], drafts: [draft])
            _ = try transaction.append(batch, to: office.ledger.identity, at: office.clock.surroundings.now())
        }

        #expect(try office.ledger.finding(finding) == before)
        #expect(try office.ledger.findings().count == 1)
        #expect(try office.ledger.log(LogFilter()).first?.title == Message(verbatim: "taizhang.finding.sung.v1"))
        #expect(try office.ledger.history(of: finding).last?.entry == nil)
        #expect(try office.ledger.replay(step: .day).last?.happenings.last?.type == "taizhang.finding.sung.v1")
        #expect(try office.ledger.verify(evidence: false).outcome == .intact)
    }
}
