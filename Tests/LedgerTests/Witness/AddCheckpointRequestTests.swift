import Testing

@testable import Ledger

@Suite("requests to a witness (C2SP tlog-witness: add-checkpoint)")
struct AddCheckpointRequestTests {
    private static let hash = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw="
    /// The example of the specification, its proof cut to one line.
    private static let note = """
        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

        """

    @Test("a request is read and comes out byte for byte", arguments: [0, 1, 63])
    func reads(hashes: Int) throws {
        let lines = String(repeating: AddCheckpointRequestTests.hash + "\n", count: hashes)
        let body = "old 20852014\n\(lines)\n\(AddCheckpointRequestTests.note)"
        let request = try AddCheckpointRequest(Array(body.utf8))
        #expect(request.oldSize == 20_852_014)
        #expect(request.proof.count == hashes)
        #expect(request.text == body)
    }

    @Test(
        "what is no request is refused",
        arguments: [
            "", "\n", "old 1", "old 1\n", "old 1\n\n", "\n\(note)", "new 1\n\n\(note)", "old  1\n\n\(note)",
            "old 01\n\n\(note)", "old -1\n\n\(note)", "old +1\n\n\(note)", "old \n\n\(note)", "old 1\r\n\r\n\(note)",
            "old 9223372036854775808\n\n\(note)", "old 1 \n\n\(note)", "Old 1\n\n\(note)", " old 1\n\n\(note)",
            "old 1\n\(hash.dropLast())\n\n\(note)", "old 1\nAAAA\n\n\(note)", "old 1\n \(hash)\n\n\(note)",
            "old 1\n\(hash)", "old 1\n\(note)", "old 1\n\n\(note)x", "old 1\n\nx\n",
            "old 1\n" + String(repeating: hash + "\n", count: 64) + "\n\(note)",
        ])
    func refuses(body: String) {
        let code = faultCode { _ = try AddCheckpointRequest(Array(body.utf8)) }
        #expect(code == "E-WITNESS-REQUEST" || code == "E-NOTE")
    }
}
