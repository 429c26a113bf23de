import Ledger
import Rectification

/// Proof files, requests to a witness, proofs of a whole stream (C2SP tlog-proof, tlog-witness; `format.md`).
enum Proofs {
    static func run(_ bytes: [UInt8]) {
        proofFile(bytes)
        request(bytes)
        streamProof(bytes)
    }

    private static func proofFile(_ bytes: [UInt8]) {
        guard let proof = accepted({ () throws(Fault) in try ProofFile(bytes) }) else { return }
        hold("a proof file is written back to its bytes", Array(proof.text.utf8) == bytes)
        guard let checkpoint = checkpoint(of: Array(proof.checkpoint.utf8)) else { return }
        var hasher = DigestHasher()
        let leaf = MerkleTree.leaf(proof.extra ?? [], &hasher)
        let isIncluded = MerkleTree.isIncluded(
            leaf, at: proof.index, in: checkpoint.size, root: checkpoint.root, proof: proof.hashes)
        hold("what is included stands inside the tree", !isIncluded || proof.index < checkpoint.size)
    }

    private static func request(_ bytes: [UInt8]) {
        guard let request = accepted({ () throws(Fault) in try AddCheckpointRequest(bytes) }) else { return }
        hold("a request is written back to its bytes", Array(request.text.utf8) == bytes)
        guard let checkpoint = checkpoint(of: Array(request.note.encoded.utf8)) else { return }
        let goesOn = MerkleTree.isConsistent(
            from: request.oldSize, root: request.proof.first ?? .zero, to: checkpoint.size, root: checkpoint.root,
            proof: request.proof)
        hold("a log does not go on to fewer leaves", !goesOn || request.oldSize <= checkpoint.size)
    }

    private static func checkpoint(of note: [UInt8]) -> Checkpoint? {
        guard let note = try? SignedNote(note) else { return nil }
        return try? Checkpoint(text: note.text)
    }

    private static func streamProof(_ bytes: [UInt8]) {
        guard let json = try? CanonicalJSON.parse(bytes),
            let proof = accepted({ () throws(Fault) in try StreamProof(json) })
        else { return }
        hold("a stream's proof is read back", accepted { () throws(Fault) in try StreamProof(proof.json) } == proof)
        guard let records = accepted({ () throws(Fault) in try proof.check() }) else { return }
        hold("every record is of the stream", records.allSatisfy { $0.stream == proof.stream })
        hold("versions have no gap", records.map(\.version) == Array(1...records.count))
    }
}
