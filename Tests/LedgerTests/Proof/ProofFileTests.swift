import Testing

@testable import Ledger

@Suite("proof files (C2SP tlog-proof)")
struct ProofFileTests {
    private func text(_ escaped: String) -> String {
        escaped.replacing("\\n", with: "\n").replacing("\\s", with: " ")
    }

    private func refuse(_ text: String) {
        let fault = #expect(throws: Fault.self, "\(text)") { try ProofFile(Array(text.utf8)) }
        #expect(fault?.code == "E-PROOF" && fault?.kind == .badData)
    }

    @Test("published files are read, and written to the same bytes")
    func valid() throws {
        let cases = try fixture("tlog-proof.txt").filter { $0[0] == "valid" }
        #expect(cases.count == 3)
        for fields in cases {
            let file = try ProofFile(Array(text(fields[5]).utf8))
            #expect("\(file.index)" == fields[1])
            #expect(file.extra.map { StandardBase64.encode($0) } ?? "-" == fields[2])
            #expect("\(file.hashes.count)" == fields[3])
            #expect(file.checkpoint == text(fields[4]))
            #expect(file.text == text(fields[5]))
        }
    }

    @Test("published files that are none are refused")
    func invalid() throws {
        let cases = try fixture("tlog-proof.txt").filter { $0[0] == "invalid" }
        #expect(cases.count == 7)
        for fields in cases { refuse(text(fields[1])) }
        refuse("c2sp.org/tlog-proof@v1\nindex 0\n" + String(repeating: "a", count: 66_560) + "\n\ncheckpoint\n")
    }

    private static let hash = "rzFuy5Go7nrpkhBwKy1HWPMM3eO/YePY54fXRoH5Cm4="

    @Test(
        "only one form of each file is taken",
        arguments: [
            "", "\n", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2\nindex 0\n\nc\n",
            " c2sp.org/tlog-proof@v1\nindex 0\n\nc\n", "\u{FEFF}c2sp.org/tlog-proof@v1\nindex 0\n\nc\n",
            "c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\nc\r\n",
            // The index: below 2^63, no leading zero, sign, space or other digits.
            "c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\nc\n",
            "c2sp.org/tlog-proof@v1\nindex 99999999999999999999999999\n\nc\n",
            "c2sp.org/tlog-proof@v1\nindex 00\n\nc\n", "c2sp.org/tlog-proof@v1\nindex 07\n\nc\n",
            "c2sp.org/tlog-proof@v1\nindex +7\n\nc\n", "c2sp.org/tlog-proof@v1\nindex  7\n\nc\n",
            "c2sp.org/tlog-proof@v1\nindex 7 \n\nc\n", "c2sp.org/tlog-proof@v1\nindex \n\nc\n",
            "c2sp.org/tlog-proof@v1\nindex\n\nc\n", "c2sp.org/tlog-proof@v1\nindex ７\n\nc\n",
            "c2sp.org/tlog-proof@v1\nindex 7\nindex 7\n\nc\n",
            // Extra data: before the index, once, not empty, canonical base64.
            "c2sp.org/tlog-proof@v1\nextra \nindex 7\n\nc\n", "c2sp.org/tlog-proof@v1\nextra\nindex 7\n\nc\n",
            "c2sp.org/tlog-proof@v1\nextra YQ\nindex 7\n\nc\n", "c2sp.org/tlog-proof@v1\nextra YR==\nindex 7\n\nc\n",
            "c2sp.org/tlog-proof@v1\nextra Y-__\nindex 7\n\nc\n", "c2sp.org/tlog-proof@v1\nextra Y Q=\nindex 7\n\nc\n",
            "c2sp.org/tlog-proof@v1\nindex 7\nextra YQ==\n\nc\n",
            "c2sp.org/tlog-proof@v1\nextra YQ==\nextra YQ==\nindex 7\n\nc\n",
            "c2sp.org/tlog-proof@v1\nextra YQ==\n\nc\n",
            // Hashes: 32 bytes, canonical base64.
            "c2sp.org/tlog-proof@v1\nindex 0\n\(hash.dropLast())\n\nc\n",
            "c2sp.org/tlog-proof@v1\nindex 0\n\(hash.dropLast(2))5=\n\nc\n",
            "c2sp.org/tlog-proof@v1\nindex 0\n \(hash)\n\nc\n", "c2sp.org/tlog-proof@v1\nindex 0\n\(hash)=\n\nc\n",
            "c2sp.org/tlog-proof@v1\nindex 0\n\(hash)\(hash)\n\nc\n", "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nc\n",
            // The blank line and the checkpoint.
            "c2sp.org/tlog-proof@v1\nindex 0\n\(hash)\n", "c2sp.org/tlog-proof@v1\nindex 0\n\(hash)\n\n",
            "c2sp.org/tlog-proof@v1\nindex 0\n\n", "c2sp.org/tlog-proof@v1\nindex 0\n",
        ])
    func strict(text: String) {
        refuse(text)
    }

    @Test("at most 63 hashes; a checkpoint is UTF-8")
    func limits() throws {
        let file = ProofFile(index: .max, hashes: Array(repeating: .zero, count: 63), checkpoint: "检查点\n")
        #expect(try ProofFile(Array(file.text.utf8)) == file)
        refuse(ProofFile(index: 0, hashes: Array(repeating: .zero, count: 64), checkpoint: "c\n").text)
        let head = Array("c2sp.org/tlog-proof@v1\nindex 0\n\n".utf8)
        #expect(throws: Fault.self) { try ProofFile(head + [0xFF, 0x0A]) }
    }

    @Test("random files come back from their text; no cut or changed byte is taken for the same file")
    func roundTrip() throws {
        var random = SeededRandom(seed: 1)
        for _ in 0..<40 {
            let extra = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let file = ProofFile(
                extra: extra.isEmpty ? nil : extra, index: Int.random(in: 0...Int.max, using: &random),
                hashes: (0..<Int.random(in: 0...63, using: &random)).map { _ in random.digest() },
                checkpoint: "log\n1\n\n\n— log x\n")
            let bytes = Array(file.text.utf8)
            #expect(try ProofFile(bytes) == file)
            for _ in 0..<20 {
                var bent = bytes
                bent[Int.random(in: bent.indices, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
                guard let other = try? ProofFile(bent) else { continue }
                #expect(other != file)
                #expect(Array(other.text.utf8) == bent)
            }
        }
    }
}
