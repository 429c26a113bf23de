/// The head of a proof file (C2SP tlog-proof) or of a request to a witness (C2SP tlog-witness): lines, each with the
/// newline that ends it, and hashes up to a blank line.
struct ProofLines {
    /// A tree of at most 2^63 − 1 leaves has no longer proof, be it of inclusion or of consistency.
    static let maximumHashes = 63

    /// What has not been read.
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func next() throws(ProofDoubt) -> ArraySlice<UInt8> {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            throw ProofDoubt("文件不完整。", "It ends too early.")
        }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    /// The hashes, each the base64 of 32 bytes in a line of its own, and the blank line that ends them.
    mutating func hashes() throws(ProofDoubt) -> [Digest] {
        var hashes: [Digest] = []
        while true {
            let line = try next()
            guard !line.isEmpty else { return hashes }
            guard hashes.count < ProofLines.maximumHashes else {
                throw ProofDoubt(
                    "哈希超过 \(ProofLines.maximumHashes) 个。", "It has more than \(ProofLines.maximumHashes) hashes.")
            }
            guard let digest = StandardBase64.decode(utf8: line).flatMap({ Digest($0) }) else {
                throw ProofDoubt(
                    "第 \(hashes.count + 1) 个哈希不是 32 字节的 base64。",
                    "Hash \(hashes.count + 1) is not the base64 of 32 bytes.")
            }
            hashes.append(digest)
        }
    }
}

/// Why the head of a proof is none; whoever reads it says of what.
struct ProofDoubt: Error {
    let message: Message

    init(_ zh: String, _ en: String) { message = Message(zh, en) }
}
