import Foundation
import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("Backup")
struct BackupTests {
    private func office() throws -> TestOffice {
        let office = try TestOffice()
        let file = office.folder.appendingPathComponent("会议记录.pdf")
        try Data("minutes".utf8).write(to: file)
        let stored = try office.ledger.evidence.add(file)
        let finding = try office.planned(on: "2020-07-02", due: "2020-08-01")
        try office.step(
            finding, .attach(Exhibit(kind: "会议记录", file: stored), measure: nil), on: "2020-07-03", by: TestOffice.owner)
        try Data("actor = x\n".utf8).write(to: office.ledger.configuration)
        return office
    }

    @Test("a backup is a ledger of its own, with its evidence, that verifies; keys are left out")
    func whole() throws {
        let office = try office()
        try FileManager.default.createDirectory(
            at: office.ledger.keys.folder, withIntermediateDirectories: true)
        let target = office.folder.appendingPathComponent("备份/2020-07")

        try office.ledger.backup(to: target)

        let names = try FileManager.default.contentsOfDirectory(atPath: target.path).sorted()
        #expect(Set(names).subtracting(["ledger.db-shm", "ledger.db-wal"]) == ["config", "evidence", "ledger.db"])
        let copy = try OpenLedger.open(target, access: .readWrite, surroundings: office.clock.surroundings)
        let verdict = try copy.verify()
        #expect(verdict.outcome == .intact && verdict.evidence == 1)
        let findings = try office.ledger.findings()
        #expect(try copy.findings() == findings)
        try copy.store.close()
    }

    @Test("a folder that is not empty is refused and left as it was")
    func occupied() throws {
        let office = try office()
        let target = office.folder.appendingPathComponent("备份")
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        try Data().write(to: target.appendingPathComponent("别的文件"))
        #expect(fault { try office.ledger.backup(to: target) } == "E-BACKUP-EXISTS")
        #expect(try FileManager.default.contentsOfDirectory(atPath: target.path) == ["别的文件"])
    }

    @Test(
        "a backup without a file of evidence, or with an altered one, is not passed off as good",
        arguments: [true, false])
    func evidenceGone(isRemoved: Bool) throws {
        let office = try office()
        let digest = try #require(office.ledger.evidence.digests().first)
        let file = office.ledger.evidence.url(of: digest)
        try FileManager.default.removeItem(at: file)
        if !isRemoved { try Data("other minutes".utf8).write(to: file) }
        let target = office.folder.appendingPathComponent("备份")
        #expect(fault { try office.ledger.backup(to: target) } == "E-BACKUP-NOT-INTACT")
    }

    private func fault(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch { return (error as? Fault)?.code }
    }
}
