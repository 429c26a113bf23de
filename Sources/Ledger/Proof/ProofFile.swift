/// A proof that needs nothing but keys (C2SP tlog-proof): a leaf's place, its inclusion proof, and the checkpoint that
/// the proof leads to. Files are named `*.tlog-proof`.
package struct ProofFile: Sendable {
    package static let header = "c2sp.org/tlog-proof@v1"

    /// What the application adds; nobody has signed it, so nothing may rest on it alone.
    package var extra: [UInt8]?
    /// The leaf, from 0: record 1 is leaf 0.
    package var index: Int
    /// From the leaf's sibling up to the root's child.
    package var hashes: [Digest]
    /// The signed checkpoint (C2SP tlog-checkpoint), every byte as it was issued and cosigned.
    package var checkpoint: String

    package init(extra: [UInt8]? = nil, index: Int, hashes: [Digest], checkpoint: String) {
        self.extra = extra
        self.index = index
        self.hashes = hashes
        self.checkpoint = checkpoint
    }

    /// The file's text; empty extra data is no extra data.
    package var text: String {
        var lines = [ProofFile.header]
        if let extra, !extra.isEmpty { lines.append("extra " + StandardBase64.encode(extra)) }
        lines.append("index \(index)")
        lines += hashes.map { StandardBase64.encode($0.bytes) }
        return lines.joined(separator: "\n") + "\n\n" + checkpoint
    }
}

extension ProofFile {
    /// Reads a proof file, strictly: only what `text` writes is taken. What the checkpoint says is left to whoever
    /// verifies it.
    ///
    /// - Throws: `Fault` E-PROOF.
    package init(_ bytes: [UInt8]) throws(Fault) {
        do throws(ProofDoubt) {
            try self.init(lines: ProofLines(bytes))
        } catch {
            throw .proof(error.message)
        }
    }

    private init(lines: consuming ProofLines) throws(ProofDoubt) {
        guard try lines.next().elementsEqual(ProofFile.header.utf8) else {
            throw ProofDoubt("第一行应为 \(ProofFile.header)。", "Its first line is not \(ProofFile.header).")
        }
        var line = try lines.next()
        if line.starts(with: "extra ".utf8) {
            extra = StandardBase64.decode(utf8: line.dropFirst(6))
            guard let extra, !extra.isEmpty else {
                throw ProofDoubt("附加数据不是 base64。", "Its extra data is not base64.")
            }
            line = try lines.next()
        } else {
            extra = nil
        }
        guard line.starts(with: "index ".utf8), let index = Int(decimal: line.dropFirst(6)) else {
            throw ProofDoubt("缺少叶子编号（index）一行，或编号不对。", "It lacks a line with the leaf's index.")
        }
        self.index = index
        hashes = try lines.hashes()
        guard !lines.rest.isEmpty, let checkpoint = String(validating: lines.rest, as: UTF8.self) else {
            throw ProofDoubt("空行之后没有检查点。", "No checkpoint follows the blank line.")
        }
        self.checkpoint = checkpoint
    }
}

extension ProofFile: Equatable {
    package static func == (left: ProofFile, right: ProofFile) -> Bool {
        left.extra == right.extra && left.index == right.index && left.hashes == right.hashes
            && left.checkpoint.isSameBytes(as: right.checkpoint)
    }
}

extension Fault {
    fileprivate static func proof(_ found: Message) -> Fault {
        Fault(
            "E-PROOF", .badData,
            Message("这不是证明文件。", "This is no proof file."), state: found,
            remedy: Message("请取原件，一个字节也不要改。", "Take the original, every byte as it was."))
    }
}
