import Foundation

/// Signs by a token: a smart card, a USB key or an HSM behind a PKCS#11 module. The private key never leaves it.
///
/// Ed25519 only (CKM_EDDSA, PKCS#11 3.0 §2.3.14). The standard has no mechanism for SM2; those that makers of Chinese
/// tokens have added differ from one another. For SM2, use a key file or a program.
package struct PKCS11Signer: Signer {
    package let key: VerifierKey
    let module: URL
    let token: String
    let object: String
    let pin: String

    /// `token` is the token's label, `object` the private key's (CKA_LABEL). Throws E-SIGNER for an SM2 key.
    package init(key: VerifierKey, module: URL, token: String, object: String, pin: String) throws(Fault) {
        guard key.kind.algorithm == .ed25519 else { throw .tokenWithoutSM2 }
        self.key = key
        self.module = module
        self.token = token
        self.object = object
        self.pin = pin
    }

    /// Opens the token, logs in, signs and closes it again. Throws E-SIGNER where any of it fails, E-KEY-PASSPHRASE for
    /// a wrong PIN; the answer is held against the public key before it is handed out.
    package func sign(_ message: [UInt8]) throws -> [UInt8] {
        let signature = try PKCS11Module.withModule(module) { module throws(Fault) in
            let slot = try module.slot(ofToken: token)
            return try module.withSession(slot, pin: pin) { session throws(Fault) in
                try module.sign(message, session, key: try module.privateKey(object, session))
            }
        }
        guard KeyHandle(.ed25519, publicKey: key.publicKey)?.isValid(signature, of: message) == true else {
            throw Fault.signerAnswer(key)
        }
        return signature
    }
}

extension Fault {
    static var tokenWithoutSM2: Fault {
        .signer(
            Message(
                "PKCS#11 标准没有 SM2 签名机制，令牌上的 SM2 密钥不能直接使用。",
                "PKCS#11 has no standard mechanism for SM2; an SM2 key on a token cannot be used directly."),
            .refused,
            remedy: Message(
                "改用密钥文件，或用 command: 指定厂家提供的签名程序。",
                "Use a key file, or the maker's own program by command:."))
    }

    static func token(_ found: Message, _ kind: Fault.Kind = .inputOutput) -> Fault {
        .signer(
            found, kind,
            remedy: Message(
                "检查令牌是否插好，模块、令牌和密钥的名称是否正确。", "Check that the token is there, and the names of module, token and key."))
    }
}
