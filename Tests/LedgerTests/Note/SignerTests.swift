import Foundation
import Testing

@testable import Ledger

@Suite("signers outside this program")
struct CommandSignerTests {
    /// A key that openssl holds, and the script that signs with it.
    private func withScript<T>(_ body: (VerifierKey, URL, URL) throws -> T) throws -> T {
        try withFolder { folder in
            let (file, script) = (folder.appendingPathComponent("key.pem"), folder.appendingPathComponent("sign"))
            try run("/usr/bin/openssl", ["genpkey", "-algorithm", "ED25519", "-out", file.path])
            let der = try run("/usr/bin/openssl", ["pkey", "-in", file.path, "-pubout", "-outform", "DER"])
            try script.writeScript(#"cat > "$1/m"; openssl pkeyutl -sign -rawin -inkey "$1/key.pem" -in "$1/m""#)
            return try body(try VerifierKey(name: "a", kind: .ed25519, publicKey: der.suffix(32)), script, folder)
        }
    }

    @Test("a program signs: the message on its input, the signature on its output")
    func command() throws {
        try withScript { key, script, folder in
            let reference = try SignerReference("command:\(script.path) \(folder.path)")
            let signer = try reference.signer(for: key) { "" }
            var note = SignedNote(text: String(repeating: "督查\n", count: 20_000))
            try note.sign(with: signer)
            #expect(try note.verified(by: [key]) == [key])
            let other = try SeedSigner("other").key
            note = SignedNote(text: "x\n")
            try script.writeScript(
                #"cat > "$1/m"; openssl pkeyutl -sign -rawin -inkey "$1/key.pem" -in "$1/m"; exit 3"#)
            #expect(faultCode { try note.sign(with: signer) } == "E-SIGNER")
            let otherSigner = try reference.signer(for: other) { "" }
            #expect(faultCode { try note.sign(with: otherSigner) } == "E-SIGNER")
        }
    }

    @Test("a witness's program is given the whole cosignature message")
    func cosignature() throws {
        try withScript { noteKey, script, folder in
            let key = try VerifierKey(name: "w", kind: .cosignature, publicKey: noteKey.publicKey)
            let signer = CommandSigner(key: key, program: script, arguments: [folder.path])
            let text = "log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            let signature = try Cosignature.sign(text, with: signer, at: Instant(milliseconds: 5_000))
            #expect(try SignedNote(text: text, signatures: [signature]).verified(by: [key]) == [key])
        }
    }

    @Test(
        "a program that fails, is silent, babbles or does not end signs nothing",
        arguments: [
            "exit 3", "exit 0", "kill -9 $$", "head -c 64 /dev/zero", "head -c 9000000 /dev/zero", "exec sleep 20",
            "exec yes",
        ])
    func failing(script text: String) throws {
        try withFolder { folder in
            let script = folder.appendingPathComponent("sign")
            try script.writeScript(text)
            let key = try SeedSigner("a").key
            let signer = CommandSigner(key: key, program: script, timeout: .milliseconds(300))
            let start = ContinuousClock.now
            #expect(faultCode { _ = try signer.sign([1]) } == "E-SIGNER")
            #expect(ContinuousClock.now - start < .seconds(5))
            let none = CommandSigner(key: key, program: folder.appendingPathComponent("none"))
            #expect(faultCode { _ = try none.sign([1]) } == "E-SIGNER")
        }
    }
}

@Suite("how a user names who signs")
struct SignerReferenceTests {
    @Test("a path, a program and a token")
    func forms() throws {
        #expect(try SignerReference("/k.pem") == .file(URL(fileURLWithPath: "/k.pem")))
        #expect(
            try SignerReference("command:/usr/bin/sign  -k 1")
                == .command(URL(fileURLWithPath: "/usr/bin/sign"), arguments: ["-k", "1"]))
        let uri = "pkcs11:token=%E7%9D%A3%E6%9F%A5;object=a%20b;type=private?module-path=/m.so&pin-source=file:/pin"
        guard case .token(let token) = try SignerReference(uri) else { throw Fault.keyFile }
        #expect(token.token == "督查" && token.object == "a b" && token.module.path == "/m.so")
        #expect(token.pinFile?.path == "/pin")
    }

    @Test(
        "what names nobody is refused",
        arguments: [
            "", "command:", "command:sign", "pkcs11:", "pkcs11:token=a;object=b", "pkcs11:token=a?module-path=/m",
            "pkcs11:object=b?module-path=/m", "pkcs11:token=a;object=b?module-path=m",
            "pkcs11:token=a;token=a;object=b?module-path=/m", "pkcs11:token=a;object=b;x=1?module-path=/m",
            "pkcs11:token=%E7;object=b?module-path=/m", "pkcs11:token=;object=b?module-path=/m",
            "pkcs11:token=a;object=b?module-path=/m&pin-value=1", "pkcs11:token=a;object=b;type=public?module-path=/m",
        ])
    func bad(text: String) {
        #expect(faultCode { _ = try SignerReference(text) } == "E-SIGNER")
    }

    @Test("a key file signs for the key that it belongs to, once its passphrase is known")
    func file() throws {
        try withFolder { folder in
            let (privateKey, file) = (PrivateKey.generate(.sm2), folder.appendingPathComponent("key.pem"))
            try KeyFile.write(privateKey, passphrase: "x", to: file)
            let key = try FileSigner(name: "a", kind: .sm2, privateKey: privateKey).key
            let reference = try SignerReference(file.path)
            var note = SignedNote(text: "x\n")
            try note.sign(with: try reference.signer(for: key) { "x" })
            #expect(try note.verified(by: [key]) == [key])
            #expect(faultCode { _ = try reference.signer(for: key) { "y" } } == "E-KEY-PASSPHRASE")
            let other = try SeedSigner("a").key
            #expect(faultCode { _ = try reference.signer(for: other) { "x" } } == "E-SIGNER")
        }
    }
}
