/// A witness's statement that a checkpoint was the largest it had seen of that log, at a time (C2SP tlog-cosignature,
/// version 1, Ed25519).
package enum Cosignature {
    /// Signs the text of a checkpoint as of a moment, whole seconds. Throws E-SIGNER where the signer's key is no

    package static func sign(
        _ checkpointText: String, with signer: any Signer, at instant: Instant
    ) throws -> SignedNote.Signature {
        let key = signer.key
        guard key.kind == .cosignature else { throw Fault.signerOfNotes(key) }
        try SignedNote.checkText(checkpointText)
        let text = Array(checkpointText.utf8)
        let seconds = UInt64(max(0, instant.milliseconds) / 1_000)
        let bare = try signer.sign(message(text, seconds: seconds))
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) } + bare
        guard key.isValid(bytes, of: text) else { throw Fault.signerAnswer(key) }
        return SignedNote.Signature(name: key.name, keyID: key.id, bytes: bytes)
    }

    /// When a cosignature says that it was made; nil for what has not the form of one, or a time beyond the calendar.
    /// It says nothing of who made it: that is `VerifierKey.isValid`.
    package static func time(of signature: SignedNote.Signature) -> Instant? {
        guard let seconds = seconds(of: signature.bytes), seconds <= UInt64(Int64.max / 1_000) else { return nil }
        return Instant(milliseconds: Int64(seconds) * 1_000)
    }

    /// POSIX seconds of a signature without key ID: 8 bytes big-endian, at most 2^63 − 1, before 64 of Ed25519.
    static func seconds(of signature: [UInt8]) -> UInt64? {
        guard signature.count == 72 else { return nil }
        let seconds = signature.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return seconds <= UInt64(Int64.max) ? seconds : nil
    }

    /// What is signed: a header that keeps it apart from every other message, the time, the checkpoint.
    static func message(_ checkpointText: [UInt8], seconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n".utf8) + checkpointText
    }
}

extension Fault {
    static func signerOfNotes(_ key: VerifierKey) -> Fault {
        Fault(
            "E-SIGNER", .usage,
            Message("密钥 \(key.name) 不是见证用的密钥。", "Key \(key.name) is no witness's key."),
            remedy: Message("换用签名类型为 4 的密钥。", "Use a key of signature type 4."))
    }
}
