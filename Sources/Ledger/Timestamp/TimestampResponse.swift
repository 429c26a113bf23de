/// What a time-stamping authority answered: a granted TimeStampResp (RFC 3161 §2.4.2) over a SHA-256 imprint.
///
/// Reading it checks its form only. Whether it holds is for `TimestampVerifier`.
package struct TimestampResponse: Equatable, Sendable {
    /// The response as it came, DER; what is stored.
    package let der: [UInt8]
    /// The SHA-256 digest that the authority stamped.
    package let imprint: Digest
    /// When, by the authority's clock. A fraction finer than a millisecond is cut off.
    package let genTime: Instant
    /// The token's number at this authority: hexadecimal, two digits a byte.
    package let serial: String
    /// The policy under which it was stamped: a dotted object identifier.
    package let policy: String
    /// The request's nonce repeated, big-endian without leading zeros; nil where there is none.
    package let nonce: [UInt8]?
    /// The subject of the signer's certificate (RFC 4514); nil where that certificate is not inside.
    package let signer: String?

    /// - Throws: `E-TIMESTAMP-REFUSED` where the authority refused, with its status and its words; `E-TIMESTAMP` for
    ///   anything that is not one whole response, or is over another digest than SHA-256.
    package init(der: [UInt8]) throws(Fault) {
        let decoded = try DecodedTimestamp(der)
        try decoded.checkGranted()
        guard let imprint = decoded.imprint else {
            throw .timestamp(Message("时间戳所用的摘要算法不是 SHA-256", "it stamps another digest than SHA-256"))
        }
        guard let genTime = decoded.genTime, let policy = decoded.policy, let serial = decoded.serial else {
            throw .timestamp(
                Message("时间、策略或序列号不合格式", "its time, policy or serial number is malformed"))
        }
        self.der = der
        self.imprint = imprint
        self.genTime = genTime
        self.serial = serial
        self.policy = policy
        self.nonce = decoded.nonce
        self.signer = decoded.signerName
    }
}

extension Fault {
    static func timestamp(_ found: Message) -> Fault {
        Fault(
            "E-TIMESTAMP", .badData,
            Message("这不是可用的时间戳应答（RFC 3161）。", "This is no usable time-stamp response (RFC 3161)."),
            state: found,
            remedy: Message(
                "请向时间戳机构重新申请，并原样保存其 DER 应答。",
                "Ask the time-stamping authority again and keep its DER response as it comes."))
    }

    static func timestampRefused(_ found: Message) -> Fault {
        Fault(
            "E-TIMESTAMP-REFUSED", .refused,
            Message("时间戳机构拒绝了申请。", "The time-stamping authority refused the request."),
            state: found,
            remedy: Message(
                "按机构给出的原因处理后重新申请，或换一家时间戳机构。",
                "Settle the reason it gives and ask again, or ask another authority."))
    }
}
