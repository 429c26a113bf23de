import COpenSSL

/// One time stamp held against one request.
///
/// Only libcrypto's verification of the whole (RFC 3161 §2.2, §2.4.2) says that it holds; the steps after it find out
/// why not.
struct TimestampCheck: ~Copyable {
    let response: TimestampResponse
    let request: TimestampRequest
    let anchors: CertificateStack
    let helpers: CertificateStack

    func verdict(_ decoded: borrowing DecodedTimestamp, today: Instant) -> TimestampVerdict {
        guard let token = decoded.token else { return .malformed }
        guard holds(decoded) else { return refusal(decoded, token) }
        guard let signer = decoded.signer(among: helpers.stack), let name = distinguishedName(of: signer) else {
            return .malformed
        }
        let chain = chainStatus(of: signer, token, at: today)
        return .valid(at: response.genTime, by: name, expired: chain == X509_V_ERR_CERT_HAS_EXPIRED)
    }

    private func holds(_ decoded: borrowing DecodedTimestamp) -> Bool {
        let context = TS_VERIFY_CTX_new()
        defer { TS_VERIFY_CTX_free(context) }
        let asked = request.decoded()
        defer { TS_REQ_free(asked) }
        guard TS_REQ_to_TS_VERIFY_CTX(asked, context) != nil else { return false }
        TS_VERIFY_CTX_add_flags(context, Int32(TS_VFY_SIGNATURE))
        TS_VERIFY_CTX_set_store(context, anchors.trustStore(at: response.genTime))
        TS_VERIFY_CTX_set_certs(context, helpers.retained())
        return TS_RESP_verify_response(context, decoded.response) == 1
    }

    private func refusal(
        _ decoded: borrowing DecodedTimestamp, _ token: UnsafeMutablePointer<PKCS7>
    ) -> TimestampVerdict {
        guard let signer = decoded.signer(among: helpers.stack) else { return missingSigner(token) }
        guard PKCS7_verify(token, helpers.stack, nil, nil, nil, PKCS7_NOVERIFY) == 1, names(signer, token) else {
            return .altered
        }
        let nonceDiffers = !request.nonce.isEmpty && request.nonce.drop { $0 == 0 } != response.nonce?[...]
        guard request.imprint == response.imprint, !nonceDiffers else { return .mismatch }
        let chain = chainStatus(of: signer, token, at: response.genTime)
        switch chain {
        case X509_V_OK: return .malformed
        case X509_V_ERR_CERT_SIGNATURE_FAILURE: return .altered
        default: return .untrusted(reason: .certificateChain(chain))
        }
    }

    /// The certificate that the SignerInfo names is not there. Where the signed attributes name one that is there, the
    /// SignerInfo, which no signature covers, has been changed. A token that brings certificates brings its signer's
    /// (RFC 3161 §2.4.1, certReq).
    private func missingSigner(_ token: UnsafeMutablePointer<PKCS7>) -> TimestampVerdict {
        guard OPENSSL_sk_num(PKCS7_get_signer_info(token)) == 1 else { return .malformed }
        let present = helpers.joined(with: token)
        defer { OPENSSL_sk_free(present) }
        for index in 0..<max(OPENSSL_sk_num(present), 0) {
            if let one = OPENSSL_sk_value(present, index), names(OpaquePointer(one), token) { return .altered }
        }
        guard OPENSSL_sk_num(present) <= Int32(helpers.count) else { return .malformed }
        return .untrusted(
            reason: Message("缺少签名者的证书", "the signer's certificate is neither inside nor handed in"))
    }

    /// Whether the signed attributes name this certificate (RFC 2634 §5.4, RFC 5035): what ties the signer's
    /// certificate, which the signature itself leaves out, to the token.
    private func names(_ signer: OpaquePointer, _ token: UnsafeMutablePointer<PKCS7>) -> Bool {
        let info = OPENSSL_sk_value(PKCS7_get_signer_info(token), 0)?.assumingMemoryBound(to: PKCS7_SIGNER_INFO.self)
        let first = attribute(NID_id_smime_aa_signingCertificate, of: info, by: d2i_ESS_SIGNING_CERT)
        defer { ESS_SIGNING_CERT_free(first) }
        let second = attribute(NID_id_smime_aa_signingCertificateV2, of: info, by: d2i_ESS_SIGNING_CERT_V2)
        defer { ESS_SIGNING_CERT_V2_free(second) }
        let chain = OPENSSL_sk_new_null()
        defer { OPENSSL_sk_free(chain) }
        let others = helpers.joined(with: token)
        defer { OPENSSL_sk_free(others) }
        OPENSSL_sk_push(chain, UnsafeRawPointer(signer))
        for index in 0..<max(OPENSSL_sk_num(others), 0) { OPENSSL_sk_push(chain, OPENSSL_sk_value(others, index)) }
        return OSSL_ESS_check_signing_certs(first, second, chain, 1) == 1
    }

    private func attribute(
        _ kind: Int32, of info: UnsafeMutablePointer<PKCS7_SIGNER_INFO>?,
        by decode: (UnsafeMutablePointer<OpaquePointer?>?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, Int) ->
            OpaquePointer?
    ) -> OpaquePointer? {
        guard let value = PKCS7_get_signed_attribute(info, kind), value.pointee.type == V_ASN1_SEQUENCE,
            let sequence = value.pointee.value.sequence
        else { return nil }
        var start = ASN1_STRING_get0_data(sequence)
        return decode(nil, &start, Int(ASN1_STRING_length(sequence)))
    }

    /// How the chain from the signer to what is trusted stands at a moment, for the purpose of time stamping
    /// (RFC 3161 §2.3: extended key usage, critical, id-kp-timeStamping alone).
    private func chainStatus(
        of signer: OpaquePointer, _ token: UnsafePointer<PKCS7>, at moment: Instant
    ) -> Int32 {
        let store = anchors.trustStore(at: moment)
        defer { X509_STORE_free(store) }
        let between = helpers.joined(with: token)
        defer { OPENSSL_sk_free(between) }
        let context = X509_STORE_CTX_new()
        defer { X509_STORE_CTX_free(context) }
        guard X509_STORE_CTX_init(context, store, signer, between) == 1,
            X509_STORE_CTX_set_purpose(context, X509_PURPOSE_TIMESTAMP_SIGN) == 1
        else { return X509_V_ERR_UNSPECIFIED }
        return X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context)
    }
}

extension Message {
    /// Why a certificate chain leads nowhere, for those reasons that an office meets; else libcrypto's own words.
    static func certificateChain(_ status: Int32) -> Message {
        let words = String(cString: X509_verify_cert_error_string(Int(status)))
        return switch status {
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
            X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
            Message(
                "证书链通不到所信任的 CA（\(words)）",
                "its chain does not lead to a certificate that is trusted (\(words))")
        case X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID:
            Message("盖时间戳时证书不在有效期内（\(words)）", "a certificate was not valid at the token's time (\(words))")
        case X509_V_ERR_INVALID_PURPOSE:
            Message("签名者的证书不是用于时间戳的（\(words)）", "the signer's certificate is not for time stamping (\(words))")
        default: Message("证书链不成立（\(words)）", "its certificate chain does not hold (\(words))")
        }
    }
}
