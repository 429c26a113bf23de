import Foundation
import Testing

@testable import Ledger

@Suite("published exchanges with witnesses (C2SP tlog-witness)")
struct WitnessVectorTests {
    private let signer = try! SeedSigner("example.com/witness", kind: .cosignature)

    @Test("the exchanges of litewitness, in their order, to one fresh witness")
    func litewitness() throws {
        let rows = try fixture("witness-litewitness.txt")
        let origin = rows[0][1]
        let key = try VerifierKey(name: origin, kind: .ed25519, publicKey: Hex.bytes(rows[1][1]))
        try withFolder { parent in
            let folder = try WitnessFolder.create(parent.appendingPathComponent("w"), key: signer.key)
            try folder.addLog(origin: origin, keys: [key])
            let witness = try Witness(folder, signer: signer, surroundings: .system)
            #expect(rows.count == 11)
            for (index, row) in rows.dropFirst(2).enumerated() {
                let body = try #require(StandardBase64.decode(row[1]))
                let answer = try witness.addCheckpoint(body)
                #expect(answer.status == Int(row[0]), "exchange \(index + 1): \(answer)")
                if row.count > 2 {
                    #expect(StandardBase64.encode(answer.body) == row[2])
                    #expect(answer.contentType == "text/x.tlog.size")
                }
                if answer.status == 200 { try expectCosignature(answer, over: AddCheckpointRequest(body).note) }
                #expect(
                    answer.status != 422 || String(decoding: answer.body, as: UTF8.self).contains("consistency proof"))
            }
        }
    }

    /// As C2SP tlog-witness tells a client to read the answer: appended to the checkpoint it is a note.
    private func expectCosignature(_ answer: WitnessAnswer, over note: SignedNote) throws {
        let appended = try SignedNote(Array(note.encoded.utf8) + answer.body)
        #expect(try appended.verified(by: [signer.key]) == [signer.key])
        let time = try #require(appended.signatures.last.flatMap { Cosignature.time(of: $0) })
        #expect(abs(time.milliseconds - Surroundings.system.now().milliseconds) < 60_000)
    }

    @Test("the checkpoints of omniwitness: from 5 to 8 with the proof and with no other")
    func omniwitness() throws {
        let rows = try fixture("witness-omniwitness.txt")
        let notes = try [1, 2].map { try SignedNote(StandardBase64.decode(rows[$0][1]) ?? []) }
        let proof = try rows[3].dropFirst().map { try #require(Digest(hex: $0)) }
        try withFolder { parent in
            let folder = try WitnessFolder.create(parent.appendingPathComponent("w"), key: signer.key)
            try folder.addLog(origin: "monkeys", keys: [VerifierKey(rows[0][1])])
            let witness = try Witness(folder, signer: signer, surroundings: .system)
            func status(_ old: Int, _ proof: [Digest], _ note: SignedNote) throws -> Int {
                try witness.addCheckpoint(Array(AddCheckpointRequest(oldSize: old, proof: proof, note: note).text.utf8))
                    .status
            }
            #expect(try status(0, proof, notes[0]) == 422)
            #expect(try status(0, [], notes[0]) == 200)
            #expect(try status(2, [], notes[1]) == 409)
            for index in proof.indices {
                var altered = proof
                altered[index] = .sha256(altered[index].bytes)
                #expect(try status(5, altered, notes[1]) == 422)
            }
            var stranger = SignedNote(text: notes[1].text)
            try stranger.sign(with: SeedSigner("monkeys"))
            #expect(try status(5, proof, stranger) == 403)
            #expect(try status(5, proof, notes[1]) == 200)
        }
    }
}
