import Foundation
import Testing

@testable import Ledger

@Suite("disclosures (RFC 9901 §4.2) and the keys of persons")
struct DisclosureTests {
    private let subject = StreamName(kind: "member", id: "7")

    @Test("the disclosures of RFC 9901 have their digests: over the text, whatever its JSON looks like")
    func digests() throws {
        let examples = try fixture("rfc9901-disclosures.txt")
        #expect(examples.count == 15)
        for example in examples {
            #expect(Disclosure(subject: subject, text: example[1]).digest == example[0])
        }
        let spellings = examples.prefix(4).map { Disclosure(subject: subject, text: $0[1]).content }
        #expect(spellings.allSatisfy { $0?.property == "family_name" && $0?.value == "Möbius" })
        #expect(Set(examples.prefix(4).map { $0[0] }).count == 4)
    }

    @Test(
        "what is no disclosure of a property is refused",
        arguments: [
            #"["salt","_sd","x"]"#, #"["salt","...","x"]"#, #"["salt","name"]"#, #"["salt","name",1]"#,
            #"[1,"name","x"]"#,
            #"{"salt":"name"}"#, #"["salt","name","x""#, #"["salt","name","x","y"]"#,
        ])
    func refused(json: String) {
        #expect(Disclosure(subject: subject, text: Base64URL.encode(Array(json.utf8))).content == nil)
    }

    /// RFC 4648 §10, without padding, and the two characters of §5.
    @Test(
        "base64url is that of RFC 4648",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ])
    func base64(text: String, encoded: String) {
        #expect(Base64URL.encode(Array(text.utf8)) == encoded)
        #expect(Base64URL.decode(encoded) == Array(text.utf8))
        #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
    }

    @Test(
        "base64url with padding, other characters or bits left over is refused",
        arguments: ["Zg==", "Zh", "Z", "Zm9+", "Zm8 "])
    func badBase64(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    private func sealed(in folder: URL) throws -> (keys: SubjectKeys, disclosure: Disclosure, sealed: SealedDisclosure)
    {
        let keys = SubjectKeys(folder: folder.appendingPathComponent("keys"), surroundings: .system)
        let disclosure = Sealer(subject: subject, surroundings: .system).disclose("name", "王某")
        return (keys, disclosure, try keys.seal(disclosure))
    }

    @Test("a sealed disclosure opens again with its person's key, and with no other")
    func sealAndOpen() throws {
        try withFolder { folder in
            let (keys, disclosure, sealed) = try sealed(in: folder)
            #expect(try keys.open(sealed) == disclosure)
            #expect(disclosure.content?.value == "王某")
            #expect(try keys.seal(disclosure).sealed != sealed.sealed, "each sealing has a nonce of its own")
            #expect(try keys.open(keys.seal(disclosure)) == disclosure, "the key stays the same")
            var other = sealed
            other.subject = "member/8"
            _ = try keys.seal(Disclosure(subject: StreamName(kind: "member", id: "8"), text: "x"))
            #expect(try keys.open(other) == nil)
        }
    }

    @Test("a changed byte, another digest, or a text cut short does not open")
    func altered() throws {
        try withFolder { folder in
            let (keys, _, sealed) = try sealed(in: folder)
            for index in sealed.sealed.indices {
                var changed = sealed
                changed.sealed[index] ^= 1
                #expect(try keys.open(changed) == nil)
            }
            var moved = sealed
            moved.digest = Disclosure(subject: subject, text: "other").digest
            #expect(try keys.open(moved) == nil)
            for count in [0, 12, 28, sealed.sealed.count - 1] {
                var short = sealed
                short.sealed = Array(sealed.sealed.prefix(count))
                #expect(try keys.open(short) == nil)
            }
        }
    }

    @Test("once its key is destroyed a disclosure never opens, not even after a new key is made")
    func destroyed() throws {
        try withFolder { folder in
            let (keys, disclosure, sealed) = try sealed(in: folder)
            let files = try FileManager.default.contentsOfDirectory(at: keys.folder, includingPropertiesForKeys: nil)
            let key = try #require(files.first)
            #expect(files.count == 1)
            #expect(key.lastPathComponent == Digest.sha256("member/7".utf8).hex)
            #expect(try FileManager.default.attributesOfItem(atPath: key.path)[.posixPermissions] as? Int == 0o600)
            try FileManager.default.removeItem(at: key)
            #expect(try keys.open(sealed) == nil)
            _ = try keys.seal(disclosure)
            #expect(try keys.open(sealed) == nil)
        }
    }

    @Test("a key file of another size is refused, not used")
    func badKey() throws {
        try withFolder { folder in
            let (keys, disclosure, sealed) = try sealed(in: folder)
            let key = keys.folder.appendingPathComponent(Digest.sha256("member/7".utf8).hex)
            try Data([1, 2, 3]).write(to: key)
            #expect(throws: Fault.self) { try keys.open(sealed) }
            #expect(throws: Fault.self) { try keys.seal(disclosure) }
        }
    }
}
