import ArgumentParser
import Ledger

struct VerifyInclusion: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "verify-inclusion",
        abstract: say("核对包含证明（RFC 9162 §2.1.3.2）", "Check an inclusion proof (RFC 9162 §2.1.3.2)."),
        discussion: say(
            """
            从标准输入读一份 JSON：leafIdx 叶子编号（从 0 数起）、treeSize 树的大小、root 根、leafHash 叶子哈希、proof 证明\
            （从叶子的兄弟到根的子节点；可为 null 或不写）。哈希用 base64。证明成立，退出码 0，不输出；不成立 1；输入不对 65。

            例（两条记录的树里，第 1 条）：
              echo '{"leafIdx":0,"treeSize":2,
                "root":"\(example.root)",
                "leafHash":"\(example.leaf)",
                "proof":["\(example.sibling)"]}' |
                taizhang plumbing verify-inclusion
            """,
            """
            Reads a JSON document from standard input: leafIdx, the leaf's place from 0; treeSize; root; leafHash; proof, \
            from the leaf's sibling up to the root's child (null or absent where it is empty). Hashes are in base64. \
            Exits with 0 and says nothing where the proof holds, with 1 where it does not, with 65 for malformed input.

            Example (the first record in a tree of two):
              echo '{"leafIdx":0,"treeSize":2,
                "root":"\(example.root)",
                "leafHash":"\(example.leaf)",
                "proof":["\(example.sibling)"]}' |
                taizhang plumbing verify-inclusion
            """))

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let input = try ProofInput.read()
        let (index, size) = (try input.count("leafIdx"), try input.count("treeSize"))
        let holds = MerkleTree.isIncluded(
            try input.digest("leafHash"), at: index, in: size, root: try input.digest("root"), proof: try input.proof())
        guard holds else {
            throw Fault(
                "E-PROOF-FAILS", .checkFailed,
                Message("包含证明不成立。", "The inclusion proof does not hold."),
                state: Message(
                    "第 \(index) 号叶子，树的大小 \(size)。", "Leaf \(index), in a tree of size \(size)."))
        }
    }

    /// The reference tree of RFC 6962, cut to its first two leaves: nothing, and one zero byte.
    private static let example = (
        root: "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=", leaf: "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=",
        sibling: "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c="
    )
}
