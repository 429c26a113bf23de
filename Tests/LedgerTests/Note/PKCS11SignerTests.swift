import Foundation
import Testing

@testable import Ledger

/// The software token that stands for a real one.
private let softHSM = "/usr/lib/softhsm/libsofthsm2.so"
private let isSoftHSMThere = FileManager.default.fileExists(atPath: softHSM)

@Suite(
    "signatures by a PKCS#11 token", .serialized,
    .enabled(if: isSoftHSMThere, "softhsm2 is not installed: tools/setup --test"))
struct PKCS11SignerTests {
    /// A token “督查” with one Ed25519 key “台账”, in a folder of its own.
    private func withToken<T>(_ body: (VerifierKey, URL) throws -> T) throws -> T {
        try withFolder { folder in
            let configuration = folder.appendingPathComponent("softhsm2.conf")
            let tokens = folder.appendingPathComponent("tokens")
            try FileManager.default.createDirectory(at: tokens, withIntermediateDirectories: true)
            try Data("directories.tokendir = \(tokens.path)\n".utf8).write(to: configuration)
            setenv("SOFTHSM2_CONF", configuration.path, 1)
            let file = folder.appendingPathComponent("key.pem")
            try run("/usr/bin/openssl", ["genpkey", "-algorithm", "ED25519", "-out", file.path])
            let der = try run("/usr/bin/openssl", ["pkey", "-in", file.path, "-pubout", "-outform", "DER"])
            let tool = "/usr/bin/softhsm2-util"
            try run(tool, ["--init-token", "--free", "--label", "督查", "--so-pin", "12345678", "--pin", "4321"])
            try run(
                tool, ["--import", file.path, "--token", "督查", "--pin", "4321", "--label", "台账", "--id", "01"])
            return try body(try VerifierKey(name: "a", kind: .ed25519, publicKey: der.suffix(32)), folder)
        }
    }

    private let uri = "pkcs11:token=%E7%9D%A3%E6%9F%A5;object=%E5%8F%B0%E8%B4%A6?module-path=\(softHSM)"

    @Test("a token signs notes and checkpoints, with the PIN from a file or asked for")
    func signs() throws {
        try withToken { key, folder in
            let pin = folder.appendingPathComponent("pin")
            try Data("4321\n".utf8).write(to: pin)
            chmod(pin.path, 0o600)
            let fromFile = try SignerReference(uri + "&pin-source=\(pin.path)")
            for signer in [
                try fromFile.signer(for: key) { throw Fault.keyFile },
                try SignerReference(uri).signer(for: key) { "4321" },
            ] {
                var note = SignedNote(text: "x\n")
                try note.sign(with: signer)
                #expect(try note.verified(by: [key]) == [key])
            }
            chmod(pin.path, 0o644)
            #expect(faultCode { _ = try fromFile.signer(for: key) { "" } } == "E-KEY-OPEN")
        }
    }

    @Test("a wrong PIN, token, key or module, two of one name, and a key that is not the token's")
    func refused() throws {
        try withToken { key, folder in
            func code(
                _ key: VerifierKey, token: String = "督查", object: String = "台账", pin: String = "4321",
                module: String = softHSM
            ) -> String? {
                faultCode {
                    let module = URL(fileURLWithPath: module)
                    _ = try PKCS11Signer(key: key, module: module, token: token, object: object, pin: pin).sign([1, 2])
                }
            }
            #expect(code(key) == nil)
            #expect(code(key, pin: "1234") == "E-KEY-PASSPHRASE")
            #expect(code(key, token: "督") == "E-SIGNER")
            #expect(code(key, object: "台") == "E-SIGNER")
            #expect(code(key, module: "/usr/lib/none.so") == "E-SIGNER")
            #expect(code(try SeedSigner("a").key) == "E-SIGNER")
            #expect(code(key) == nil)
            let sm2 = try FileSigner(name: "a", kind: .sm2, privateKey: PrivateKey.generate(.sm2)).key
            #expect(code(sm2) == "E-SIGNER")

            let (tool, file) = ("/usr/bin/softhsm2-util", folder.appendingPathComponent("key.pem").path)
            try run(tool, ["--import", file, "--token", "督查", "--pin", "4321", "--label", "台账", "--id", "02"])
            #expect(code(key) == "E-SIGNER")
            try run(tool, ["--import", file, "--token", "督查", "--pin", "4321", "--label", "只此一把", "--id", "03"])
            #expect(code(key, object: "只此一把") == nil)
            try run(tool, ["--init-token", "--free", "--label", "督查", "--so-pin", "12345678", "--pin", "4321"])
            let twice = try SignerReference(uri).signer(for: key) { "4321" }
            let found = "There are 2 tokens “督查”."
            #expect { try twice.sign([1]) } throws: { ($0 as? Fault)?.state?.en == found }
        }
    }
}
