import ArgumentParser
import Interchange
import Ledger
import ReadModels

struct TimestampFetch: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "fetch", abstract: say("向网上的颁发机构申请并收回", "Ask an authority on the web, and take its answer in."),
        discussion: say(
            """
            例：
              taizhang timestamp fetch https://tsa.example/tsr
              taizhang verify --ca 颁发机构.pem

            送出的只有检查点的 SHA-256 和一个随机数（RFC 3161）；应答须是对这一次申请的，才收下。要用 curl。是否可信在 \
            verify 时凭 --ca 判断。
            """,
            """
            Example:
              taizhang timestamp fetch https://tsa.example/tsr
              taizhang verify --ca authorities.pem

            What is sent (RFC 3161, with curl) is the SHA-256 of the checkpoint and a random number; the answer is taken in \
            if it is to this very request. Whether its authority is trusted is for verify to say, by --ca.
            """))

    @Argument(help: help("颁发机构的网址", "the authority's address", "网址|URL"))
    var url: String

    @Option(name: .long, help: help("哪个检查点；不写则为最新", "which checkpoint; the latest where left out", "条数|SIZE"))
    var at: Int?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let client = try TimestampClient(url: url)
        try Session.maintain(options) { session in
            let (size, response) = try client.stamp(at, of: try session.ledger)
            try session.show(TimestampAnswer(size: size, response: response))
        }
    }
}
