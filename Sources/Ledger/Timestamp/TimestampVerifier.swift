import COpenSSL

/// Checks time stamps against the certificates that its owner trusts, and nothing else.
///
/// A certificate inside a token, or one handed in as untrusted, helps to build the chain and is never its end. The
/// chain is judged as of the token's own time, so that a stamp outlives the certificate that made it.
package struct TimestampVerifier: Sendable {
    /// The bundle that is trusted: PEM certificates, roots or intermediates.
    package let trust: [UInt8]
    /// Further PEM certificates: the signer's and those between, where the token has them not.
    package let untrusted: [UInt8]

    /// - Throws: `E-TIMESTAMP-TRUST` where there is no certificate in a text that should hold some.
    package init(trust: [UInt8], untrusted: [UInt8] = []) throws(Fault) {
        guard CertificateStack(pem: trust).count > 0, untrusted.isEmpty || CertificateStack(pem: untrusted).count > 0
        else { throw .timestampTrust }
        self.trust = trust
        self.untrusted = untrusted
    }

    /// Whether a response proves that these bytes existed at its time.
    package func verify(
        _ response: TimestampResponse, data: [UInt8], nonce: [UInt8]? = nil, today: Instant = Surroundings.system.now()
    ) -> TimestampVerdict {
        verify(response, imprint: .sha256(data), nonce: nonce, today: today)
    }

    /// The same for a response as it was stored; one that cannot be read, or is a refusal, is `.malformed`.
    package func verify(
        der: [UInt8], imprint: Digest, nonce: [UInt8]? = nil, today: Instant = Surroundings.system.now()
    ) -> TimestampVerdict {
        guard let response = try? TimestampResponse(der: der) else { return .malformed }
        return verify(response, imprint: imprint, nonce: nonce, today: today)
    }

    /// Whether a response proves that what has this digest existed at its time. The nonce is that of the request; nil
    /// where it is not known any more, and then it is not asked for.
    package func verify(
        _ response: TimestampResponse, imprint: Digest, nonce: [UInt8]? = nil,
        today: Instant = Surroundings.system.now()
    ) -> TimestampVerdict {
        guard let decoded = try? DecodedTimestamp(response.der) else { return .malformed }
        defer { ERR_clear_error() }
        let check = TimestampCheck(
            response: response, request: TimestampRequest(imprint: imprint, nonce: nonce ?? []),
            anchors: CertificateStack(pem: trust), helpers: CertificateStack(pem: untrusted))
        return check.verdict(decoded, today: today)
    }
}

extension Fault {
    static let timestampTrust = Fault(
        "E-TIMESTAMP-TRUST", .badData,
        Message(
            "所给文件里没有 PEM 格式的证书。", "There is no PEM certificate in what was given."),
        remedy: Message(
            "请提供时间戳机构公布的 CA 证书（以 -----BEGIN CERTIFICATE----- 开头的文件）。",
            "Give the CA certificates that the time-stamping authority publishes (-----BEGIN CERTIFICATE-----)."))
}
