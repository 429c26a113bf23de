import ArgumentParser
import Ledger

struct VerifyConsistency: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "verify-consistency",
        abstract: say("核对一致性证明（RFC 9162 §2.1.4.2）", "Check a consistency proof (RFC 9162 §2.1.4.2)."),
        discussion: say(
            """
            从标准输入读一份 JSON：size1、root1 较早的树的大小和根，size2、root2 较晚的，proof 证明（可为 null 或不写）。\
            哈希用 base64。证明成立，退出码 0，不输出；不成立 1；输入不对 65。空树（size1 为 0）什么也证明不了，按不成立算。

            例（从 1 条记录到 2 条）：
              echo '{"size1":1,"size2":2,
                "root1":"\(example.old)",
                "root2":"\(example.new)",
                "proof":["\(example.sibling)"]}' |
                taizhang plumbing verify-consistency
            """,
            """
            Reads a JSON document from standard input: size1 and root1 of the earlier tree, size2 and root2 of the later \
            one, proof (null or absent where it is empty). Hashes are in base64. Exits with 0 and says nothing where the \
            proof holds, with 1 where it does not, with 65 for malformed input. From an empty tree (size1 is 0) nothing \
            can be proven, so it does not hold.

            Example (from one record to two):
              echo '{"size1":1,"size2":2,
                "root1":"\(example.old)",
                "root2":"\(example.new)",
                "proof":["\(example.sibling)"]}' |
                taizhang plumbing verify-consistency
            """))

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let input = try ProofInput.read()
        let (old, new) = (try input.count("size1"), try input.count("size2"))
        guard try holds(input, old, new) else {
            throw Fault(
                "E-PROOF-FAILS", .checkFailed,
                Message("一致性证明不成立。", "The consistency proof does not hold."),
                state: Message("从大小 \(old) 到大小 \(new)。", "From size \(old) to size \(new)."))
        }
    }

    /// Of one size the roots are only compared, as the vectors' own verifier does it: they may be of any length.
    private func holds(_ input: ProofInput, _ old: Int, _ new: Int) throws -> Bool {
        let (oldRoot, newRoot) = (try input.bytes("root1"), try input.bytes("root2"))
        let proof = try input.proof()
        guard old > 0 else { return false }
        if old == new, oldRoot == newRoot { return proof.isEmpty }
        return MerkleTree.isConsistent(
            from: old, root: try input.digest("root1"), to: new, root: try input.digest("root2"), proof: proof)
    }

    /// The reference tree of RFC 6962: its first leaf, nothing, and its second, one zero byte.
    private static let example = (
        old: "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", new: "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=",
        sibling: "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c="
    )
}
