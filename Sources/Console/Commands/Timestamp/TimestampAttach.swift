import ArgumentParser
import Ledger
import ReadModels

struct TimestampAttach: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "attach", abstract: say("收回颁发机构的回复", "Take the authority's answer in."),
        discussion: say(
            """
            例：
              taizhang timestamp attach 回复.tsr
              taizhang verify --ca 颁发机构.pem

            回复原样保存，openssl ts -verify 也能核对。是否可信在 verify 时凭 --ca 判断。国密算法（SM2、SM3）的回复本程序不能核对，\
            加 --raw 原样保存，verify 会说明没有检查。
            """,
            """
            Example:
              taizhang timestamp attach answer.tsr
              taizhang verify --ca authorities.pem

            The answer is kept as it is, and openssl ts -verify checks it as well. Whether its authority is trusted is for \
            verify to say, by --ca. An answer of SM2 and SM3 cannot be checked here; --raw keeps it as it is, and verify says \
            that it was not checked.
            """))

    @Argument(help: help("回复（DER），- 为标准输入", "the answer (DER), - for standard input", "文件|FILE"), completion: .file())
    var file: String

    @Flag(name: .long, help: help("原样保存不能核对的（国密）", "keep one that cannot be checked (SM2, SM3) as it is"))
    var raw = false

    @Option(name: .long, help: help("--raw 时：哪个检查点", "with --raw: beside which checkpoint", "条数|SIZE"))
    var at: Int?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let bytes = try InputFile.bytes(of: file)
        try Session.maintain(options) { session in
            guard !raw else {
                let size = try session.ledger.keep(rawTimestamp: bytes, beside: at)
                return try session.show(RawTimestampAnswer(size: size))
            }
            let (size, response) = try session.ledger.attach(timestamp: bytes)
            try session.show(TimestampAnswer(size: size, response: response))
        }
    }
}

/// A time-stamp that was kept raw.
struct RawTimestampAnswer: Answer {
    var size: Int

    func text(on screen: Screen, _ language: Language) -> String {
        Message(
            "已原样保存在 \(size) 条处的检查点旁；本程序不能核对它。",
            "Kept as it is beside the checkpoint of size \(size); it cannot be checked here."
        ).text(language) + "\n"
    }

    var json: JSONValue { ["size": .integer(size), "checked": false] }
}

/// A time-stamp that was taken in; nothing is said yet of whether it holds.
struct TimestampAnswer: Answer {
    var size: Int
    var response: TimestampResponse

    func text(on screen: Screen, _ language: Language) -> String {
        let said = Message(
            "已收下时间戳：\(size) 条处的检查点，\(response.genTime)。用 verify --ca 核对。",
            "Taken in: a time-stamp of the checkpoint of size \(size), \(response.genTime). Check it with verify --ca.")
        return said.text(language) + "\n"
    }

    var json: JSONValue {
        [
            "size": .integer(size), "time": .text(response.genTime), "serial": .string(response.serial),
            "policy": .string(response.policy), "signer": .text(response.signer),
        ]
    }
}
