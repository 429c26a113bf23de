import Foundation
import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("erasing personal data")
struct ErasureTests {
    static let person = actor("person/DY-001"), bystander = actor("person/DY-002")
    static let secrets = ["张三丰不可见", "13800138000", "李四光不可见", "13900139000"]
    let office: TestOffice
    let record: Int
    let other: Int

    init() throws {
        let office = try TestOffice()
        func enter(_ person: ActorID, _ name: String, _ phone: String) throws -> Int {
            try office.record(on: "2020-08-01", by: TestOffice.recorder) { desk in
                let personal = Erasable(["name": name, "phone": phone])
                try desk.office(.addActor(person, unit: unit("督查科"), personal: personal))
            }.records?.upperBound ?? 0
        }
        record = try enter(Self.person, Self.secrets[0], Self.secrets[1])
        other = try enter(Self.bystander, Self.secrets[2], Self.secrets[3])
        self.office = office
    }

    private func erase(_ target: ErasureTarget, _ basis: String = "个人信息保护法第四十七条") throws {
        _ = try office.ledger.erase(
            target, basis: basis, Order(actor: TestOffice.approver, reason: "本人申请"))
    }

    private func values(_ record: Int) throws -> [String?] {
        try office.ledger.fields(of: record).sorted { ($0.property ?? "") < ($1.property ?? "") }.map { field in
            if case .open(let disclosure) = field.state { return disclosure.content?.value }
            return nil
        }
    }

    /// Every byte under the ledger's folder.
    private func bytes() throws -> Data { bytes(under: office.ledger.folder) }

