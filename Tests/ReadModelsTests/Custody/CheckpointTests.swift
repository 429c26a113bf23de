import Foundation
import Ledger
import LedgerSQLite
import Rectification
import Testing

@testable import ReadModels

@Suite("checkpoints")
struct CheckpointTests {
    let office: TestOffice
    let custodian: Custodian

    init() throws {
        office = try TestOffice()
        custodian = try Custodian(office)
    }

    @Test("a checkpoint covers its heads record, is signed by the ledger's key, and stands until something is recorded")
    func making() throws {
        let made = try custodian.checkpoint()
        let note = try SignedNote(Array(try #require(made.note?.note).utf8))
        #expect(try note.verified(by: [custodian.key.key]) == [custodian.key.key])
        let checkpoint = try Checkpoint(text: note.text)
        #expect(checkpoint.size == made.size)
        #expect(try office.ledger.record(made.size)?.type == HeadsCommitted.type)
        #expect(try office.ledger.store.read { try $0.root() } == checkpoint.root)
        #expect(try custodian.checkpoint().stoodAlready)
        try office.record(on: "2020-08-02", by: TestOffice.recorder) { try $0.office(.addUnit(unit("网信科"))) }
        let next = try custodian.checkpoint()
        #expect(!next.stoodAlready && next.size == made.size + 2)
        #expect(try custodian.codes(custodian.kept(note.encoded)).isEmpty)
    }

    @Test("heads that were committed and not signed are signed the next time, without another record")
    func interrupted() throws {
        let broken = BrokenSigner(key: custodian.key.key)
        #expect(
            refusal { _ = try office.ledger.checkpoint(Order(actor: TestOffice.recorder), signers: [broken]) }
                == "E-BROKEN")
        #expect(try office.ledger.checkpoints().isEmpty)
        let size = try office.ledger.store.read { try $0.last()?.sequence }
        #expect(try custodian.checkpoint().size == size)
    }

    @Test("a key that is not at hand is told before anything is recorded")
    func wanting() throws {
        let before = try office.ledger.store.read { try $0.last()?.sequence }
        let other = try FileSigner(name: "other", kind: .ed25519, privateKey: .generate(.ed25519))
        #expect(
            refusal { _ = try office.ledger.checkpoint(Order(actor: TestOffice.recorder), signers: [other]) }
                == "E-KEY-WANTING")
        #expect(try office.ledger.store.read { try $0.last()?.sequence } == before)
    }

