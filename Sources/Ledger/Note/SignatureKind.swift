/// What sort of signature a key makes (C2SP signed-note: signature types).
package enum SignatureKind: Hashable, Sendable, CaseIterable {
    /// Ed25519 over a note's text (RFC 8032).
    case ed25519
    /// A witness's Ed25519 over a checkpoint and a time (C2SP tlog-cosignature, version 1).
    case cosignature
    /// SM2 over SM3 (GB/T 32918, GB/T 32905), distinguishing id 1234567812345678.
    case sm2

    /// What stands before the public key in a verifier key, and between name and key in what the key ID is made from.
    /// A type that signed-note has not assigned begins with 0xff and goes on with a name of its own.
    var typeBytes: [UInt8] {
        switch self {
        case .ed25519: [0x01]
        case .cosignature: [0x04]
        case .sm2: [0xFF] + Array("taizhang/sm2-sm3".utf8)
        }
    }

    /// The algorithm behind it: both Ed25519 kinds share one.
    var algorithm: SignatureAlgorithm { self == .sm2 ? .sm2 : .ed25519 }
}
