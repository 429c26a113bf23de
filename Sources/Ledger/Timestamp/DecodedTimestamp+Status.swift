import COpenSSL

extension DecodedTimestamp {
    /// Granted, or granted with modifications (RFC 3161 §2.4.2: PKIStatus 0 and 1); anything else is a refusal.
    ///
    /// - Throws: `E-TIMESTAMP-REFUSED` with the status, the reasons named by PKIFailureInfo, and the authority's words.
    func checkGranted() throws(Fault) {
        let status = TS_RESP_get_status_info(response)
        let code = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status))
        guard code != 0, code != 1 else {
            guard token != nil else { throw .timestamp(Message("应答里没有时间戳", "there is no token in it")) }
            return
        }
        let name = DecodedTimestamp.statusName(code)
        let reasons = DecodedTimestamp.failures.filter { bit, _ in
            ASN1_BIT_STRING_get_bit(TS_STATUS_INFO_get0_failure_info(status), bit) == 1
        }.map(\.1)
        let words = words(of: status).map { Message("“\($0)”", "“\($0)”") }
        throw .timestampRefused(([name] + reasons + words).joined())
    }

    private func words(of status: OpaquePointer?) -> [String] {
        let texts = TS_STATUS_INFO_get0_text(status)
        return (0..<max(OPENSSL_sk_num(texts), 0)).compactMap { index in
            OPENSSL_sk_value(texts, index).map {
                String(decoding: [UInt8](string: $0.assumingMemoryBound(to: ASN1_STRING.self)), as: UTF8.self)
            }
        }
    }

    private static func statusName(_ code: Int) -> Message {
        switch code {
        case 2: Message("状态 2（拒绝）", "status 2 (rejection)")
        case 3: Message("状态 3（等待处理）", "status 3 (waiting)")
        case 4: Message("状态 4（即将吊销）", "status 4 (revocation warning)")
        case 5: Message("状态 5（已吊销）", "status 5 (revocation notification)")
        default: Message("状态 \(code)", "status \(code)")
        }
    }

    /// PKIFailureInfo's bits (RFC 3161 §2.4.2).
    private static let failures: [(Int32, Message)] = [
        (0, Message("不支持的摘要算法", "unrecognized or unsupported algorithm")),
        (2, Message("申请不被允许或不受支持", "transaction not permitted or supported")),
        (5, Message("申请的数据格式有误", "the data submitted has the wrong format")),
        (14, Message("机构的时间源不可用", "the authority's time source is not available")),
        (15, Message("不支持所要求的策略", "the requested policy is not supported")),
        (16, Message("不支持所要求的扩展", "the requested extension is not supported")),
        (17, Message("无法提供所要求的附加信息", "the additional information requested is not available")),
        (25, Message("机构系统故障", "system failure")),
    ]
}

extension [Message] {
    /// One after the other, as each language separates them.
    fileprivate func joined() -> Message {
        Message(map(\.zh).joined(separator: "；"), map(\.en).joined(separator: "; "))
    }
}
