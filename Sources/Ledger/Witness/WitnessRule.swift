/// Whether a signed checkpoint goes on from the last one (C2SP tlog-witness: add-checkpoint), in the order in which the
/// specification asks.
enum WitnessRule {
    /// Why the checkpoint is not cosigned; nil where it is.
    static func refusal(
        of request: AddCheckpointRequest, _ checkpoint: Checkpoint, held: Checkpoint?
    ) -> WitnessAnswer? {
        let old = request.oldSize
        guard old <= checkpoint.size else {
            return .malformed(
                Message("旧大小超过了检查点的大小。", "The old size is beyond the checkpoint's size."))
        }
        guard old == held?.size ?? 0 else { return .conflict(latest: held?.size ?? 0) }
        guard checkpoint.size > 0 || checkpoint.root == .sha256([]) else {
            return .inconsistent(
                Message("大小为 0 的检查点，根应为空树的根。", "A checkpoint of size 0 has another root than the empty tree's."))
        }
        // Every tree begins with the empty one, so there is nothing to prove; a verifier is not asked.
        guard old > 0 else {
            return request.proof.isEmpty
                ? nil
                : .inconsistent(
                    Message("旧大小为 0 时，一致性证明应为空。", "The consistency proof from size 0 is not empty."))
        }
        guard let held, isConsistent(request, checkpoint, held) else {
            return .inconsistent(
                old == checkpoint.size && held?.root != checkpoint.root
                    ? Message(
                        "同一大小（\(old)）有两个不同的根：台账已分叉。",
                        "Two checkpoints of size \(old) have different roots: the log has forked."
                    )
                    : Message(
                        "一致性证明不成立：看不出新检查点是从上次见证的第 \(old) 条接着写的。",
                        "The consistency proof does not hold: nothing shows that the log goes on from size \(old)."))
        }
        return nil
    }

    /// What a refused checkpoint is worth keeping as, against the log that signed it: another root at the size held is a
    /// fork for all to see; a proof that does not hold leaves it unproven.
    static func evidence(
        of request: AddCheckpointRequest, _ checkpoint: Checkpoint, held: Checkpoint
    ) -> WitnessedLog.Evidence? {
        if checkpoint.size == held.size { return checkpoint.root == held.root ? nil : .forks }
        let isOtherMatter =
            request.oldSize != held.size || held.size == 0 || isConsistent(request, checkpoint, held)
        return isOtherMatter ? nil : .unproven
    }

    private static func isConsistent(
        _ request: AddCheckpointRequest, _ checkpoint: Checkpoint, _ held: Checkpoint
    ) -> Bool {
        MerkleTree.isConsistent(
            from: held.size, root: held.root, to: checkpoint.size, root: checkpoint.root, proof: request.proof)
    }
}
