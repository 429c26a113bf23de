/// Signs with a private key in memory, which usually comes from a file.
package struct FileSigner: Signer {
    package let key: VerifierKey
    package let privateKey: PrivateKey

    /// Throws E-KEY-NAME, and E-SIGNER where the private key is of another algorithm than the kind's.
    package init(name: String, kind: SignatureKind, privateKey: PrivateKey) throws(Fault) {
        guard privateKey.algorithm == kind.algorithm else { throw .otherKey(name) }
        key = try VerifierKey(name: name, kind: kind, publicKey: privateKey.publicKey)
        self.privateKey = privateKey
    }

    /// Throws E-SIGNER where the private key is not the verifier key's.
    package init(key: VerifierKey, privateKey: PrivateKey) throws(Fault) {
        guard privateKey.algorithm == key.kind.algorithm, privateKey.publicKey == key.publicKey else {
            throw .otherKey(key.name)
        }
        self.key = key
        self.privateKey = privateKey
    }

    package func sign(_ message: [UInt8]) throws -> [UInt8] { try privateKey.sign(message) }
}

extension Fault {
    /// E-SIGNER: whoever should sign does not, for the reason given.
    static func signer(_ found: Message, _ kind: Fault.Kind = .inputOutput, remedy: Message? = nil) -> Fault {
        Fault("E-SIGNER", kind, Message("未能签名。", "Nothing was signed."), state: found, remedy: remedy)
    }

    static func otherKey(_ name: String) -> Fault {
        .signer(
            Message("私钥与密钥 \(name) 的公钥不是一对。", "The private key does not belong to the public key of \(name)."),
            .refused,
            remedy: Message("换用与登记的公钥成对的私钥。", "Use the private key of the public one that is registered."))
    }
}
