import COpenSSL

/// A private key in memory: Ed25519 or SM2.
package struct PrivateKey: Sendable {
    let handle: KeyHandle

    package var algorithm: SignatureAlgorithm { handle.algorithm }
    /// The raw public part, as a verifier key holds it.
    package var publicKey: [UInt8] { handle.publicKey ?? [] }

    /// A new key for signatures of this kind. An Ed25519 key is the surroundings' 32 random bytes (RFC 8032 §5.1.5); an
    /// SM2 key is always of libcrypto's own generator, which makes the random number of each SM2 signature too.
    package static func generate(_ kind: SignatureKind, surroundings: Surroundings = .system) -> PrivateKey {
        let key: OpaquePointer? =
            switch kind.algorithm {
            case .ed25519: EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, surroundings.random(32), 32)
            case .sm2: generateSM2()
            }
        guard let key else { fatalError("libcrypto makes no key") }
        return PrivateKey(handle: KeyHandle(kind.algorithm, owning: key))
    }

    private static func generateSM2() -> OpaquePointer? {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "SM2", nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_generate(context, &key) == 1 else { return nil }
        return key
    }

    /// The bare signature of a message (`Signer.sign`). Throws E-SIGNER where libcrypto makes none.
    func sign(_ message: [UInt8]) throws(Fault) -> [UInt8] {
        guard let signature = handle.sign(message) else {
            throw .signer(Message("libcrypto 未能签名。", "libcrypto made no signature."))
        }
        return signature
    }
}
