import Testing

@testable import Ledger

/// The first key of golang.org/x/mod sumdb/note/note_test.go (BSD-3-Clause).
let peterNeumann = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

@Suite("verifier keys (C2SP signed-note)")
struct VerifierKeyTests {
    @Test(
        "the keys of golang.org/x/mod note_test.go, C2SP and sum.golang.org are read and written as they were",
        arguments: [
            peterNeumann,
            "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        ])
    func good(text: String) throws {
        let key = try VerifierKey(text)
        #expect(key.kind == .ed25519 && key.text == text && key.publicKey.count == 32)
        #expect(try VerifierKey(name: key.name, kind: .ed25519, publicKey: key.publicKey) == key)
    }

    @Test(
        "parts of a key are no key (note_test.go)",
        arguments: [
            "", "P", "PeterNeumann", "PeterNeumann+", "PeterNeumann+c74f20a3", "PeterNeumann+c74f20a3+",
            "PeterNeumann+c74f20a3+AR", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxb",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
            "eterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
            "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        ])
    func bad(text: String) {
        #expect(faultCode { _ = try VerifierKey(text) } == "E-VKEY")
    }

    @Test("a key with any one byte changed is no key (note_test.go)", arguments: 0..<peterNeumann.utf8.count)
    func changed(place: Int) {
        var bytes = Array(peterNeumann.utf8)
        bytes[place] += 1
        let code = faultCode { _ = try VerifierKey(String(decoding: bytes, as: UTF8.self)) }
        #expect(code == "E-VKEY" || code == "E-KEY-NAME")
    }

    @Test("a key ID in capitals and base64 that is not canonical are refused")
    func strict() {
        #expect(faultCode { _ = try VerifierKey(peterNeumann.replacing("c74f20a3", with: "C74F20A3")) } == "E-VKEY")
        #expect(faultCode { _ = try VerifierKey(peterNeumann + "\n") } == "E-VKEY")
        #expect(faultCode { _ = try VerifierKey(peterNeumann + "=") } == "E-VKEY")
    }

    @Test(
        "a name that is empty or has a space, plus or control character is refused",
        arguments: ["", "a b", "a+b", "a\nb", "a\rb", "a\u{0}b", "a\u{A0}b", "a\u{85}b", "a\u{3000}b", "a\u{2028}b"])
    func badName(name: String) throws {
        let bytes = try VerifierKey(peterNeumann).publicKey
        #expect(faultCode { _ = try VerifierKey(name: name, kind: .ed25519, publicKey: bytes) } == "E-KEY-NAME")
    }

    @Test("names are bytes: é in two spellings names two keys, and neither's signature is taken for the other's")
    func spelling() throws {
        let (one, other) = (try SeedSigner("caf\u{E9}"), try SeedSigner("cafe\u{301}"))
        #expect(one.key.name == other.key.name)
        #expect(one.key != other.key && one.key.id != other.key.id)
        var note = SignedNote(text: "x\n")
        try note.sign(with: one)
        note.signatures[0].keyID = other.key.id
        #expect(faultCode { _ = try note.verified(by: [other.key]) } == "E-NOTE-UNSIGNED")
    }

    @Test("one key in two kinds has two IDs, and its signatures do not pass from one to the other")
    func kinds() throws {
        let (note, witness) = (try SeedSigner("w"), try SeedSigner("w", kind: .cosignature))
        #expect(note.key.id != witness.key.id && note.key.publicKey == witness.key.publicKey)
        let message = Array("x\n".utf8)
        #expect(note.key.isValid(try note.sign(message), of: message))
        #expect(!witness.key.isValid(try note.sign(message), of: message))
    }

    @Test(
        "an Ed25519 key of small order, or of another length, is refused",
        arguments: [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        ])
    func smallOrder(hex: String) throws {
        let bytes = try #require(Digest(hex: hex)).bytes
        #expect(faultCode { _ = try VerifierKey(name: "a", kind: .ed25519, publicKey: bytes) } == "E-VKEY")
        let longer = try VerifierKey(peterNeumann).publicKey + [0]
        #expect(faultCode { _ = try VerifierKey(name: "a", kind: .ed25519, publicKey: longer) } == "E-VKEY")
    }
}

@Suite("base64 (RFC 4648 §4)")
struct StandardBase64Tests {
    @Test(
        "the examples of RFC 4648 §10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func examples(text: String, encoded: String) {
        #expect(StandardBase64.encode(Array(text.utf8)) == encoded)
        #expect(StandardBase64.decode(encoded) == Array(text.utf8))
        #expect(StandardBase64.encode([0xFB, 0xFF]) == "+/8=")
    }

    @Test(
        "what is not canonical is refused",
        arguments: [
            "Zg", "Zg=", "Zg===", "Z===", "====", "=", "Zh==", "Zm9=", "Zm9v====", "Zm9vYg==\n", "Zm 9", "-_8=",
            "Zg==Zg==",
            "=Zg=",
        ])
    func bad(text: String) {
        #expect(StandardBase64.decode(text) == nil)
    }
}
