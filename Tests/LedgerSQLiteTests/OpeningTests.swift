import Foundation
import GRDB
import Testing

@testable import Ledger
@testable import LedgerSQLite

@Suite("opening a ledger")
struct OpeningTests {
    let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// A file that is no ledger this program can open, and the code of the fault.
    enum Obstacle: String, CaseIterable, CustomTestStringConvertible {
        case empty, text, otherProgram, newer, cutOff

        var testDescription: String { rawValue }

        var code: String {
            switch self {
            case .empty, .text, .otherProgram: "E-LEDGER-NOT"
            case .newer: "E-LEDGER-NEWER"
            case .cutOff: "E-LEDGER-DAMAGED"
            }
        }

        func make(in folder: TestFolder) throws {
            switch self {
            case .empty: _ = try folder.file("ledger.db", [])
            case .text: _ = try folder.file("ledger.db", Array(String(repeating: "整改台账\n", count: 200).utf8))
            case .otherProgram: try folder.tamper("CREATE TABLE record(seq INTEGER PRIMARY KEY)")
            case .newer:
                try folder.closedLedger()
                try folder.tamper("PRAGMA user_version = 7")
            case .cutOff:
                try folder.closedLedger()
                let whole = try Data(contentsOf: folder.ledger)
                try whole.prefix(4096).write(to: folder.ledger)
            }
        }
    }

    @Test(
        "is refused with a reason, and the file is left as it was", arguments: Obstacle.allCases,
        [SQLiteStore.Access.readWrite, .readOnly])
    func leavesFile(obstacle: Obstacle, access: SQLiteStore.Access) throws {
        try obstacle.make(in: folder)
        let past = Date(timeIntervalSince1970: 1_600_000_000)
        try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: folder.ledger.path)
        let before = try Data(contentsOf: folder.ledger)
        let fault = try fault { try verify(SQLiteStore.open(folder.ledger, access: access)) }
        #expect(fault?.code == obstacle.code)
        #expect(try Data(contentsOf: folder.ledger) == before)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.ledger.path)
        #expect(attributes[.modificationDate] as? Date == past)
    }

    /// A damaged file may open and fail at the first look.
    private func verify(_ store: SQLiteStore) throws { _ = try store.read { try $0.last() } }

    @Test("says which version a newer ledger needs, and which is known")
    func saysVersion() throws {
        try Obstacle.newer.make(in: folder)
        let fault = try fault { _ = try SQLiteStore.open(folder.ledger, access: .readOnly) }
        #expect(fault?.state?.en.contains("version 7") == true)
        #expect(fault?.state?.en.contains("up to 1") == true)
    }

    @Test("sees a newer version also where only the log holds it")
    func seesVersionInLog() throws {
        try folder.closedLedger()
        let other = try DatabaseQueue(path: folder.ledger.path)
        try other.write { try $0.execute(sql: "PRAGMA user_version = 7") }
        #expect(try fault { _ = try SQLiteStore.open(folder.ledger, access: .readWrite) }?.code == "E-LEDGER-NEWER")
    }

    @Test("is refused for a folder")
    func refusesFolder() throws {
        #expect(try fault { _ = try SQLiteStore.open(folder.url, access: .readOnly) }?.code == "E-LEDGER-NOT")
    }

    @Test("is refused, and nothing is made, where there is none", arguments: [SQLiteStore.Access.readWrite, .readOnly])
    func refusesNothing(access: SQLiteStore.Access) throws {
        let fault = try fault { _ = try SQLiteStore.open(folder.ledger, access: access) }
        #expect(fault?.code == "E-LEDGER-NONE")
        #expect(fault?.kind == .notFound)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
    }

    @Test("is refused without permission to read", .enabled(if: geteuid() != 0))
    func refusesUnreadable() throws {
        try folder.closedLedger()
        chmod(folder.ledger.path, 0)
        #expect(try fault { _ = try SQLiteStore.open(folder.ledger, access: .readOnly) }?.code == "E-LEDGER-READ")
    }

    @Test("for writing is refused without permission to write", .enabled(if: geteuid() != 0))
    func refusesUnwritable() throws {
        try folder.closedLedger()
        chmod(folder.ledger.path, 0o400)
        #expect(try fault { _ = try SQLiteStore.open(folder.ledger, access: .readWrite) }?.code == "E-READ-ONLY")
    }

    @Test("takes any name a file can have")
    func takesAnyName() throws {
        let file = folder.url.appendingPathComponent("台账 100%?mode=memory#1.db")
        try SQLiteStore.create(at: file).close()
        let store = try SQLiteStore.open(file, access: .readOnly)
        #expect(try store.read { try $0.last() } == nil)
        #expect(FileManager.default.fileExists(atPath: file.path))
    }

    @Test("a new one never takes the place of what is there")
    func createsOnlyNew() throws {
        let file = try folder.file("ledger.db", [1, 2, 3])
        #expect(try fault { _ = try SQLiteStore.create(at: file) }?.code == "E-LEDGER-EXISTS")
        #expect(try Data(contentsOf: file) == Data([1, 2, 3]))
    }

    @Test("a new one in a folder that is not there is refused")
    func createsInFolder() throws {
        let file = folder.url.appendingPathComponent("none/ledger.db")
        #expect(try fault { _ = try SQLiteStore.create(at: file) }?.code == "E-READ-ONLY")
    }

    @Test("while another connection is writing takes none of its locks away")
    func keepsLocks() throws {
        try folder.closedLedger()
        let writer = try SQLiteStore.open(folder.ledger, access: .readWrite)
        try writer.write { _ in
            _ = try SQLiteStore.open(folder.ledger, access: .readOnly)
            let other = try SQLiteStore.open(folder.ledger, access: .readWrite, busyTimeout: .zero)
            #expect(try fault { try other.write { _ in } }?.code == "E-BUSY")
        }
    }
}
