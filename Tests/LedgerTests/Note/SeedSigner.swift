import COpenSSL

@testable import Ledger

/// Signs with an Ed25519 seed (RFC 8032 §5.1.5), so that a test's signatures are always the same.
struct SeedSigner: Signer {
    let key: VerifierKey
    private let handle: KeyHandle

    init(_ name: String, seed: [UInt8] = [UInt8](repeating: 7, count: 32), kind: SignatureKind = .ed25519) throws {
        let handle = KeyHandle(.ed25519, owning: EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, 32)!)
        self.handle = handle
        key = try VerifierKey(name: name, kind: kind, publicKey: handle.publicKey!)
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] { handle.sign(message)! }
}

/// The code of the fault that a body throws; nil where it throws none.
func faultCode(_ body: () throws -> Void) -> String? {
    do {
        try body()
        return nil
    } catch {
        return (error as? Fault)?.code ?? "\(error)"
    }
}
