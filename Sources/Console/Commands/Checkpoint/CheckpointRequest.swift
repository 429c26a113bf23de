import ArgumentParser
import Ledger
import ReadModels

struct CheckpointRequest: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "request", abstract: say("写一份见证申请（文件）", "Write a request for a witness, as a file."),
        discussion: say(
            """
            例：
              taizhang checkpoint request --witness 市委巡察办 > 申请.txt     第一次加 --old 0
              taizhang checkpoint attach 回执.txt

            申请里有检查点，以及它承接上一次见证的一致性证明（C2SP tlog-witness）。见证人用 taizhang witness cosign 处理，\
            把打印出来的签名行寄回。
            """,
            """
            Examples:
              taizhang checkpoint request --witness inspection > request.txt
              taizhang checkpoint attach answer.txt

            The request holds the checkpoint, and the proof that it extends the one that the witness cosigned last (C2SP \
            tlog-witness). The witness runs taizhang witness cosign and sends back the line that it prints.
            """))

    @Option(name: .long, help: help("哪个见证人：承接其上一次", "which witness: continues from their last", "名称|NAME"))
    var witness: String?

    @Option(
        name: .long, help: help("承接多少条的检查点；0 为第一次", "the size that it continues from; 0 for the first time", "条数|SIZE"))
    var old: Int?

    @Option(name: .long, help: help("哪个检查点；不写则为最新", "which checkpoint; the latest where left out", "条数|SIZE"))
    var at: Int?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let ledger = try session.ledger
            let old = try self.old ?? witness.map { try ledger.lastCosigned(by: $0) } ?? 0
            try session.write(try ledger.consistencyProof(from: old, to: at).text)
        }
    }
}
