/// What a log sends to a witness: the body of `add-checkpoint` (C2SP tlog-witness).
package struct AddCheckpointRequest: Equatable, Sendable {
    /// A tree of at most 2^63 − 1 leaves has no longer consistency proof.
    package static let maximumHashes = 63

    /// The size of the last checkpoint that the log believes the witness to hold; 0 where it holds none.
    package var oldSize: Int
    /// The consistency proof from the old size to the checkpoint's (RFC 6962 §2.1.2); empty from 0.
    package var proof: [Digest]
    /// The checkpoint, signed by the log.
    package var note: SignedNote

    package init(oldSize: Int, proof: [Digest], note: SignedNote) {
        self.oldSize = oldSize
        self.proof = proof
        self.note = note
    }

    /// The body as it is sent.
    package var text: String {
        "old \(oldSize)\n" + proof.map { StandardBase64.encode($0.bytes) + "\n" }.joined() + "\n" + note.encoded
    }

    /// Reads a body, strictly: only what `text` writes is taken. Whether the note's text is a checkpoint is left to
    /// whoever reads it.
    ///
    /// - Throws: `E-WITNESS-REQUEST`, or `E-NOTE` for what follows the blank line.
    package init(_ bytes: [UInt8]) throws(Fault) {
        let newline = UInt8(ascii: "\n")
        var rest = bytes[...]
        var lines: [ArraySlice<UInt8>] = []
        while true {
            guard let end = rest.firstIndex(of: newline) else {
                throw .witnessRequest(Message("检查点之前没有空行。", "No blank line stands before the checkpoint."))
            }
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            lines.append(line)
            guard lines.count <= 1 + AddCheckpointRequest.maximumHashes else {
                throw .witnessRequest(
                    Message(
                        "一致性证明超过 \(AddCheckpointRequest.maximumHashes) 行。",
                        "Its proof has more than \(AddCheckpointRequest.maximumHashes) lines."))
            }
        }
        guard let first = lines.first, first.starts(with: "old ".utf8), let size = Int(decimal: first.dropFirst(4))
        else {
            throw .witnessRequest(Message("第一行不是“old 大小”。", "Its first line is not “old” and a size."))
        }
        oldSize = size
        proof = []
        for (index, line) in lines.dropFirst().enumerated() {
            guard let digest = StandardBase64.decode(utf8: line).flatMap({ Digest($0) }) else {
                throw .witnessRequest(
                    Message(
                        "证明的第 \(index + 1) 行不是 32 字节的 base64。",
                        "Line \(index + 1) of its proof is not the base64 of 32 bytes."))
            }
            proof.append(digest)
        }
        note = try SignedNote(Array(rest))
    }
}

extension Fault {
    static func witnessRequest(_ found: Message) -> Fault {
        Fault(
            "E-WITNESS-REQUEST", .badData,
            Message("这不是提交给见证人的检查点请求。", "This is no request to a witness (add-checkpoint)."), state: found,
            remedy: Message("请取原件，一个字节也不要改。", "Take the original, every byte as it was."))
    }
}
