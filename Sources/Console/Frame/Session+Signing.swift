import Foundation
import Ledger
import ReadModels
import Rectification

extension Session {
    /// Who signs an actor's steps; nil where no key is at hand. The passphrase is asked for when something is signed.
    func signer(of actor: ActorID, _ options: WriteOptions) throws -> (any Signer)? {
        let keys = try ledgerAsItIs.custody().keys.filter { $0.holder == .actor(actor) && $0.until == nil }
        let named = options.signWith ?? Environment.own.filled("TAIZHANG_KEY")
        guard let named else {
            guard let key = keys.first(where: { FileManager.default.fileExists(atPath: keyFile(of: $0.verifier).path) })
            else { return nil }
            return LazySigner(key.verifier, .file(keyFile(of: key.verifier)), options.secret.source)
        }
        guard let key = keys.first else { throw Fault.noKey(of: actor) }
        return LazySigner(key.verifier, try SignerReference(named), options.secret.source)
    }

    /// Where the private key of a registered one lies unless its owner keeps it elsewhere: `keys/<key ID>.pem`.
    func keyFile(of key: VerifierKey) -> URL {
        folder.appendingPathComponent("keys").appendingPathComponent(key.id.hex + ".pem")
    }
}

/// A signer that is made when it first signs: nobody types a passphrase for a step that is not signed.
struct LazySigner: Signer {
    let key: VerifierKey
    private let reference: SignerReference
    private let passphrase: PassphraseSource

    init(_ key: VerifierKey, _ reference: SignerReference, _ passphrase: PassphraseSource) {
        self.key = key
        self.reference = reference
        self.passphrase = passphrase
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        try reference.signer(for: key) { try passphrase.passphrase(for: key.name) }.sign(message)
    }
}

extension Fault {
    fileprivate static func noKey(of actor: ActorID) -> Fault {
        Fault(
            "E-SIGN-KEY", .notPermitted,
            Message("\(actor.name)没有登记在用的密钥。", "\(actor) has no valid key registered."),
            remedy: Message("先登记：taizhang key new --for \(actor)。", "Register one: taizhang key new --for \(actor)."))
    }
}
