extension SignedNote {
    /// One signature line: em dash, space, key name, space, base64 of key ID and signature, newline.
    package struct Signature: Equatable, Sendable {
        package var name: String
        package var keyID: UInt32
        /// Without the key ID; not empty.
        package var bytes: [UInt8]

        package init(name: String, keyID: UInt32, bytes: [UInt8]) {
            self.name = name
            self.keyID = keyID
            self.bytes = bytes
        }

        /// Reads one line, with its newline. Throws E-NOTE.
        package init(line: String) throws(Fault) {
            let lines = try Signature.lines(Array(line.utf8)[...])
            guard lines.count == 1 else { throw .note(Message("应当只有一行签名。", "One signature line was expected.")) }
            self = lines[0]
        }

        /// The line, with its newline.
        package var line: String {
            "— \(name) \(StandardBase64.encode(keyID.bigEndianBytes + bytes))\n"
        }

        /// Reads one or more lines, each with its newline and nothing between them: the end of a note, or what a
        /// witness answers. Throws E-NOTE.
        package static func lines(_ bytes: ArraySlice<UInt8>) throws(Fault) -> [Signature] {
            guard bytes.last == UInt8(ascii: "\n") else {
                throw .note(
                    bytes.isEmpty
                        ? Message("没有签名。", "It has no signature.")
                        : Message("最后一行没有换行。", "The last line has no newline."))
            }
            let lines = bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            guard lines.count <= SignedNote.maximumSignatures else {
                throw .note(Message("签名超过 100 行。", "It has more than 100 signatures."))
            }
            var signatures: [Signature] = []
            for (index, line) in lines.enumerated() {
                guard let signature = Signature(bytes: line) else {
                    throw .note(Message("第 \(index + 1) 行签名不合格式。", "Signature line \(index + 1) is malformed."))
                }
                signatures.append(signature)
            }
            return signatures
        }

        private init?(bytes line: ArraySlice<UInt8>) {
            let dash = Array("— ".utf8)
            guard line.starts(with: dash) else { return nil }
            let parts = line.dropFirst(dash.count).split(
                separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let name = String(validating: parts[0], as: UTF8.self), VerifierKey.isName(name),
                let content = StandardBase64.decode(utf8: parts[1]), content.count > 4
            else { return nil }
            self.init(name: name, keyID: content.prefix(4).bigEndian, bytes: Array(content.dropFirst(4)))
        }

        package static func == (left: Signature, right: Signature) -> Bool {
            left.keyID == right.keyID && left.bytes == right.bytes && left.name.isSameBytes(as: right.name)
        }
    }
}
