/// What a log says of itself at a size: the text of a checkpoint (C2SP tlog-checkpoint), without signatures.
package struct Checkpoint: Equatable, Sendable {
    /// The log's identity; not empty, one line.
    package var origin: String
    /// The number of leaves.
    package var size: Int
    /// The RFC 6962 root at that size.
    package var root: Digest
    /// Further lines, none of them empty; C2SP recommends none.
    package var extensions: [String]

    package init(origin: String, size: Int, root: Digest, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a checkpoint's note, strictly: every line ends in a newline, the size has no leading zero and
    /// is below 2^63, the root is the canonical base64 of 32 bytes. Throws E-CHECKPOINT.
    package init(text: String) throws(Fault) {
        let newline = UInt8(ascii: "\n")
        guard text.utf8.last == newline else {
            throw .checkpoint(Message("最后一行没有换行。", "Its last line has no newline."))
        }
        let lines = text.utf8.dropLast().split(separator: newline, omittingEmptySubsequences: false)
        guard lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }) else {
            throw .checkpoint(
                Message("至少要有来源、大小、根三行，且没有空行。", "It needs three lines, origin, size and root, and no blank one."))
        }
        guard let size = Int(decimal: lines[1]) else {
            throw .checkpoint(Message("第二行不是台账的大小。", "Its second line is not a size."))
        }
        guard let root = StandardBase64.decode(utf8: lines[2]).flatMap({ Digest($0) }) else {
            throw .checkpoint(Message("第三行不是 32 字节的根。", "Its third line is not a root of 32 bytes."))
        }
        self.init(
            origin: String(lines[0]) ?? "", size: size, root: root,
            extensions: lines.dropFirst(3).map { String($0) ?? "" })
    }

    /// The text that is signed.
    package var text: String {
        ([origin, String(size), StandardBase64.encode(root.bytes)] + extensions).map { $0 + "\n" }.joined()
    }

    package static func == (left: Checkpoint, right: Checkpoint) -> Bool {
        left.size == right.size && left.root == right.root && left.origin.isSameBytes(as: right.origin)
            && left.extensions.count == right.extensions.count
            && zip(left.extensions, right.extensions).allSatisfy { $0.isSameBytes(as: $1) }
    }
}

extension Fault {
    static func checkpoint(_ found: Message) -> Fault {
        Fault(
            "E-CHECKPOINT", .badData, Message("这不是检查点。", "This is no checkpoint."), state: found,
            remedy: Message("请取原件，一个字节也不要改。", "Take the original, every byte as it was."))
    }
}
