/// What is known of a time stamp after it was checked. Every outcome is a value: none of them is an error of ours.
package enum TimestampVerdict: Equatable, Sendable {
    /// It holds as of its own time: `by` is the signer's name (RFC 4514), `expired` says whether a certificate of its
    /// chain is past its validity today. An expired one proves the time as before; it cannot be renewed any more.
    case valid(at: Instant, by: String, expired: Bool)
    /// It is over other bytes, or answers another request.
    case mismatch
    /// The signature does not hold: a byte of what was signed, or of the signer's certificate, is another.
    case altered
    /// The signature holds but nothing that is trusted stands behind it.
    case untrusted(reason: Message)
    /// Not a granted response of RFC 3161 over SHA-256.
    case malformed
}
