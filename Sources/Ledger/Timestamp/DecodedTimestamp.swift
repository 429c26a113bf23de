import COpenSSL

/// A TimeStampResp as libcrypto holds it, and how its parts are read.
struct DecodedTimestamp: ~Copyable {
    let response: OpaquePointer

    init(_ der: [UInt8]) throws(Fault) {
        defer { ERR_clear_error() }
        let (response, used) = der.withUnsafeBufferPointer { bytes in
            var end = bytes.baseAddress
            let response = d2i_TS_RESP(nil, &end, bytes.count)
            return (response, end.map { $0 - (bytes.baseAddress ?? $0) } ?? 0)
        }
        guard let response else {
            throw .timestamp(Message("不是 DER 编码的 TimeStampResp", "it is not the DER of a TimeStampResp"))
        }
        guard used == der.count else {
            TS_RESP_free(response)
            throw .timestamp(Message("应答之后还有多余的字节", "bytes follow the response"))
        }
        self.response = response
    }

    deinit {
        TS_RESP_free(response)
    }

    /// The signed token (RFC 5652 SignedData); nil in a refusal.
    var token: UnsafeMutablePointer<PKCS7>? { TS_RESP_get_token(response) }

    private var info: OpaquePointer? { TS_RESP_get_tst_info(response) }

    /// Nil where the digest is not SHA-256 or has not 32 bytes.
    var imprint: Digest? {
        let message = TS_TST_INFO_get_msg_imprint(info)
        var object: OpaquePointer?
        X509_ALGOR_get0(&object, nil, nil, TS_MSG_IMPRINT_get_algo(message))
        guard OBJ_obj2nid(object) == NID_sha256, let text = TS_MSG_IMPRINT_get_msg(message) else { return nil }
        return Digest([UInt8](string: text))
    }

    var genTime: Instant? {
        TS_TST_INFO_get_time(info).flatMap { Instant(generalizedTime: [UInt8](string: $0)) }
    }

    var serial: String? {
        guard let integer = TS_TST_INFO_get_serial(info) else { return nil }
        return [UInt8](magnitude: integer).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }

    var policy: String? {
        var text = [CChar](repeating: 0, count: 256)
        let count = OBJ_obj2txt(&text, Int32(text.count), TS_TST_INFO_get_policy_id(info), 1)
        guard count > 0, count < text.count else { return nil }
        return String(decoding: text.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    var nonce: [UInt8]? { TS_TST_INFO_get_nonce(info).map { [UInt8](magnitude: $0) } }

    var signerName: String? {
        signer(among: nil).flatMap { distinguishedName(of: $0) }
    }

    /// The certificate that the token's one SignerInfo names, of those inside and those handed in; lent, not given.
    func signer(among certificates: OpaquePointer?) -> OpaquePointer? {
        defer { ERR_clear_error() }
        guard let token, OBJ_obj2nid(token.pointee.type) == NID_pkcs7_signed,
            OPENSSL_sk_num(PKCS7_get_signer_info(token)) == 1,
            let signers = PKCS7_get0_signers(token, certificates, 0)
        else { return nil }
        defer { OPENSSL_sk_free(signers) }
        return OPENSSL_sk_value(signers, 0).map { OpaquePointer($0) }
    }
}

extension [UInt8] {
    init(string: UnsafePointer<ASN1_STRING>) {
        let start = ASN1_STRING_get0_data(string)
        self = Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(string))))
    }

    /// The bytes of an integer, big-endian, without leading zeros.
    init(magnitude integer: UnsafePointer<ASN1_INTEGER>) {
        let number = ASN1_INTEGER_to_BN(integer, nil)
        defer { BN_free(number) }
        let count = (Int(BN_num_bits(number)) + 7) / 8
        self.init(unsafeUninitializedCapacity: count) { buffer, written in
            written = Int(BN_bn2bin(number, buffer.baseAddress))
        }
    }
}

/// A certificate's subject as RFC 4514 writes it, in UTF-8.
func distinguishedName(of certificate: OpaquePointer) -> String? {
    let output = BIO_new(BIO_s_mem())
    defer { BIO_free(output) }
    let text4514 =
        ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_ESC_CTRL | ASN1_STRFLGS_UTF8_CONVERT | ASN1_STRFLGS_DUMP_UNKNOWN
        | ASN1_STRFLGS_DUMP_DER
    let flags = UInt(text4514) | UInt(XN_FLAG_SEP_COMMA_PLUS | XN_FLAG_DN_REV | XN_FLAG_DUMP_UNKNOWN_FIELDS)
    guard X509_NAME_print_ex(output, X509_get_subject_name(certificate), 0, flags) >= 0 else { return nil }
    var text = [UInt8](repeating: 0, count: 4_096)
    let count = BIO_read(output, &text, Int32(text.count))
    return count > 0 ? String(decoding: text.prefix(Int(count)), as: UTF8.self) : nil
}

extension Instant {
    /// Reads a GeneralizedTime as RFC 3161 §2.4.2 asks for it: `YYYYMMDDhhmmss[.s…]Z`, in UTC.
    init?(generalizedTime text: [UInt8]) {
        guard text.count >= 15, text.last == UInt8(ascii: "Z") else { return nil }
        let fraction = text[14..<(text.count - 1)]
        let digits = fraction.dropFirst()
        guard fraction.isEmpty || (fraction.first == UInt8(ascii: ".") && !digits.isEmpty),
            (text[..<14] + digits).allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        let field = { (range: Range<Int>) in String(decoding: text[range], as: UTF8.self) }
        let milliseconds = (String(decoding: digits.prefix(3), as: UTF8.self) + "000").prefix(3)
        self.init(
            "\(field(0..<4))-\(field(4..<6))-\(field(6..<8))T\(field(8..<10)):\(field(10..<12)):\(field(12..<14))"
                + ".\(milliseconds)Z")
    }
}