    private func bytes(under folder: URL) -> Data {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.allObjects as? [URL] ?? []).reduce(into: Data()) { all, file in
            all += (try? Data(contentsOf: file)) ?? Data()
        }
    }

    @Test("one field goes, the other stays under a new key, and the ledger verifies")
    func field() throws {
        let keyFile = office.ledger.keys.file(of: Self.person.stream)
        let key = try Data(contentsOf: keyFile)
        let sealed = try office.ledger.store.read { try $0.disclosures(about: Self.person.stream) }
        try erase(.field(record: record, property: "phone"))
        #expect(try values(record) == [Self.secrets[0], nil])
        #expect(try values(other) == [Self.secrets[2], Self.secrets[3]])
        #expect(
            try office.ledger.fields(of: record).contains { $0.state == .erased(property: "phone", by: record + 2) })
        #expect(try Data(contentsOf: keyFile) != key)
        #expect(try office.ledger.verify(evidence: false).findings.isEmpty)
        // What a backup of the database still has cannot be opened any more.
        #expect(try sealed.allSatisfy { try office.ledger.keys.open($0) == nil })
        #expect(refusal { try erase(.field(record: record, property: "phone")) } == "E-FIELD-ERASED")
        #expect(refusal { try erase(.field(record: record, property: "fax")) } == "E-FIELD-NONE")
        #expect(refusal { try erase(.field(record: 1, property: "phone")) } == "E-FIELD-NONE")
    }

    @Test("a person goes whole, and their key with them")
    func person() throws {
        let custodian = try Custodian(office)
        try custodian.checkpoint()
        let proof = try office.ledger.recordProof(of: record)
        try erase(.subject(Self.person))
        #expect(try values(record) == [nil, nil])
        #expect(!FileManager.default.fileExists(atPath: office.ledger.keys.file(of: Self.person.stream).path))
        #expect(try office.ledger.store.read { try $0.disclosures(about: Self.person.stream) }.isEmpty)
        #expect(try office.ledger.verify(evidence: false).findings.isEmpty)
        #expect(refusal { try erase(.subject(Self.person)) } == "E-FIELD-NONE")
        // The proof of before holds: the record is as it was.
        #expect(
            try office.ledger.recordProof(
                of: record, at: try Checkpoint(text: SignedNote(Array(proof.checkpoint.utf8)).text).size) == proof)
    }

    @Test("neither plain text nor what was sealed is left in database, log, free pages, read models or evidence")
    func onDisk() throws {
        let sealed = try office.ledger.store.read { transaction in
            try transaction.disclosures(about: Self.person.stream).map { Data($0.sealed) }
        }
        let digests = try office.ledger.fields(of: record).map(\.digest)
        try office.ledger.store.close()
        var found = try bytes()
        for piece in sealed { #expect(found.range(of: piece) != nil) }
        try office.reopen(.readWrite)
        try erase(.subject(Self.person))
        found = try bytes()
        for piece in sealed { #expect(found.range(of: piece) == nil) }
        for secret in Self.secrets { #expect(found.range(of: Data(secret.utf8)) == nil) }
        // The digests stay, in the record: that is what keeps every proof.
        for digest in digests { #expect(found.range(of: Data(digest.utf8)) != nil) }
    }

    @Test(
        "a stop between the ledger and the keys is mended by the next that seals or erases", arguments: [true, false])
    func interrupted(isCommitted: Bool) throws {
        let keys = office.ledger.keys
        let (current, staged) = (keys.file(of: Self.person.stream), keys.stagedFile(of: Self.person.stream))
        let before = try Data(contentsOf: current)
        if isCommitted {
            try erase(.field(record: record, property: "phone"))
            // As it lies when the process stops after the commit: the new key staged, the old one not destroyed.
            try FileManager.default.moveItem(at: current, to: staged)
            try before.write(to: current)
        } else {
            _ = try keys.reseal([], of: Self.person.stream)
        }
        #expect(try values(record) == [Self.secrets[0], isCommitted ? nil : Self.secrets[1]])
        try erase(.field(record: record, property: "name"))
        #expect(try values(record) == [nil, isCommitted ? nil : Self.secrets[1]])
        #expect(!FileManager.default.fileExists(atPath: staged.path))
        #expect((try? Data(contentsOf: current)) != before)
        #expect(try office.ledger.verify(evidence: false).findings.isEmpty)
    }

    @Test("the key of a person whose last field was erased goes with the next erasure, though nothing is left to erase")
    func interruptedAtTheLast() throws {
        let keys = office.ledger.keys
        let (current, staged) = (keys.file(of: Self.person.stream), keys.stagedFile(of: Self.person.stream))
        let before = try Data(contentsOf: current)
        try erase(.subject(Self.person))
        // As they lie when the process stops after the commit.
        try before.write(to: current)
        try before.write(to: staged)
        #expect(refusal { try erase(.subject(Self.person)) } == "E-FIELD-NONE")
        #expect(!FileManager.default.fileExists(atPath: current.path))
        #expect(!FileManager.default.fileExists(atPath: staged.path))
    }

    @Test("a dry run leaves a staged key to the process that is at work")
    func dryRunSettlesNothing() throws {
        let staged = office.ledger.keys.stagedFile(of: Self.person.stream)
        _ = try office.ledger.keys.reseal([], of: Self.person.stream)
        let order = Order(actor: TestOffice.approver, reason: "申请", isDryRun: true)
        _ = try office.ledger.erase(.subject(Self.person), basis: "依据", order)
        #expect(FileManager.default.fileExists(atPath: staged.path))
    }

    @Test("what an export holds is neither the plain text nor what was sealed")
    func exported() throws {
        try Custodian(office).checkpoint()
        let sealed = try office.ledger.store.read { transaction in
            try transaction.disclosures(about: Self.person.stream).map { Data($0.sealed) }
        }
        let folder = office.folder.appendingPathComponent("export")
        _ = try office.ledger.export(tiles: folder, at: nil)
        let found = bytes(under: folder)
        #expect(found.count > 4_096)
        for piece in sealed + Self.secrets.map({ Data($0.utf8) }) { #expect(found.range(of: piece) == nil) }
    }

    @Test("a dry run erases nothing, and an approver gives basis and reason")
    func rules() throws {
        _ = try office.ledger.erase(
            .subject(Self.person), basis: "依据", Order(actor: TestOffice.approver, reason: "申请", isDryRun: true))
        #expect(try values(record) == [Self.secrets[0], Self.secrets[1]])
        #expect(refusal { try erase(.subject(Self.person), " ") } == "E-TEXT-EMPTY")
        #expect(
            refusal {
                _ = try office.ledger.erase(.subject(Self.person), basis: "依据", Order(actor: TestOffice.approver))
            } == "E-REASON")
        #expect(try values(record) == [Self.secrets[0], Self.secrets[1]])
    }

    @Test("what was erased and is put back, or was erased without having been named, is found")
    func verdict() throws {
        let row = try office.ledger.store.read { try $0.disclosures(about: Self.person.stream) }[0]
        try erase(.subject(Self.person))
        let sealed = row.sealed.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        try office.tamper(
            "INSERT INTO disclosure VALUES ('\(row.digest)', \(row.sequence), '\(row.subject)', x'\(sealed)')")
        #expect(try office.ledger.verify(evidence: false).findings.map(\.code) == [.erasure])
        try office.tamper("DELETE FROM disclosure WHERE digest = '\(row.digest)'")
        _ = try office.record(on: "2020-08-03", by: TestOffice.approver, "试") {
            try $0.custody(
                .erase(FieldErased(basis: "依据", digest: row.digest, property: "phone")),
                in: CustodyEvent.erasureStream(of: 1))
        }
        #expect(try office.ledger.verify(evidence: false).findings.map(\.code) == [.erasure])
    }
}
