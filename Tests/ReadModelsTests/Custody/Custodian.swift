import Foundation
import Ledger
import Rectification

@testable import ReadModels

/// Keys and checkpoints of a test office.
struct Custodian {
    let office: TestOffice
    let key: FileSigner
    let national: FileSigner?

    /// Registers the ledger's key, and one of SM2 where it is asked for.
    init(_ office: TestOffice, national isNational: Bool = false) throws {
        self.office = office
        key = try FileSigner(name: "taizhang/test", kind: .ed25519, privateKey: .generate(.ed25519))
        national = isNational ? try FileSigner(name: "taizhang/test/sm", kind: .sm2, privateKey: .generate(.sm2)) : nil
        for signer in [key, national].compactMap({ $0 }) { try register(signer, .ledger) }
    }

    func register(_ signer: FileSigner, _ holder: KeyHolder) throws {
        let source = office.ledger.identity.source
        var note = SignedNote(text: KeyStatement.registration(of: signer.key, holder: holder, source: source))
        try note.sign(with: signer)
        try decide(.register(signer.key, holder, note: note), in: CustodyEvent.keyStream(signer.key.name))
    }

    @discardableResult
    func decide(_ command: CustodyCommand, in stream: StreamName, _ reason: String? = nil) throws -> Outcome {
        try office.record(on: "2020-08-01", by: TestOffice.approver, reason) { try $0.custody(command, in: stream) }
    }

    func adopt(quorum: String? = nil, signed: [String] = []) throws {
        try decide(
            .adopt(quorum: quorum, signed: signed), in: CustodyEvent.custodyStream(of: office.ledger.identity.id))
    }

    @discardableResult
    func checkpoint() throws -> MadeCheckpoint {
        try office.ledger.checkpoint(
            Order(actor: TestOffice.recorder), signers: [key, national].compactMap { $0 })
    }

    func codes(_ references: CustodyReferences = CustodyReferences()) throws -> Set<String> {
        Set(try verdict(references).findings.map(\.code.rawValue))
    }

    /// Files of evidence are not what is asked here; the office has none.
    func verdict(_ references: CustodyReferences = CustodyReferences()) throws -> Verdict {
        try office.ledger.verify(evidence: false, against: references)
    }

    /// A note as an auditor keeps it.
    func kept(_ note: String) throws -> CustodyReferences {
        var references = CustodyReferences()
        references.checkpoints = [try .init(Array(note.utf8), name: Message(verbatim: "kept"))]
        return references
    }

    func memory() -> CheckpointMemory { CheckpointMemory(folder: office.folder.appendingPathComponent("state")) }
}

extension TestOffice {
    /// The office's next finding, its measure done.
    @discardableResult
    func rectified() throws -> FindingNumber {
        let finding = try planned(on: "2020-07-02", due: "2020-08-31")
        try complete(finding, on: "2020-07-20")
        return finding
    }
}

/// The code of the fault that the body throws; nil where it throws none.
func refusal(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch { return (error as? Fault)?.code ?? "\(error)" }
}
