/// A text and the signatures under it (C2SP signed-note).
package struct SignedNote: Equatable, Sendable {
    /// The limits that signed-note leaves to a reader: signatures, and bytes in all.
    package static let maximumSignatures = 100
    package static let maximumSize = 1_000_000

    /// What is signed; it ends in a newline.
    package var text: String
    package var signatures: [Signature]

    /// A note that nobody has signed yet.
    package init(text: String, signatures: [Signature] = []) {
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note. Throws E-NOTE for what is no UTF-8, has a control character other than newline, no signature, more
    /// than 100, more than 1 MB, or a line among the signatures that is none.
    package init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count <= SignedNote.maximumSize else {
            throw .note(Message("超过 1 MB。", "It has more than 1 MB."))
        }
        let newline = UInt8(ascii: "\n")
        if let control = bytes.firstIndex(where: { $0 < 0x20 && $0 != newline }) {
            throw .note(
                Message("第 \(control + 1) 字节是控制字符。", "Byte \(control + 1) is a control character."))
        }
        // The last blank line: the text may have blank lines of its own, the signatures may not.
        let ends = zip(bytes, bytes.dropFirst()).enumerated().reversed()
        guard let end = ends.first(where: { $0.element == (newline, newline) })?.offset else {
            throw .note(Message("正文和签名之间没有空行。", "No blank line parts text and signatures."))
        }
        guard let text = String(validating: bytes[...end], as: UTF8.self) else {
            throw .note(Message("不是 UTF-8 文本。", "It is not UTF-8."))
        }
        self.text = text
        signatures = try Signature.lines(bytes[(end + 2)...])
    }

    /// The note as it is written: text, blank line, signature lines.
    package var encoded: String {
        text + "\n" + signatures.map(\.line).joined()
    }

    package static func == (left: SignedNote, right: SignedNote) -> Bool {
        left.text.isSameBytes(as: right.text) && left.signatures == right.signatures
    }
}

extension SignedNote {
    /// The keys, of those given, that signed: in the order of their first line, each once.
    ///
    /// Lines of unknown keys count for nothing. Throws E-NOTE-SIGNATURE where a line names a known key and does not
    /// hold, E-NOTE-AMBIGUOUS where it names two of the keys given, E-NOTE-UNSIGNED where no known key signed.
    package func verified(by keys: [VerifierKey]) throws(Fault) -> [VerifierKey] {
        let message = Array(text.utf8)
        var verified: [VerifierKey] = []
        for signature in signatures {
            let known = keys.filter { $0.isNamed(by: signature) }
            guard let key = known.first else { continue }
            guard known.count == 1 else { throw .ambiguousKey(key) }
            guard key.isValid(signature.bytes, of: message) else { throw .noteSignature(key) }
            if !verified.contains(key) { verified.append(key) }
        }
        guard !verified.isEmpty else { throw .noteUnsigned }
        return verified
    }

    /// Adds a signature over the text; an older one by the same key gives way to it. Throws E-NOTE for a text that
    /// cannot be signed, E-SIGNER for a cosignature key (`Cosignature.sign`) or an answer that does not hold.
    package mutating func sign(with signer: any Signer) throws {
        let key = signer.key
        guard key.kind != .cosignature else { throw Fault.signerOfCheckpoints(key) }
        try SignedNote.checkText(text)
        let message = Array(text.utf8)
        let signature = Signature(name: key.name, keyID: key.id, bytes: try signer.sign(message))
        guard key.isValid(signature.bytes, of: message) else { throw Fault.signerAnswer(key) }
        signatures.removeAll { key.isNamed(by: $0) }
        signatures.append(signature)
    }

    static func checkText(_ text: String) throws(Fault) {
        guard text.utf8.last == UInt8(ascii: "\n") else {
            throw .note(Message("正文不以换行结尾。", "The text does not end in a newline."))
        }
        guard text.utf8.allSatisfy({ $0 >= 0x20 || $0 == UInt8(ascii: "\n") }) else {
            throw .note(Message("正文里有控制字符。", "The text has a control character."))
        }
    }
}

extension Fault {
    static func note(_ found: Message) -> Fault {
        Fault(
            "E-NOTE", .badData, Message("这不是签名文书（signed note）。", "This is no signed note."), state: found,
            remedy: Message("请取原件，不要经过会改动换行的软件。", "Take the original; not through software that changes line ends."))
    }

    static func noteSignature(_ key: VerifierKey) -> Fault {
        Fault(
            "E-NOTE-SIGNATURE", .checkFailed,
            Message("密钥 \(key.name) 的签名验证不通过。", "The signature of key \(key.name) does not hold."),
            state: Message("正文或签名被改动过，整份文书不可信。", "Text or signature was changed; nothing in the note can be trusted."))
    }

    static var noteUnsigned: Fault {
        Fault(
            "E-NOTE-UNSIGNED", .checkFailed,
            Message("没有一个已知的密钥在上面签名。", "No known key signed it."),
            remedy: Message("核对给出的验证公钥是不是签名人的。", "Check that the verifier keys given are the signers'."))
    }

    static func ambiguousKey(_ key: VerifierKey) -> Fault {
        Fault(
            "E-NOTE-AMBIGUOUS", .checkFailed,
            Message(
                "给出的验证公钥中有两个同名同标识：\(key.name)+\(key.id.hex)。",
                "Two of the verifier keys given have one name and ID: \(key.name)+\(key.id.hex)."),
            remedy: Message("只给其中一个。", "Give only one of them."))
    }

    static func signerOfCheckpoints(_ key: VerifierKey) -> Fault {
        Fault(
            "E-SIGNER", .usage,
            Message("密钥 \(key.name) 只用于见证检查点。", "Key \(key.name) is for witnessing checkpoints only."),
            remedy: Message("换一个普通签名密钥。", "Use a key for plain signatures."))
    }

    static func signerAnswer(_ key: VerifierKey) -> Fault {
        Fault(
            "E-SIGNER", .inputOutput,
            Message(
                "签名程序或设备给出的签名与公钥 \(key.name) 不符，未采用。",
                "What the signer gave is no signature by key \(key.name); it is not used."),
            remedy: Message("核对私钥与登记的公钥是否一对。", "Check that the private key belongs to the public one."))
    }
}
