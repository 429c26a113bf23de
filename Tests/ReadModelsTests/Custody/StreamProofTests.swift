import Foundation
import Ledger
import Rectification
import Testing

@testable import ReadModels

@Suite("proofs without the ledger")
struct StreamProofTests {
    let office: TestOffice
    let custodian: Custodian
    let finding = number("2020-001")

    init() throws {
        office = try TestOffice()
        custodian = try Custodian(office)
        try office.rectified()
        try office.rectified()
        try custodian.checkpoint()
    }

    private func code(_ proof: StreamProof) -> String? {
        do {
            _ = try proof.check()
            return nil
        } catch { return error.code }
    }

    @Test("a finding's proof holds with every record of it, and is read back as it was written")
    func holds() throws {
        let proof = try office.ledger.streamProof(of: finding.stream)
        let history = try office.ledger.history(of: finding)
        #expect(try proof.check().map(\.sequence) == history.map(\.sequence))
        let bytes = CanonicalJSON.serialize(proof.json)
        #expect(try StreamProof(try CanonicalJSON.parse(bytes)) == proof)
    }

    @Test("no record can be left out, added, swapped or altered, and no other stream's end shown")
    func fails() throws {
        let proof = try office.ledger.streamProof(of: finding.stream)
        let other = try office.ledger.streamProof(of: number("2020-002").stream)
        var cases: [(String, StreamProof)] = []
        func add(_ name: String, _ change: (inout StreamProof) -> Void) {
            var changed = proof
            change(&changed)
            cases.append((name, changed))
        }
        add("the last left out") { $0.records.removeLast() }
        add("the first left out") { $0.records.removeFirst() }
        add("two swapped") { $0.records.swapAt(0, 1) }
        add("one of another stream") { $0.records[1] = other.records[1] }
        add("one altered") { $0.records[1].body[40] ^= 1 }
        add("another stream's place") { $0.entry = other.entry }
        add("another stream's name") { $0.stream = other.stream }
        add("another record as the heads") { $0.heads = $0.records[0] }
        add("a hash of a proof altered") { $0.records[0].proof[0] = .zero }
        add("a hash of the heads' proof altered") { $0.entry.proof[0] = .zero }
        add("the index beyond the heads") { $0.entry.index = Int.max }
        add("another root") { $0.checkpoint = $0.checkpoint.replacing("\n", with: "\n1", maxReplacements: 1) }
        for (name, changed) in cases {
            let refusal = code(changed)
            #expect(
                refusal == "E-PROOF-FAILED" || refusal == "E-CHECKPOINT" || refusal == "E-NOTE",
                "\(name): \(refusal ?? "holds")")
        }
    }

    @Test("an older checkpoint proves the stream as it was then, and not what came later")
    func earlier() throws {
        let early = try office.ledger.streamProof(of: finding.stream)
        let size = try Checkpoint(text: SignedNote(Array(early.checkpoint.utf8)).text).size
        try office.step(finding, .submit(summary: nil), on: "2020-08-20", by: TestOffice.owner)
        try custodian.checkpoint()
        let late = try office.ledger.streamProof(of: finding.stream)
        #expect(late.records.count == early.records.count + 1)
        #expect(try office.ledger.streamProof(of: finding.stream, at: size) == early)
        // Under the later checkpoint, what was the whole stream is not any more.
        var shortened = late
        shortened.records.removeLast()
        #expect(code(shortened) == "E-PROOF-FAILED")
    }

    @Test("every record is proven in every checkpoint that covers it, and each checkpoint extends those before it")
    func everyRecord() throws {
        var sizes: [Int] = []
        for name in ["甲", "乙", "丙"] {
            try office.record(on: "2020-08-21", by: TestOffice.recorder) { try $0.office(.addUnit(unit(name))) }
            sizes.append(try custodian.checkpoint().size)
        }
        var hasher = SHA256Hasher()
        for size in sizes {
            let checkpoint = try Checkpoint(text: try office.ledger.checkpointNote(of: size).text)
            for sequence in 1...size {
                let proof = try office.ledger.recordProof(of: sequence, at: size)
                let leaf = MerkleTree.leaf(try #require(proof.extra), &hasher)
                #expect(
                    MerkleTree.isIncluded(leaf, at: proof.index, in: size, root: checkpoint.root, proof: proof.hashes))
            }
            for old in 1...size {
                let root = try office.ledger.store.read { try $0.root(of: old) }
                let proof = try office.ledger.consistencyProof(from: old, to: size)
                #expect(
                    MerkleTree.isConsistent(from: old, root: root, to: size, root: checkpoint.root, proof: proof.proof))
            }
        }
        #expect(throws: Fault.self) { try office.ledger.recordProof(of: sizes[2], at: sizes[0]) }
        #expect(throws: Fault.self) { try office.ledger.recordProof(of: 9_999) }
        #expect(throws: Fault.self) { try office.ledger.checkpointNote(of: 3) }
        #expect(throws: Fault.self) { try office.ledger.streamProof(of: number("2020-099").stream) }
    }
}
