import Foundation
import Testing

@testable import Ledger

/// A log of our own that can show two histories, and a witness of it in a folder.
struct WitnessBench {
    let log: SeedSigner
    let signer: SeedSigner
    let folder: WitnessFolder
    let origin = "台账/测试"

    init(in parent: URL) throws {
        log = try SeedSigner("log-key")
        signer = try SeedSigner("witness", seed: [UInt8](repeating: 9, count: 32), kind: .cosignature)
        folder = try WitnessFolder.create(parent.appendingPathComponent("witness"), key: signer.key)
        try folder.addLog(origin: origin, keys: [log.key])
    }

    func witness(_ signer: (any Signer)? = nil) throws -> Witness {
        try Witness(folder, signer: signer ?? self.signer, surroundings: .system)
    }

    /// A request for a checkpoint of the honest history, or of the other one, which differs in the last leaf of each size.
    func request(_ old: Int, _ new: Int, isForked: Bool = false, proof: [Digest]? = nil) throws -> [UInt8] {
        let honest = NaiveTree(size: 64)
        let root = isForked ? Digest.sha256(honest.mth(0..<new).bytes) : honest.mth(0..<new)
        var note = SignedNote(text: Checkpoint(origin: origin, size: new, root: root).text)
        try note.sign(with: log)
        let path = proof ?? (old > 0 && old < new ? honest.subproof(old, 0..<new) : [])
        return Array(AddCheckpointRequest(oldSize: old, proof: path, note: note).text.utf8)
    }

    var state: WitnessedLog {
        get throws { try #require(try folder.log(origin: origin)) }
    }
}

/// Refuses to sign: a token that was pulled out.
struct FailingSigner: Signer {
    struct Gone: Error {}
    let key: VerifierKey

    func sign(_ message: [UInt8]) throws -> [UInt8] { throw Gone() }
}
