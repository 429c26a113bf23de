import Foundation

/// Cosigns the checkpoints of logs, each only where it goes on from the last one seen (C2SP tlog-witness), so that a log
/// cannot show one history here and another there.
package struct Witness: Sendable {
    package let folder: WitnessFolder
    private let signer: any Signer
    private let surroundings: Surroundings

    /// - Throws: E-WITNESS-KEY where the signer's key is not that of the folder.
    package init(_ folder: WitnessFolder, signer: any Signer, surroundings: Surroundings) throws(Fault) {
        guard signer.key == folder.key else {
            throw .witnessKey(
                signer.key, Message("这不是该见证人的密钥 \(folder.key.text)。", "The witness's key is \(folder.key.text)."))
        }
        self.folder = folder
        self.signer = signer
        self.surroundings = surroundings
    }

    /// Answers the body of a request to `add-checkpoint`.
    ///
    /// The new checkpoint is on the disk before it is signed, and nobody else may look at the log meanwhile: whatever is
    /// interrupted, the witness never signs what it does not remember. A log asks again with the same size as old size.
    ///
    /// - Throws: `Fault` where the witness itself fails (its files, its signer); the request is not to blame.
    package func addCheckpoint(_ body: [UInt8]) throws -> WitnessAnswer {
        let request: AddCheckpointRequest
        let checkpoint: Checkpoint
        do {
            request = try AddCheckpointRequest(body)
            checkpoint = try Checkpoint(text: request.note.text)
        } catch {
            return .malformed(error.state ?? error.message)
        }
        guard let log = try folder.log(origin: checkpoint.origin) else { return .unknownOrigin(checkpoint.origin) }
        return try DurableFile.locked(log.folder.appendingPathComponent("lock")) {
            // Read again: what was read before the lock may be old.
            try answer(request, checkpoint, WitnessedLog(folder: log.folder))
        }
    }

    private func answer(
        _ request: AddCheckpointRequest, _ checkpoint: Checkpoint, _ log: WitnessedLog
    ) throws -> WitnessAnswer {
        var request = request
        let signers: [VerifierKey]
        do {
            signers = try request.note.verified(by: log.keys)
        } catch {
            return .untrusted(error.message)
        }
        // Lines of strangers are not kept: they would be unsigned ballast under the witness's name.
        request.note.signatures.removeAll { line in !signers.contains { $0.isNamed(by: line) } }
        let held = try log.checkpoint
        if let refusal = WitnessRule.refusal(of: request, checkpoint, held: held) {
            if let held, let kind = WitnessRule.evidence(of: request, checkpoint, held: held) {
                try log.putDown(request, as: kind)
            }
            return refusal
        }
        return .cosigned(try cosign(request.note, log))
    }

    private func cosign(_ note: SignedNote, _ log: WitnessedLog) throws -> SignedNote.Signature {
        try log.remember(note)
        var note = note
        let cosignature = try Cosignature.sign(note.text, with: signer, at: surroundings.now())
        note.signatures.append(cosignature)
        try log.remember(note)
        log.clear(note)
        return cosignature
    }
}
