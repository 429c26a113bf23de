import Foundation
import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("signed steps")
struct SignedStepTests {
    let office: TestOffice
    let custodian: Custodian
    let owner: FileSigner

    init() throws {
        office = try TestOffice()
        custodian = try Custodian(office)
        owner = try FileSigner(name: "post/第一支部书记", kind: .ed25519, privateKey: .generate(.ed25519))
        try custodian.register(owner, .actor(TestOffice.owner))
    }

    private func submit(_ signer: FileSigner?, by person: ActorID = TestOffice.owner, for doer: ActorID? = nil) throws
        -> Outcome
    {
        let order = Order(actor: person, onBehalfOf: doer, on: day("2020-08-20"), signer: signer)
        office.clock.set(day("2020-08-20"))
        return try office.ledger.perform(order) { try $0.finding(number("2020-001"), .submit(summary: nil)) }
    }

    @Test("a step that carries weight is signed where a key is at hand, and the ledger verifies")
    func signed() throws {
        try office.rectified()
        let outcome = try submit(owner)
        #expect(outcome.written.map { $0.signature != nil } == [true])
        #expect(try custodian.codes().isEmpty)
        let record = try #require(try office.ledger.record(outcome.records?.upperBound ?? 0)?.record())
        #expect(try office.ledger.custody().fault(of: record) == nil)
    }

    @Test("what the policy has signed is refused unsigned, signed by another's key, or keyed in for another")
    func asked() throws {
        try office.rectified()
        try custodian.adopt(signed: [FindingSubmitted.type])
        #expect(refusal { _ = try submit(nil) } == "E-SIGN-NEEDED")
        #expect(refusal { _ = try submit(custodian.key) } == "E-SIGN-KEY")
        #expect(refusal { _ = try submit(owner, by: TestOffice.recorder, for: TestOffice.owner) } == "E-SIGN-BEHALF")
        _ = try submit(owner)
        #expect(try custodian.codes().isEmpty)
    }

    @Test("a retired key signs nothing more; what it signed stands")
    func retired() throws {
        try office.rectified()
        _ = try submit(owner)
        try custodian.decide(.retire(owner.key.name), in: CustodyEvent.keyStream(owner.key.name), "调离")
        #expect(try custodian.codes().isEmpty)
        try office.rectified()
        #expect(
            refusal {
                _ = try office.ledger.perform(Order(actor: TestOffice.owner, on: day("2020-08-20"), signer: owner)) {
                    try $0.finding(number("2020-002"), .submit(summary: nil))
                }
            } == "E-SIGN-KEY")
    }

    @Test("a signature taken off, or put on another record, is found though everything is hashed anew")
    func tampered() throws {
        try office.rectified()
        try custodian.adopt(signed: [FindingSubmitted.type])
        let sequence = try #require(try submit(owner).records?.upperBound)
        var record = try #require(try office.ledger.record(sequence)?.record())
        record.signature = nil
        let body = String(decoding: try record.encoded(), as: UTF8.self).replacing("'", with: "''")
        let hash = Digest.sha256(try record.encoded()).hex
        try office.tamper(
            "DROP TRIGGER record_update; UPDATE record SET body = '\(body)', hash = x'\(hash)' WHERE seq = \(sequence)")
        let verdict = try office.ledger.verify(evidence: false)
        #expect(verdict.findings.contains { $0.code == .signature && $0.sequence == sequence })
    }
}
