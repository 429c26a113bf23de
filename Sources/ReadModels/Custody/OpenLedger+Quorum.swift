import Ledger
import LedgerSQLite
import Rectification

/// How far a checkpoint is from what the policy asks for.
package struct QuorumStanding: Equatable, Sendable {
    /// The checkpoint's.
    package var size: Int
    /// The witnesses whose cosignature of it is there and holds, as the policy calls them, in its order.
    package var cosigned: [String]
    /// The witnesses whose cosignature would bring the quorum nearer; none where it is met.
    package var missing: [String]
    package var isMet: Bool
}

extension OpenLedger {
    /// The witnesses that the policy names; none without a policy.
    package func witnesses() throws -> [WitnessPolicy.Witness] {
        try store.read { try $0.custody().witnessPolicy()?.witnesses ?? [] }
    }

    /// Where the ledger's checkpoint of this size (nil: the latest) stands with the policy; met where there is none.
    ///
    /// - Throws: `Fault` E-CHECKPOINT-NONE, E-POLICY.
    package func quorum(of size: Int? = nil) throws -> QuorumStanding {
        try store.read { transaction in
            let note = try transaction.checkpointNote(of: size)
            let text = Array(note.text.utf8)
            let policy = try transaction.custody().witnessPolicy()
            let cosigned = (policy?.witnesses ?? []).filter { witness in
                note.signatures.contains { witness.key.isNamed(by: $0) && witness.key.isValid($0.bytes, of: text) }
            }
            let keys = Set(cosigned.map(\.key))
            return QuorumStanding(
                size: try Checkpoint(text: note.text).size, cosigned: cosigned.map(\.name.text),
                missing: policy?.missing(from: keys) ?? [], isMet: policy?.isMet(by: keys) ?? true)
        }
    }
}
