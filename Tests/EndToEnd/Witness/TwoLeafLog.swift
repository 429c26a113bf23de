import Foundation

@testable import Ledger

/// A log of two leaves, whose key is made for the test.
struct TwoLeafLog {
    let signer: FileSigner
    let leaves = ["a", "b"].map { Digest.sha256([0] + $0.utf8) }

    init(_ origin: String = "台账/测试") throws {
        signer = try FileSigner(name: origin, kind: .ed25519, privateKey: .generate(.ed25519))
    }

    var origin: String { signer.key.name }
    var root: Digest { .sha256([1] + leaves[0].bytes + leaves[1].bytes) }
    var proof: [Digest] { [leaves[1]] }
    /// Where a witness shows its last checkpoint.
    var path: String { "/\(Digest.sha256(origin.utf8).hex)/checkpoint" }

    /// A request to have a checkpoint cosigned, whatever it says.
    func request(_ old: Int, _ size: Int, root: Digest, proof: [Digest] = [], origin: String? = nil) throws -> String {
        var note = SignedNote(text: Checkpoint(origin: origin ?? self.origin, size: size, root: root).text)
        try note.sign(with: signer)
        return AddCheckpointRequest(oldSize: old, proof: proof, note: note).text
    }
}
