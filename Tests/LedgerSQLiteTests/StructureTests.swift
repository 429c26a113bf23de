import Foundation
import GRDB
import Testing

@testable import Ledger
@testable import LedgerSQLite

@Suite("the structure of a ledger's file")
struct StructureTests {
    let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.closedLedger()
    }

    private func findings() throws -> [Verdict.Finding] {
        let store = try SQLiteStore.open(folder.ledger, access: .readOnly)
        return try store.read { try $0.structuralFindings()() }
    }

    @Test("has nothing to find in a whole ledger, whatever tables the read models add")
    func whole() throws {
        try folder.tamper("CREATE TABLE finding_view(id TEXT PRIMARY KEY) STRICT")
        #expect(try findings() == [])
    }

    @Test("misses every trigger", arguments: Schema.objects.filter { $0.sql.hasPrefix("CREATE TRIGGER") }.map(\.name))
    func missesTrigger(name: String) throws {
        try folder.tamper("DROP TRIGGER \(name)")
        #expect(try findings().map { "\($0.code) \($0.field ?? "")" } == ["schema \(name)"])
    }

    @Test("misses a table")
    func missesTable() throws {
        try folder.tamper("DROP TABLE disclosure")
        #expect(try findings().map(\.field) == ["disclosure"])
    }

    @Test("sees a trigger that was weakened")
    func weakened() throws {
        try folder.tamper(
            "DROP TRIGGER record_update",
            "CREATE TRIGGER record_update BEFORE UPDATE ON record WHEN 0 BEGIN SELECT RAISE(ABORT, 'append-only'); END")
        #expect(try findings().map(\.field) == ["record_update"])
    }

    @Test("sees a trigger that does not belong")
    func stranger() throws {
        try folder.tamper("CREATE TRIGGER helpful AFTER INSERT ON Command BEGIN DELETE FROM tile; END")
        #expect(try findings().map(\.field) == ["helpful"])
    }

    @Test("sees a changed application_id")
    func applicationID() throws {
        let store = try SQLiteStore.open(folder.ledger, access: .readOnly)
        try folder.tamper("PRAGMA application_id = 1")
        #expect(try store.read { try $0.structuralFindings()() }.map(\.field) == ["application_id"])
    }

    @Test("sees a record that its index does not have, and that so is hidden from its stream")
    func hiddenFromIndex() throws {
        let index = "sqlite_autoindex_record_1"
        let root = try DatabaseQueue(path: folder.ledger.path).read {
            try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = ?", arguments: [index])
        }
        let record = try #require(Schema.objects.first { $0.name == "record" })
        try folder.tamper(
            "PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE name = '\(index)'",
            "UPDATE sqlite_schema SET sql = replace(sql, ', UNIQUE(stream, version)', '') WHERE name = 'record'")
        try folder.tamper("INSERT INTO record SELECT 5, stream, 3, type, body, hash FROM record WHERE seq = 4")
        try folder.tamper(
            "PRAGMA writable_schema = ON", "UPDATE sqlite_schema SET sql = '\(record.sql)' WHERE name = 'record'",
            "INSERT INTO sqlite_schema VALUES ('index', '\(index)', 'record', \(try #require(root)), NULL)")
        let findings = try findings()
        #expect(Set(findings.map(\.code)) == [.schema])
        #expect(findings.contains { $0.detail.en.contains("row 5 missing from index") })
    }

    @Test("is unreadable where a page is damaged, and nothing crashes", arguments: 1..<8)
    func damagedPage(page: Int) throws {
        let larger = try TestFolder()
        try larger.closedLedger((0..<60).map { "finding/\($0)" })
        var bytes = try Data(contentsOf: larger.ledger)
        let start = page * 4096
        try #require(bytes.count >= start + 4096)
        bytes.replaceSubrange(start..<(start + 4096), with: repeatElement(0xFF, count: 4096))
        try bytes.write(to: larger.ledger)
        let store = try SQLiteStore.open(larger.ledger, access: .readOnly)
        #expect(try verdict(on: store).outcome == .unreadable)
    }
}
