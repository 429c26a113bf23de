import COpenSSL

/// What is sent to a time-stamping authority: a TimeStampReq (RFC 3161 §2.4.1) for a SHA-256 message imprint.
///
/// The authority sees the digest only, never what stands behind it.
package struct TimestampRequest: Equatable, Sendable {
    /// The SHA-256 digest of the bytes whose time is to be told.
    package let imprint: Digest
    /// A number that the answer must repeat, big-endian: an old answer to the same imprint is told by it. Empty: none.
    package let nonce: [UInt8]

    package init(imprint: Digest, nonce: [UInt8]) {
        self.imprint = imprint
        self.nonce = nonce
    }

    /// A request with 64 unpredictable bits.
    package init(imprint: Digest, surroundings: Surroundings) {
        self.init(imprint: imprint, nonce: surroundings.random(8))
    }

    /// The request in DER: version 1, certReq true, no policy asked for.
    package var der: [UInt8] {
        let request = decoded()
        defer { TS_REQ_free(request) }
        return [UInt8](derOf: request, by: i2d_TS_REQ)
    }

    /// The same as libcrypto holds it; the caller frees it.
    func decoded() -> OpaquePointer? {
        let request = TS_REQ_new()
        let message = TS_MSG_IMPRINT_new()
        defer { TS_MSG_IMPRINT_free(message) }
        let algorithm = X509_ALGOR_new()
        defer { X509_ALGOR_free(algorithm) }
        var bytes = imprint.bytes
        let done =
            X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nil) == 1
            && TS_REQ_set_version(request, 1) == 1
            && TS_MSG_IMPRINT_set_algo(message, algorithm) == 1
            && TS_MSG_IMPRINT_set_msg(message, &bytes, Int32(bytes.count)) == 1
            && TS_REQ_set_msg_imprint(request, message) == 1
            && TS_REQ_set_cert_req(request, 1) == 1
            && (nonce.isEmpty || setNonce(of: request))
        precondition(done, "libcrypto has no memory for a TimeStampReq")
        return request
    }

    private func setNonce(of request: OpaquePointer?) -> Bool {
        let number = BN_bin2bn(nonce, Int32(nonce.count), nil)
        defer { BN_free(number) }
        let integer = BN_to_ASN1_INTEGER(number, nil)
        defer { ASN1_INTEGER_free(integer) }
        return TS_REQ_set_nonce(request, integer) == 1
    }
}

extension [UInt8] {
    /// The DER that one of libcrypto's `i2d_` functions makes of its object; empty where it cannot.
    init<Object>(
        derOf object: Object, by encode: (Object, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
    ) {
        let count = Int(encode(object, nil))
        guard count > 0 else {
            self = []
            return
        }
        self.init(unsafeUninitializedCapacity: count) { buffer, written in
            var end = buffer.baseAddress
            written = Int(encode(object, &end))
        }
    }
}
