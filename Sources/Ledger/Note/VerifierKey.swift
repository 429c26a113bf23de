/// A public key with its name: the C2SP signed-note "vkey", `<name>+<hex key ID>+<base64 of type and key>`.
package struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    /// The first four bytes, big-endian, of SHA-256(name ‖ 0x0A ‖ type ‖ public key).
    package let id: UInt32
    package let kind: SignatureKind
    /// 32 bytes of Ed25519 (RFC 8032), or the 65 bytes of an uncompressed SM2 point.
    package let publicKey: [UInt8]

    /// A key of this name. Throws E-KEY-NAME where the name may not stand in a signature line, E-VKEY where the bytes
    /// are no public key of the kind, or one of small order.
    package init(name: String, kind: SignatureKind, publicKey: [UInt8]) throws(Fault) {
        guard VerifierKey.isName(name) else { throw .keyName(name) }
        guard KeyHandle(kind.algorithm, publicKey: publicKey) != nil else {
            throw .verifierKey(
                name,
                Message("其中的公钥不能用：长度不对，或不是合格的点。", "Its public key cannot be used: wrong length, or no proper point."))
        }
        let named = Array(name.utf8) + [0x0A] + kind.typeBytes + publicKey
        self.init(name, Digest.sha256(named).bytes.prefix(4).bigEndian, kind, publicKey)
    }

    private init(_ name: String, _ id: UInt32, _ kind: SignatureKind, _ publicKey: [UInt8]) {
        self.name = name
        self.id = id
        self.kind = kind
        self.publicKey = publicKey
    }

    /// Reads a verifier key, strictly: lower-case hex, canonical base64, and the key ID that the rest makes. Throws
    /// E-VKEY or E-KEY-NAME.
    package init(_ text: String) throws(Fault) {
        let parts = text.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            throw .verifierKey(text, Message("不是“名称+标识+公钥”三段。", "It is not three parts: name+ID+key."))
        }
        guard let content = StandardBase64.decode(utf8: parts[2]), !content.isEmpty else {
            throw .verifierKey(text, Message("第三段不是规范的 base64。", "The third part is not canonical base64."))
        }
        guard let kind = SignatureKind.allCases.first(where: { content.starts(with: $0.typeBytes) }) else {
            throw .verifierKey(
                text,
                Message("签名类型 \(content[0]) 不受支持。", "Signature type \(content[0]) is not supported."))
        }
        try self.init(
            name: String(decoding: parts[0], as: UTF8.self), kind: kind,
            publicKey: Array(content.dropFirst(kind.typeBytes.count)))
        guard Array(id.hex.utf8) == Array(parts[1]) else {
            throw .verifierKey(
                text, Message("标识应为 \(id.hex)。", "Its ID should be \(id.hex)."))
        }
    }

    /// The verifier key as it is written.
    package var text: String {
        "\(name)+\(id.hex)+\(StandardBase64.encode(kind.typeBytes + publicKey))"
    }

    package var description: String { text }

    /// Whether the signature, without its key ID, holds over a note's text. A cosignature is the 8-byte big-endian
    /// POSIX time and the Ed25519 signature of the message that C2SP tlog-cosignature makes from time and text.
    package func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = KeyHandle(kind.algorithm, publicKey: publicKey) else { return false }
        guard kind == .cosignature else { return key.isValid(signature, of: message) }
        guard let seconds = Cosignature.seconds(of: signature) else { return false }
        return key.isValid(Array(signature.dropFirst(8)), of: Cosignature.message(message, seconds: seconds))
    }

    // By bytes: Swift's own comparison would take `é` and `e` + U+0301 for one name.

    package static func == (left: VerifierKey, right: VerifierKey) -> Bool {
        left.id == right.id && left.kind == right.kind && left.publicKey == right.publicKey
            && left.name.isSameBytes(as: right.name)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(publicKey)
    }
}

extension VerifierKey {
    /// Whether a name may stand in a signature line: not empty, no Unicode space, no plus, no control character
    /// (C2SP signed-note: format).
    package static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "+" && !$0.properties.isWhitespace }
    }

    /// Whether a signature line names this key.
    package func isNamed(by signature: SignedNote.Signature) -> Bool {
        signature.keyID == id && signature.name.isSameBytes(as: name)
    }
}

extension UInt32 {
    /// Eight lower-case hexadecimal digits, as a key ID is written.
    package var hex: String {
        String(decoding: (0..<8).map { Digest.hexDigit(UInt8(self >> (28 - 4 * $0) & 15)) }, as: UTF8.self)
    }

    package var bigEndianBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (24 - 8 * $0)) } }
}

extension Collection<UInt8> {
    /// The number that the bytes are, most significant first; what does not fit is lost on the left.
    package var bigEndian: UInt32 { reduce(0) { $0 << 8 | UInt32($1) } }
}

extension Fault {
    static func keyName(_ name: String) -> Fault {
        Fault(
            "E-KEY-NAME", .badData,
            Message("“\(name)”不能作密钥名。", "“\(name)” cannot be the name of a key."),
            remedy: Message(
                "名称不能为空，不能有空白、加号和控制字符，例如 taizhang/督查科。",
                "A name is not empty and has no space, plus or control character; taizhang/office, for instance."))
    }

    static func verifierKey(_ text: String, _ found: Message) -> Fault {
        Fault(
            "E-VKEY", .badData,
            Message("“\(text)”不是可用的验证公钥。", "“\(text)” is not a verifier key that can be used."), state: found,
            remedy: Message(
                "请向密钥持有人核对，格式为“名称+8 位十六进制标识+base64 公钥”。",
                "Ask the key's holder for it again; the form is name+8 hexadecimal digits+base64 key."))
    }
}
