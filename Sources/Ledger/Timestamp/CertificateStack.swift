import COpenSSL

/// Certificates in libcrypto's hands, read from PEM.
struct CertificateStack: ~Copyable {
    let stack: OpaquePointer?

    var count: Int { Int(max(OPENSSL_sk_num(stack), 0)) }

    /// Every certificate of a PEM text (RFC 7468); what stands between them is skipped.
    init(pem: [UInt8]) {
        defer { ERR_clear_error() }
        let stack = OPENSSL_sk_new_null()
        let input = BIO_new_mem_buf(pem, Int32(clamping: pem.count))
        defer { BIO_free(input) }
        while let certificate = PEM_read_bio_X509(input, nil, nil, nil) {
            if OPENSSL_sk_push(stack, UnsafeRawPointer(certificate)) == 0 { X509_free(certificate) }
        }
        self.stack = stack
    }

    deinit {
        while let certificate = OPENSSL_sk_pop(stack) { X509_free(OpaquePointer(certificate)) }
        OPENSSL_sk_free(stack)
    }

    /// These certificates and those inside a token, each lent: the caller frees the stack alone.
    func joined(with token: UnsafePointer<PKCS7>) -> OpaquePointer? {
        let all = OPENSSL_sk_dup(stack)
        let inside = token.pointee.d.sign?.pointee.cert
        for index in 0..<max(OPENSSL_sk_num(inside), 0) { OPENSSL_sk_push(all, OPENSSL_sk_value(inside, index)) }
        return all
    }

    /// A copy whose certificates are counted once more: whoever takes it frees all of it.
    func retained() -> OpaquePointer? { X509_chain_up_ref(stack) }

    /// A store that trusts exactly these certificates, and judges validity as of a moment. An intermediate among them is
    /// trusted as it stands (RFC 5280 §6.1.1 d: any certificate may be an anchor). The caller frees it.
    func trustStore(at moment: Instant) -> OpaquePointer? {
        let store = X509_STORE_new()
        for index in 0..<Int32(count) {
            X509_STORE_add_cert(store, OPENSSL_sk_value(stack, index).map { OpaquePointer($0) })
        }
        let rules = X509_STORE_get0_param(store)
        X509_VERIFY_PARAM_set_time(rules, time_t(moment.milliseconds / 1_000))
        X509_VERIFY_PARAM_set_flags(rules, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        return store
    }
}
