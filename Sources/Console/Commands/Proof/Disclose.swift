import ArgumentParser
import Ledger
import ReadModels

struct Disclose: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "disclose",
        abstract: say("交出一项个人信息，对方可以核对", "Hand out one piece of personal data that can be checked."),
        discussion: say(
            """
            例：
              taizhang disclose 12 name > 姓名.txt
              taizhang prove 12 > 12.tlog-proof
              taizhang check-proof 12.tlog-proof --key 公钥 --disclosure 姓名.txt

            打印的是 SD-JWT 披露（RFC 9901）：记录里只有它的摘要，其余字段不会一并泄露。
            """,
            """
            Example:
              taizhang disclose 12 name > name.txt
              taizhang prove 12 > 12.tlog-proof
              taizhang check-proof 12.tlog-proof --key VKEY --disclosure name.txt

            What is printed is an SD-JWT disclosure (RFC 9901): the record holds its digest, and no other field is given \
            away with it.
            """))

    @Argument(help: help("记录序号", "the record", "序号|POSITION"))
    var record: Int

    @Argument(help: help("字段，如 name、phone", "the property, such as name or phone", "字段|PROPERTY"))
    var property: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let disclosure = try session.ledger.disclosure(of: property, in: record)
            guard session.wantsJSON else { return try session.write(disclosure.text + "\n") }
            let content = disclosure.content
            let document: JSONValue = [
                "record": .integer(record), "digest": .string(disclosure.digest),
                "disclosure": .string(disclosure.text),
                "property": .text(content?.property), "value": .text(content?.value),
            ]
            try session.write(document.document)
        }
    }
}
