import Foundation
import GRDB
import Ledger
import Rectification
import Testing

@testable import ReadModels

/// A database that says it has done what it has not: a trigger that ignores is enough. What is written is looked up again,
/// so that nobody is told of a step, a checkpoint or an erasure that is not there.
@Suite("a store that silently drops what it is given")
struct SilentStoreTests {
    let office: TestOffice
    let custodian: Custodian
    let record: Int

    init() throws {
        office = try TestOffice()
        custodian = try Custodian(office)
        record =
            try office.record(on: "2020-08-01", by: TestOffice.recorder) { desk in
                let personal = Erasable(["name": "张三", "phone": "13800000000"])
                try desk.office(.addActor(actor("person/DY-001"), unit: unit("督查科"), personal: personal))
            }.records?.upperBound ?? 0
    }

    private func ignore(_ change: String) throws {
        try office.tamper("CREATE TRIGGER silent BEFORE \(change) BEGIN SELECT RAISE(IGNORE); END")
    }

    private func contents() throws -> [String] {
        let (store, keys) = (office.ledger.store, office.ledger.keys.folder)
        let counts = try store.read { transaction in
            try ["record", "command", "tile", "disclosure", "checkpoint", "attestation"].map { table in
                let rows = try Row.fetchAll(transaction.database, sql: "SELECT * FROM \(table)")
                return rows.map(\.description).joined()
            }
        }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: keys.path)) ?? []
        return counts
            + files.filter { !$0.hasSuffix(".new") && $0 != ".lock" }.sorted().map { name in
                "\(name) \((try? Data(contentsOf: keys.appendingPathComponent(name))) ?? Data())"
            }
    }

    @Test("a step", arguments: ["INSERT ON record", "INSERT ON command", "INSERT ON tile", "INSERT ON disclosure"])
    func step(_ change: String) throws {
        try ignore(change)
        let before = try contents()
        let code = refusal {
            _ = try office.record(on: "2020-08-02", by: TestOffice.recorder) { desk in
                let personal = Erasable(["name": "李四"])
                try desk.office(.addActor(actor("person/DY-002"), unit: unit("督查科"), personal: personal))
            }
        }
        // Where a record is not there, the command's own row has nothing to refer to.
        #expect(code == (change == "INSERT ON record" ? "E-LEDGER-CONSTRAINT" : "E-NOT-KEPT"))
        #expect(try contents().prefix(6) == before.prefix(6), "the new person's key is of no use to anyone")
    }

    @Test("a checkpoint, and the heads that it is to cover", arguments: ["INSERT ON checkpoint", "INSERT ON record"])
    func checkpoint(_ change: String) throws {
        try ignore(change)
        #expect(
            refusal { try custodian.checkpoint() }
                == (change == "INSERT ON record" ? "E-LEDGER-CONSTRAINT" : "E-NOT-KEPT"))
        #expect(try office.ledger.checkpoints().isEmpty)
    }

    @Test(
        "an erasure: its key is not destroyed",
        arguments: ["DELETE ON disclosure", "UPDATE ON disclosure", "INSERT ON record"])
    func erasure(_ change: String) throws {
        try ignore(change)
        let before = try contents()
        let code = refusal {
            _ = try office.ledger.erase(
                .field(record: record, property: "phone"), basis: "个人信息保护法第四十七条",
                Order(actor: TestOffice.approver, reason: "本人申请"))
        }
        #expect(code == (change == "INSERT ON record" ? "E-LEDGER-CONSTRAINT" : "E-NOT-KEPT"))
        #expect(try contents() == before)
        #expect(
            try office.ledger.fields(of: record).allSatisfy {
                if case .open = $0.state { true } else { false }
            })
    }
}
