/// What a log sends to a witness: the body of `add-checkpoint` (C2SP tlog-witness).
package struct AddCheckpointRequest: Equatable, Sendable {
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
        var lines = ProofLines(bytes)
        do throws(ProofDoubt) {
            let first = try lines.next()
            guard first.starts(with: "old ".utf8), let size = Int(decimal: first.dropFirst(4)) else {
                throw ProofDoubt("第一行不是“old 大小”。", "Its first line is not “old” and a size.")
            }
            (oldSize, proof) = (size, try lines.hashes())
        } catch {
            throw .witnessRequest(error.message)
        }
        note = try SignedNote(Array(lines.rest))
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
