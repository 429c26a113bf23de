/// Whoever can sign with a key: a file, a program, a token. The rest of the house does not see which.
package protocol Signer: Sendable {
    var key: VerifierKey { get }

    /// The bare signature of exactly these bytes, without key ID: Ed25519 64 bytes, SM2 the DER ECDSA-Sig-Value. For
    /// a cosignature key the bytes are the whole message of C2SP tlog-cosignature, and time is not part of the answer.
    func sign(_ message: [UInt8]) throws -> [UInt8]
}
