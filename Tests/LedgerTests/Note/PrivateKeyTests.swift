import Foundation
import Testing

@testable import Ledger

@Suite("private keys: encrypted PKCS#8 in PEM, and their files")
struct PrivateKeyTests {
    private let openssl = "/usr/bin/openssl"
    private let message = Array("message".utf8)

    @Test(
        "openssl pkey opens our keys, and finds the same public key in them", arguments: [SignatureKind.ed25519, .sm2])
    func toOpenSSL(kind: SignatureKind) throws {
        try withFolder { folder in
            let key = PrivateKey.generate(kind)
            let file = folder.appendingPathComponent("key.pem")
            try KeyFile.write(key, passphrase: "口令 1", to: file)
            let der = try run(
                openssl, ["pkey", "-in", file.path, "-passin", "pass:口令 1", "-pubout", "-outform", "DER"])
            #expect(Array(der.suffix(key.publicKey.count)) == key.publicKey)
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
            let parsed = String(decoding: try run(openssl, ["asn1parse", "-in", file.path]), as: UTF8.self)
            for part in [":PBES2", ":hmacWithSHA256", ":aes-256-cbc", ":0927C0"] { #expect(parsed.contains(part)) }
        }
    }

    @Test(
        "we open the keys that openssl pkey writes",
        arguments: [
            (SignatureKind.ed25519, ["-algorithm", "ED25519"]), (.sm2, ["-algorithm", "SM2"]),
            (.sm2, ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2"]),
        ])
    func fromOpenSSL(kind: SignatureKind, algorithm: [String]) throws {
        try withFolder { folder in
            let file = folder.appendingPathComponent("key.pem")
            try run(openssl, ["genpkey", "-aes-256-cbc", "-pass", "pass:secret", "-out", file.path] + algorithm)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
            let signer = try FileSigner(name: "a", kind: kind, privateKey: KeyFile.read(file, passphrase: "secret"))
            var note = SignedNote(text: "x\n")
            try note.sign(with: signer)
            #expect(try note.verified(by: [signer.key]) == [signer.key])
            #expect(faultCode { _ = try KeyFile.read(file, passphrase: "Secret") } == "E-KEY-PASSPHRASE")
        }
    }

    @Test("a key comes back from its PEM, with its passphrase and with no other", arguments: SignatureKind.allCases)
    func roundTrip(kind: SignatureKind) throws {
        let key = PrivateKey.generate(kind)
        let pem = try key.pem(passphrase: "秘密")
        let again = try PrivateKey(pem: pem, passphrase: "秘密")
        #expect(again.publicKey == key.publicKey && again.algorithm == key.algorithm)
        let verifier = try FileSigner(name: "a", kind: kind, privateKey: again).key
        #expect(
            KeyHandle(kind.algorithm, publicKey: verifier.publicKey)?.isValid(try key.sign(message), of: message)
                == true)
        #expect(faultCode { _ = try PrivateKey(pem: pem, passphrase: "") } == "E-KEY-PASSPHRASE")
        #expect(faultCode { _ = try key.pem(passphrase: "") } == "E-KEY-PASSPHRASE")
    }

    @Test("the same random bytes make the same Ed25519 key; each SM2 key and signature is another")
    func generated() throws {
        let surroundings = Surroundings(now: { Instant(milliseconds: 0) }, random: { [UInt8](repeating: 9, count: $0) })
        let (one, other) = (
            PrivateKey.generate(.ed25519, surroundings: surroundings),
            PrivateKey.generate(.cosignature, surroundings: surroundings)
        )
        #expect(one.publicKey == other.publicKey)
        #expect(PrivateKey.generate(.ed25519).publicKey != PrivateKey.generate(.ed25519).publicKey)
        let key = PrivateKey.generate(.sm2, surroundings: surroundings)
        #expect(key.publicKey != PrivateKey.generate(.sm2, surroundings: surroundings).publicKey)
        #expect(try key.sign(message) != key.sign(message))
    }

    @Test("what is no encrypted Ed25519 or SM2 key is E-KEY-FILE")
    func otherFiles() throws {
        let rsa = try run(
            openssl,
            [
                "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-aes-256-cbc",
                "-pass", "pass:x",
            ])
        let plain = try run(openssl, ["genpkey", "-algorithm", "ED25519"])
        for pem in [
            rsa, plain, [], [0, 1, 2], Array(rsa.prefix(100)), Array("-----BEGIN ENCRYPTED PRIVATE KEY-----\n".utf8),
        ] {
            #expect(faultCode { _ = try PrivateKey(pem: pem, passphrase: "x") } == "E-KEY-FILE")
        }
    }

    @Test("a key file is for its owner only, and never overwritten")
    func file() throws {
        try withFolder { folder in
            let (key, file) = (PrivateKey.generate(.ed25519), folder.appendingPathComponent("key.pem"))
            try KeyFile.write(key, passphrase: "x", to: file)
            var status = stat()
            #expect(stat(file.path, &status) == 0 && status.st_mode & 0o7777 == 0o600)
            let bytes = try Data(contentsOf: file)
            #expect(faultCode { try KeyFile.write(key, passphrase: "x", to: file) } == "E-KEY-EXISTS")
            #expect(try Data(contentsOf: file) == bytes)
            for mode in [0o640, 0o604, 0o660, 0o601] {
                chmod(file.path, mode_t(mode))
                var isAsked = false
                let ask = { () -> String in
                    isAsked = true
                    return "x"
                }
                #expect(faultCode { _ = try KeyFile.read(file, passphrase: ask()) } == "E-KEY-OPEN")
                #expect(!isAsked)
            }
            chmod(file.path, 0o400)
            #expect(try KeyFile.read(file, passphrase: "x").publicKey == key.publicKey)
            let none = folder.appendingPathComponent("none/key.pem")
            #expect(faultCode { _ = try KeyFile.read(none, passphrase: "x") } == "E-KEY-NONE")
            #expect(faultCode { _ = try KeyFile.read(folder, passphrase: "x") } == "E-KEY-READ")
            #expect(faultCode { try KeyFile.write(key, passphrase: "x", to: none) } == "E-KEY-WRITE")
            let pipe = folder.appendingPathComponent("pipe")
            mkfifo(pipe.path, 0o600)
            #expect(faultCode { _ = try KeyFile.read(pipe, passphrase: "x") } == "E-KEY-READ")
        }
    }

    @Test("a private key signs for its own public key only")
    func pair() throws {
        let (key, other) = (PrivateKey.generate(.ed25519), PrivateKey.generate(.ed25519))
        let verifier = try FileSigner(name: "a", kind: .ed25519, privateKey: key).key
        #expect(faultCode { _ = try FileSigner(key: verifier, privateKey: other) } == "E-SIGNER")
        #expect(faultCode { _ = try FileSigner(name: "a", kind: .sm2, privateKey: key) } == "E-SIGNER")
        #expect(faultCode { _ = try FileSigner(name: "a b", kind: .ed25519, privateKey: key) } == "E-KEY-NAME")
    }
}
