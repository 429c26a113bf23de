import Ledger

/// Signed notes, checkpoints, verifier keys and witness policies (C2SP signed-note, tlog-checkpoint, tlog-policy).
enum Notes {
    static func run(_ bytes: [UInt8]) {
        note(bytes)
        if let text = String(validating: bytes, as: UTF8.self) {
            checkpoint(text)
            key(text)
        }
        madeKey(bytes)
        policy(bytes)
    }

    private static func note(_ bytes: [UInt8]) {
        guard let note = accepted({ () throws(Fault) in try SignedNote(bytes) }) else { return }
        hold("a note is written back to its bytes", Array(note.encoded.utf8) == bytes)
        checkpoint(note.text)
        for signature in note.signatures {
            _ = Cosignature.time(of: signature)
            hold("a signature line is read back", (try? SignedNote.Signature(line: signature.line)) == signature)
        }
        guard accepted({ () throws(Fault) in try note.verified(by: Published.keys) }) != nil else { return }
        hold("only what was signed verifies", Published.texts.contains { $0.isSameBytes(as: note.text) })
    }

    private static func checkpoint(_ text: String) {
        guard let checkpoint = accepted({ () throws(Fault) in try Checkpoint(text: text) }) else { return }
        hold("a checkpoint is written back to its text", checkpoint.text.isSameBytes(as: text))
        hold("a size is not negative", checkpoint.size >= 0)
    }

    private static func key(_ text: String) {
        guard let key = accepted({ () throws(Fault) in try VerifierKey(text) }) else { return }
        hold("a verifier key is written back to its text", key.text.isSameBytes(as: text))
        hold("a key's name may stand in a signature line", VerifierKey.isName(key.name))
    }

    /// A key of the input's first line as its name and the rest as its bytes: one with the ID that goes with them, which
    /// no mutation finds.
    private static func madeKey(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let name = String(validating: parts[0], as: UTF8.self) else { return }
        for kind in SignatureKind.allCases {
            let made = accepted { () throws(Fault) in
                try VerifierKey(name: name, kind: kind, publicKey: Array(parts[1]))
            }
            guard let made else { continue }
            let read = accepted { () throws(Fault) in try VerifierKey(made.text) }
            hold("a key that was made is read back", read == made)
        }
    }

    /// A policy has no printed form; what its quorum asks for must make sense.
    private static func policy(_ bytes: [UInt8]) {
        guard let policy = accepted({ () throws(Fault) in try WitnessPolicy(bytes) }) else { return }
        let everyone = Set(policy.witnesses.map(\.key))
        hold(
            "all witnesses together are a quorum", policy.isMet(by: everyone) && policy.missing(from: everyone).isEmpty)
        hold("nobody is a quorum only where none is asked for", policy.isMet(by: []) != policy.asksForWitnesses)
        hold("where one is asked for, somebody is missing", policy.missing(from: []).isEmpty != policy.asksForWitnesses)
        hold("a witness makes cosignatures", everyone.allSatisfy { $0.kind == .cosignature })
        hold("no two witnesses have one key", everyone.count == policy.witnesses.count)
    }
}

/// The notes that the tests take from others' vectors: whoever verifies as their signer signed one of these.
private enum Published {
    private static let accepted = fixture("signed-notes.txt").filter { $0.count == 4 && $0[0] == "accept" }

    /// One of each name and ID: two of them would be ambiguous.
    static let keys: [VerifierKey] = {
        var keys: [VerifierKey] = []
        for text in accepted.flatMap({ $0[2].split(separator: ",") }) {
            guard let key = try? VerifierKey(String(text)) else { fatalError("signed-notes.txt: \(text)") }
            if !keys.contains(where: { $0.id == key.id && $0.name.isSameBytes(as: key.name) }) { keys.append(key) }
        }
        return keys
    }()

    static let texts: [String] = accepted.map { line in
        guard let bytes = StandardBase64.decode(line[3]), let note = try? SignedNote(bytes) else {
            fatalError("signed-notes.txt: \(line[3])")
        }
        return note.text
    }
}
