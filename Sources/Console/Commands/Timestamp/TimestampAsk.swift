import ArgumentParser
import Ledger
import ReadModels

struct TimestampAsk: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "request", abstract: say("写一份时间戳申请（RFC 3161）", "Write a request for a time-stamp (RFC 3161)."),
        discussion: say(
            """
            例：
              taizhang timestamp request -o 申请.tsq
              curl -H 'Content-Type: application/timestamp-query' --data-binary @申请.tsq 颁发机构网址 > 回复.tsr
              taizhang timestamp attach 回复.tsr

            申请里只有最新检查点的 SHA-256，没有台账内容。
            """,
            """
            Example:
              taizhang timestamp request -o request.tsq
              curl -H 'Content-Type: application/timestamp-query' --data-binary @request.tsq URL > answer.tsr
              taizhang timestamp attach answer.tsr

            The request holds the SHA-256 of the latest checkpoint and nothing of the ledger.
            """))

    @Option(
        name: .shortAndLong, help: help("写到哪个文件；不写则为标准输出", "the file; else standard output", "文件|FILE"),
        completion: .file())
    var output: String?

    @Option(name: .long, help: help("哪个检查点；不写则为最新", "which checkpoint; the latest where left out", "条数|SIZE"))
    var at: Int?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let ledger = try session.ledger
            let imprint = Digest.sha256(try ledger.ownNote(of: at).note.utf8)
            try OutputFile.write(
                TimestampRequest(imprint: imprint, surroundings: ledger.surroundings).der, to: output)
        }
    }
}
