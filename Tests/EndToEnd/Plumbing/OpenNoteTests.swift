import Testing

/// The note and key of C2SP signed-note.md (CC BY 4.0).
@Suite("plumbing open-note (C2SP signed-note)")
struct OpenNoteTests {
    private static let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    private static let other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    private static let text = "This is an example message.\n"
    private static let note =
        text + "\n— example.com/foo "
        + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"

    struct Case: Sendable {
        var keys: [String]
        var note: String
        var code: Int32
    }

    private static let cases: [Case] = [
        Case(keys: [key], note: note, code: 0),
        Case(keys: [other, key], note: note, code: 0),
        Case(keys: [other], note: note, code: 1),
        Case(keys: [key], note: note.replacing("message", with: "massage"), code: 1),
        Case(keys: [key], note: text, code: 65),
        Case(keys: [key], note: "", code: 65),
        Case(keys: [key], note: note.replacing("\n", with: "\r\n"), code: 65),
        Case(keys: [key + "="], note: note, code: 65),
        Case(keys: [""], note: note, code: 65),
        Case(keys: [], note: note, code: 64),
    ]

    @Test(
        "0 and the text where it holds, 1 where it does not or nobody known signed, 65 where note or key is malformed",
        arguments: cases)
    func answers(_ given: Case) throws {
        let program = try Program()
        defer { program.remove() }
        let keys = given.keys.flatMap { ["--key", $0] }
        let answer = try program.run(["plumbing", "open-note"] + keys, input: given.note)
        #expect(answer.code == given.code, "\(answer.errors)")
        #expect(answer.output == (given.code == 0 ? OpenNoteTests.text : ""))
        #expect(answer.errors.isEmpty == (given.code == 0))
    }
}
