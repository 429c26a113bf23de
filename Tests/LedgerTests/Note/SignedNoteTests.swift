import Foundation
import Testing

@testable import Ledger

@Suite("signed notes (C2SP signed-note)")
struct SignedNoteTests {
    private let line =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    private let text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"

    @Test("the notes of golang.org/x/mod note_test.go, C2SP and sum.golang.org are taken and refused as they should be")
    func published() throws {
        let cases = try fixture("signed-notes.txt")
        #expect(cases.count == 16)
        for row in cases {
            let keys = try row[2].split(separator: ",").filter { $0 != "-" }.map { try VerifierKey(String($0)) }
            let bytes = try #require(StandardBase64.decode(row[3]))
            let verified = try? SignedNote(bytes).verified(by: keys)
            #expect(verified?.map(\.name) == (row[0] == "accept" ? row[1].split(separator: ",").map(String.init) : nil))
            if row[0] == "accept" { #expect(try Array(SignedNote(bytes).encoded.utf8) == bytes) }
        }
    }

    @Test("a hundred signatures are taken, 101 are not (note_test.go), nor is a note of more than 1 MB")
    func limits() throws {
        let hundred = text + "\n" + String(repeating: line, count: 100)
        #expect(try SignedNote(Array(hundred.utf8)).verified(by: [VerifierKey(peterNeumann)]).count == 1)
        #expect(faultCode { _ = try SignedNote(Array((hundred + line).utf8)) } == "E-NOTE")
        let long = String(repeating: "x", count: 1_000_000) + "\n\n" + line
        #expect(faultCode { _ = try SignedNote(Array(long.utf8)) } == "E-NOTE")
    }

    @Test("the deterministic signature of note_test.go")
    func deterministic() throws {
        let secret = try #require(StandardBase64.decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"))
        let signer = try SeedSigner("PeterNeumann", seed: Array(secret.dropFirst()))
        #expect(signer.key.text == peterNeumann)
        var note = SignedNote(text: text)
        try note.sign(with: signer)
        #expect(note.encoded == text + "\n" + line)
        try note.sign(with: signer)
        #expect(note.signatures.count == 1)
    }

    @Test("the text ends at the last blank line: blank lines of its own are part of it")
    func blankLines() throws {
        var note = SignedNote(text: "Ognuno sta solo\n\ned è subito sera.\n")
        try note.sign(with: try SeedSigner("a"))
        #expect(try SignedNote(Array(note.encoded.utf8)) == note)
        let hidden = SignedNote(text: note.encoded + "more\n", signatures: note.signatures)
        #expect(try SignedNote(Array(hidden.encoded.utf8)).text == note.encoded + "more\n")
    }

    @Test(
        "what is no note is E-NOTE",
        arguments: [
            "", "\n", "\n\n", "x\n", "x\n\n", "x\n\n\n", "x\n\n— a\n", "x\n\n— a \n", "x\n\n—  AAAAAAA=\n",
            "x\n\n— a AAAAAA==\n", "x\n\n— a AAAAAAA\n", "x\n\n— a AAAAAAB=\n", "x\n\n— a AAAAAAA= \n",
            "x\n\n— a  AAAAAAA=\n", "x\n\n- a AAAAAAA=\n", "x\n\n—a AAAAAAA=\n", "x\n\n— a+b AAAAAAA=\n",
            "x\n\n— a\u{3000}b AAAAAAA=\n", "x\n\n— a AAAAAAA=", "x\n\n— a AAAAAAA=\n\n", "x\r\n\r\n— a AAAAAAA=\r\n",
            "x\u{0}\n\n— a AAAAAAA=\n", "x\ty\n\n— a AAAAAAA=\n", "x\n\n— a AAAA\u{0}AAA=\n", "x\n— a AAAAAAA=\n",
            "x\n\n— a AAAAAAA=\nx\n",
        ])
    func malformed(text: String) {
        #expect(faultCode { _ = try SignedNote(Array(text.utf8)) } == "E-NOTE")
    }

    @Test("any one byte of a note changed: it is malformed, or no longer signed, or its text is not the one signed")
    func everyByte() throws {
        let (key, bytes) = (try VerifierKey(peterNeumann), Array((text + "\n" + line).utf8))
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            #expect(throws: Fault.self) { try SignedNote(changed).verified(by: [key]) }
        }
    }

    @Test("unknown keys count for nothing, also where the name or the ID is a known one's")
    func unknown() throws {
        let key = try VerifierKey(peterNeumann)
        var note = try SignedNote(Array((text + "\n" + line).utf8))
        let good = note.signatures[0]
        note.signatures = [
            SignedNote.Signature(name: key.name, keyID: key.id ^ 1, bytes: [1]),
            SignedNote.Signature(name: "other", keyID: key.id, bytes: [1]),
        ]
        #expect(faultCode { _ = try note.verified(by: [key]) } == "E-NOTE-UNSIGNED")
        note.signatures.append(good)
        #expect(try note.verified(by: [key]) == [key])
        note.signatures.append(SignedNote.Signature(name: key.name, keyID: key.id, bytes: [1]))
        #expect(faultCode { _ = try note.verified(by: [key]) } == "E-NOTE-SIGNATURE")
    }

    @Test(
        "a text without its last newline or with a control character is not signed",
        arguments: ["", "x", "x\r\n", "\0\n"])
    func unsignable(text: String) throws {
        var note = SignedNote(text: text)
        let signer = try SeedSigner("a")
        #expect(faultCode { try note.sign(with: signer) } == "E-NOTE")
    }

    @Test("a signer that answers with something else is not believed")
    func wrongAnswer() throws {
        struct Liar: Signer {
            let key: VerifierKey
            func sign(_ message: [UInt8]) -> [UInt8] { [UInt8](repeating: 1, count: 64) }
        }
        var note = SignedNote(text: "x\n")
        let liar = Liar(key: try VerifierKey(peterNeumann))
        #expect(faultCode { try note.sign(with: liar) } == "E-SIGNER")
        #expect(note.signatures.isEmpty)
    }

    @Test("one line is read with its newline, and with nothing else")
    func oneLine() throws {
        #expect(try SignedNote.Signature(line: line).line == line)
        for text in [String(line.dropLast()), line + line, line + "\n", "\n", ""] {
            #expect(faultCode { _ = try SignedNote.Signature(line: text) } == "E-NOTE")
        }
    }
}
