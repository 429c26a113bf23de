import COpenSSL

/// The signature algorithms of libcrypto that the ledger uses.
package enum SignatureAlgorithm: Sendable {
    /// Ed25519 (RFC 8032): 32-byte public key, 64-byte signature.
    case ed25519
    /// SM2 with SM3 (GB/T 32918.2): 65-byte uncompressed point, DER ECDSA-Sig-Value.
    case sm2

    /// GB/T 35276 §10: the distinguishing id where nothing else is agreed. libcrypto 3.0 would take an empty one.
    static let distinguishingID = Array("1234567812345678".utf8)
}

/// A key as libcrypto holds it: public, or private with its public part.
///
/// libcrypto counts references and never changes a key once it is loaded, so threads may share one.
final class KeyHandle: @unchecked Sendable {
    let algorithm: SignatureAlgorithm
    let pointer: OpaquePointer

    /// Takes over the key, and frees it at the end.
    init(_ algorithm: SignatureAlgorithm, owning pointer: OpaquePointer) {
        self.algorithm = algorithm
        self.pointer = pointer
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    /// A public key from its raw bytes; nil where they are no key of the algorithm, or one that proves nothing.
    init?(_ algorithm: SignatureAlgorithm, publicKey bytes: [UInt8]) {
        self.algorithm = algorithm
        let loaded: OpaquePointer? =
            switch algorithm {
            case .ed25519: KeyHandle.loadEd25519(bytes)
            case .sm2: KeyHandle.loadSM2(bytes)
            }
        guard let loaded else { return nil }
        pointer = loaded
    }

    private static func loadEd25519(_ bytes: [UInt8]) -> OpaquePointer? {
        guard bytes.count == 32, !isOfSmallOrder(bytes) else { return nil }
        return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
    }

    private static func loadSM2(_ bytes: [UInt8]) -> OpaquePointer? {
        guard bytes.count == 65, bytes[0] == 0x04 else { return nil }
        let info = sm2KeyInfo + bytes
        let key = info.withUnsafeBufferPointer { info in
            var start = info.baseAddress
            return d2i_PUBKEY(nil, &start, info.count)
        }
        ERR_clear_error()
        return key
    }

    /// The DER of a SubjectPublicKeyInfo (RFC 5480 §2) up to the point: id-ecPublicKey, curve 1.2.156.10197.1.301.
    private static let sm2KeyInfo: [UInt8] = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x81, 0x1C,
        0xCF,
        0x55, 0x01, 0x82, 0x2D, 0x03, 0x42, 0x00,
    ]

    /// The raw bytes of the public part.
    var publicKey: [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65)
        var count = bytes.count
        switch algorithm {
        case .ed25519:
            guard EVP_PKEY_get_raw_public_key(pointer, &bytes, &count) == 1 else { return nil }
        case .sm2:
            guard EVP_PKEY_get_octet_string_param(pointer, "pub", &bytes, bytes.count, &count) == 1
            else { return nil }
        }
        return Array(bytes.prefix(count))
    }

    /// Whether the signature holds over the message; false too for one that is not of the algorithm's form.
    func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        let isValid = withContext { context, digest in
            EVP_DigestVerifyInit(context, nil, digest, nil, pointer) == 1
                && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
        }
        if !isValid { ERR_clear_error() }
        return isValid
    }

    /// The signature of the message; nil where this is no private key.
    func sign(_ message: [UInt8]) -> [UInt8]? {
        var signature = [UInt8](repeating: 0, count: Int(max(0, EVP_PKEY_get_size(pointer))))
        var count = signature.count
        let isSigned = withContext { context, digest in
            EVP_DigestSignInit(context, nil, digest, nil, pointer) == 1
                && EVP_DigestSign(context, &signature, &count, message, message.count) == 1
        }
        if !isSigned { ERR_clear_error() }
        return isSigned ? Array(signature.prefix(count)) : nil
    }

    /// A context for one signature, with what the algorithm needs beside the key: for SM2 its digest and id.
    private func withContext(_ body: (OpaquePointer, OpaquePointer?) -> Bool) -> Bool {
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        guard algorithm == .sm2 else { return body(context, nil) }
        guard let keyContext = EVP_PKEY_CTX_new(pointer, nil) else { return false }
        defer { EVP_PKEY_CTX_free(keyContext) }
        let id = SignatureAlgorithm.distinguishingID
        guard EVP_PKEY_CTX_set1_id(keyContext, id, Int32(id.count)) == 1 else { return false }
        EVP_MD_CTX_set_pkey_ctx(context, keyContext)
        return body(context, EVP_sm3())
    }
}

extension KeyHandle {
    /// Whether an Ed25519 point has an order of at most 8. Under such a key one signature holds over many messages, so
    /// that its owner could deny any of them; no honest key is one.
    private static func isOfSmallOrder(_ bytes: [UInt8]) -> Bool {
        var y = bytes
        y[31] &= 0x7F
        return smallOrderPoints.contains(y)
    }

    /// The y coordinates of the eight points, little-endian, and those of p and p + 1, which are 0 and 1 written again.
    private static let smallOrderPoints: Set<[UInt8]> = {
        let top = [UInt8](repeating: 0xFF, count: 30) + [0x7F]
        let ofOrder8 = [
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        ].compactMap { Digest(hex: $0)?.bytes }
        let zeros = [UInt8](repeating: 0, count: 31)
        return Set(ofOrder8 + [[0] + zeros, [1] + zeros, [0xEC] + top, [0xED] + top, [0xEE] + top])
    }()
}