    @Test("without a key there is no checkpoint; and the heads of a dry run are not kept")
    func nothing() throws {
        let bare = try TestOffice()
        #expect(
            refusal { _ = try bare.ledger.checkpoint(Order(actor: TestOffice.recorder), signers: []) } == "E-KEY-NONE")
        let before = try office.ledger.store.read { try $0.last()?.sequence }
        _ = try office.ledger.checkpoint(Order(actor: TestOffice.recorder, isDryRun: true), signers: [custodian.key])
        #expect(try office.ledger.store.read { try $0.last()?.sequence } == before)
    }

    @Test(
        "a record that was altered since the last checkpoint is found before anything is signed",
        arguments: [
            "UPDATE record SET body = replace(body, '督查科', '督察科') WHERE seq = 4",
            "UPDATE record SET hash = zeroblob(32) WHERE seq = 4",
            "UPDATE tile SET hashes = zeroblob(length(hashes)) WHERE level = 0",
        ])
    func readBack(_ tampering: String) throws {
        try office.tamper("DROP TRIGGER record_update; " + tampering)
        #expect(refusal { try custodian.checkpoint() } == "E-LEDGER-ALTERED")
        #expect(try office.ledger.checkpoints().isEmpty)
    }

    @Test("a ledger that does not extend its last checkpoint is not signed again")
    func fork() throws {
        let size = try custodian.checkpoint().size
        try office.record(on: "2020-08-02", by: TestOffice.recorder) { try $0.office(.addUnit(unit("网信科"))) }
        // A leaf under the checkpoint, which reading back from there on does not see.
        try office.tamper(
            "UPDATE tile SET hashes = CAST(zeroblob(32) || substr(hashes, 33) AS BLOB) WHERE level = 0 AND idx = 0")
        #expect(size < 256)
        #expect(refusal { try custodian.checkpoint() } == "E-CHECKPOINT-FORK")
    }

    @Test("the suite of SM2 and SM3: a second note over the same records, and both are asked for")
    func national() throws {
        let office = try TestOffice()
        let custodian = try Custodian(office, national: true)
        let made = try custodian.checkpoint()
        let note = try SignedNote(Array(try #require(made.national?.note).utf8))
        let signer = try #require(custodian.national)
        #expect(try note.verified(by: [signer.key]) == [signer.key])
        var fold = MerkleFold(.sm3)
        try office.ledger.store.read {
            try $0.scan(.from(1)) {
                fold.append($0.body); return .more
            }
        }
        #expect(
            try Checkpoint(text: note.text)
                == Checkpoint(origin: "taizhang/test/sm", size: made.size, root: fold.root()))
        let verdict = try office.ledger.verify(evidence: false)
        #expect(verdict.findings.isEmpty)
        #expect(verdict.protections.map(\.algorithm).sorted() == ["Ed25519 + SHA-256", "SM2 + SM3"])
        #expect(try custodian.codes(custodian.kept(note.encoded)).isEmpty)
        try office.tamper("DROP TRIGGER checkpoint_delete; DELETE FROM checkpoint WHERE origin LIKE '%/sm'")
        #expect(try custodian.codes().contains("checkpoint"))
    }

    @Test("heads are of what the records say, not of their index columns: no false proof that nothing is missing")
    func columns() throws {
        let finding = try office.rectified()
        let last = try #require(try office.ledger.history(of: finding).last?.sequence)
        try office.tamper(
            "DROP TRIGGER record_update; UPDATE record SET stream = 'finding/9999-001', version = 1 WHERE seq = \(last)"
        )
        try custodian.checkpoint()
        let proof = try office.ledger.streamProof(of: finding.stream)
        #expect(refusal { _ = try proof.check() } == "E-PROOF-FAILED")
    }

    @Test("a record that was altered after it was signed gets no SM3 root")
    func alteredUnderSM3() throws {
        let office = try TestOffice()
        let custodian = try Custodian(office, national: true)
        try custodian.checkpoint()
        try office.record(on: "2020-08-02", by: TestOffice.recorder) { try $0.office(.addUnit(unit("网信科"))) }
        try office.tamper(
            "DROP TRIGGER record_update; UPDATE record SET body = replace(body, '督查科', '督察科') WHERE seq = 4")
        #expect(refusal { try custodian.checkpoint() } == "E-LEDGER-ALTERED")
    }

    @Test("a ledger has no SM2 key alone")
    func nationalAlone() throws {
        let bare = try TestOffice()
        let signer = try FileSigner(name: "sm", kind: .sm2, privateKey: .generate(.sm2))
        let text = KeyStatement.registration(of: signer.key, holder: .ledger, source: bare.ledger.identity.source)
        var note = SignedNote(text: text)
        try note.sign(with: signer)
        let code = refusal {
            try bare.record(on: "2020-08-01", by: TestOffice.approver) {
                try $0.custody(.register(signer.key, .ledger, note: note), in: CustodyEvent.keyStream("sm"))
            }
        }
        #expect(code == "E-KEY-LEDGER")
    }

    // MARK: Kept elsewhere

    @Test("a checkpoint kept elsewhere tells a cut tail, a rewrite, and a stranger's note")
    func against() throws {
        let early = try #require(try custodian.checkpoint().note?.note)
        try office.record(on: "2020-08-02", by: TestOffice.recorder) { try $0.office(.addUnit(unit("网信科"))) }
        let late = try #require(try custodian.checkpoint().note?.note)
        #expect(try custodian.verdict(custodian.kept(late)).agreements.count == 1)

        let twin = try TestOffice()
        let stranger = try Custodian(twin)
        let foreign = try #require(try stranger.checkpoint().note?.note)
        #expect(try custodian.codes(custodian.kept(foreign)) == ["checkpoint"])
        var trusted = try custodian.kept(foreign)
        trusted.keys = [stranger.key.key]
        #expect(try custodian.codes(trusted) == ["forked"])

        let size = try Checkpoint(text: SignedNote(Array(early.utf8)).text).size
        let file = office.ledger.store.file.path
        try office.tamper("VACUUM INTO '\(file).cut'")
        let cut = try SQLiteStore.open(URL(fileURLWithPath: file + ".cut"), access: .readWrite)
        try cut.write { transaction in
            for table in ["record", "command"] {
                try transaction.database.execute(sql: "DROP TRIGGER \(table)_delete")
            }
            try transaction.database.execute(sql: "DELETE FROM command WHERE last > \(size)")
            try transaction.database.execute(sql: "DELETE FROM record WHERE seq > \(size)")
        }
        let verdict = try cut.read {
            Verifier.verify($0, evidence: nil, audit: try CustodyAudit($0, try custodian.kept(late)))
        }
        #expect(verdict.findings.contains { $0.code == .rolledback && $0.field == "kept" })
        try cut.close()
    }

    @Test(
        "the last checkpoint seen is remembered: a ledger that falls behind it does not open, until a restore is recorded"
    )
    func memory() throws {
        let memory = custodian.memory()
        try custodian.checkpoint()
        try office.ledger.holdAgainst(memory)
        let backup = office.folder.appendingPathComponent("backup")
        try office.ledger.backup(to: backup)
        try office.record(on: "2020-08-02", by: TestOffice.recorder) { try $0.office(.addUnit(unit("网信科"))) }
        try custodian.checkpoint()
        try office.ledger.holdAgainst(memory)
        #expect(
            memory.reference(of: office.ledger.identity.id)?.signed.checkpoint.size
                == (try office.ledger.checkpoints().first?.size))

        let restored = try OpenLedger.open(backup, access: .readWrite, surroundings: office.clock.surroundings)
        #expect(refusal { try restored.holdAgainst(memory) } == "E-ROLLED-BACK")
        // Grown past the checkpoint in another way it is no longer short, but it forks.
        for name in ["甲", "乙", "丙"] {
            _ = try restored.perform(Order(actor: TestOffice.recorder)) { try $0.office(.addUnit(unit(name))) }
        }
        #expect(refusal { try restored.holdAgainst(memory) } == "E-FORKED")
        #expect(refusal { _ = try restored.acceptRestore(Order(actor: TestOffice.approver), memory) } == "E-REASON")
        _ = try restored.acceptRestore(Order(actor: TestOffice.approver, reason: "硬盘损坏"), memory)
        try restored.holdAgainst(memory)
        #expect(
            refusal { _ = try restored.acceptRestore(Order(actor: TestOffice.approver, reason: "又一次"), memory) }
                == "E-RESTORE-NOTHING")
        try restored.store.close()
    }

    @Test("once it was held against the root, a ledger is held against the record that was its last")
    func head() throws {
        let memory = custodian.memory()
        let size = try custodian.checkpoint().size
        memory.remember(try #require(try office.ledger.checkpoints().first?.note), of: office.ledger.identity.id)
        #expect(memory.head(at: size, of: office.ledger.identity.id) == nil)
        // What is remembered comes from bytes that are under the root, not from what the ledger says of them.
        let last = try #require(try office.ledger.store.read { try $0.last() })
        let head = Digest.sha256(last.body)
        try rewrite(size, to: .zero)
        try office.ledger.holdAgainst(memory)
        #expect(last.sequence == size && memory.head(at: size, of: office.ledger.identity.id) == head)

        #expect(refusal { try office.ledger.holdAgainst(memory) } == "E-FORKED")
        try rewrite(size, to: head)
        try office.ledger.holdAgainst(memory)

        // Of an earlier checkpoint, or unreadable, it says nothing: the root is what counts.
        memory.remember(head: .zero, at: size - 1, of: office.ledger.identity.id)
        try office.ledger.holdAgainst(memory)
        #expect(memory.head(at: size, of: office.ledger.identity.id) == head)
        memory.forget(office.ledger.identity.id)
        #expect(memory.head(at: size, of: office.ledger.identity.id) == nil)
    }

    /// Gives a record another hash, as somebody could who has the file.
    private func rewrite(_ sequence: Int, to hash: Digest) throws {
        try office.ledger.store.write { transaction in
            try transaction.database.execute(sql: "DROP TRIGGER IF EXISTS record_update")
            try transaction.database.execute(
                sql: "UPDATE record SET hash = ? WHERE seq = ?", arguments: [Data(hash.bytes), sequence])
        }
    }

    // MARK: Witnesses

    @Test("a quorum of witnesses decides what is witnessed, and fails closed")
    func quorum() throws {
        let witnesses = try ["inspection", "archives", "audit"].map {
            try FileSigner(name: $0, kind: .cosignature, privateKey: .generate(.cosignature))
        }
        let lines = witnesses.map { "witness \($0.key.name) \($0.key.text)\n" }.joined()
        try custodian.adopt(quorum: lines + "group watch 2 inspection archives audit\nquorum watch\n")
        let size = try custodian.checkpoint().size
        #expect(try custodian.codes() == ["quorum"])
        let text = try office.ledger.checkpointNote().text
        func cosign(_ signer: FileSigner) throws -> SignedNote.Signature {
            try Cosignature.sign(text, with: signer, at: office.clock.surroundings.now())
        }
        #expect(try office.ledger.attach(cosignatures: [cosign(witnesses[0])]) == ["inspection"])
        #expect(try custodian.codes() == ["quorum"])
        #expect(try office.ledger.attach(cosignatures: [cosign(witnesses[2])]) == ["audit"])
        var verdict = try office.ledger.verify(evidence: false)
        #expect(verdict.findings.isEmpty && verdict.witnessed == size)
        let stranger = try FileSigner(name: "nobody", kind: .cosignature, privateKey: .generate(.cosignature))
        #expect(refusal { _ = try office.ledger.attach(cosignatures: [cosign(stranger)]) } == "E-WITNESS-UNKNOWN")
        var wrong = try cosign(witnesses[1])
        wrong.bytes[20] ^= 1
        #expect(refusal { _ = try office.ledger.attach(cosignatures: [wrong]) } == "E-COSIGNATURE")
        // What was recorded since is not witnessed; what was stays so.
        try office.record(on: "2020-08-02", by: TestOffice.recorder) { try $0.office(.addUnit(unit("网信科"))) }
        verdict = try office.ledger.verify(evidence: false)
        #expect(verdict.findings.isEmpty && verdict.witnessed == size && verdict.size > size)
        var altered = try cosign(witnesses[0])
        altered.bytes[20] ^= 1
        try office.tamper(
            "DROP TRIGGER attestation_update; UPDATE attestation SET content = CAST('\(altered.line)' AS BLOB) WHERE id = 1"
        )
        #expect(try custodian.codes() == ["cosignature", "quorum", "schema"])
    }
}

/// A signer that fails when it is to sign.
private struct BrokenSigner: Signer {
    let key: VerifierKey

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        throw Fault("E-BROKEN", .inputOutput, Message(verbatim: "broken"))
    }
}
