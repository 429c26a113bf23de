import COpenSSL

/// SHA-1, for names that a standard makes with it (RFC 9562 §5.5: UUID version 5). No proof rests on it.
enum SHA1 {
    static let size = 20

    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            let done = EVP_Digest(bytes, bytes.count, buffer.baseAddress, nil, EVP_sha1(), nil)
            precondition(done == 1, "libcrypto lacks SHA-1")
            count = size
        }
    }
}
