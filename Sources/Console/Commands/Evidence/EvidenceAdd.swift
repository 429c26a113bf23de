import ArgumentParser
import Ledger
import Rectification

struct EvidenceAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "add", abstract: say("为问题或措施补充佐证材料", "Attach files of evidence to a finding or a measure."),
        discussion: say(
            """
            例：
              taizhang evidence add 2020-015 会议记录=纪要.pdf --measure 1
              taizhang evidence add 2020-015 现场照片=1.jpg 现场照片=2.jpg

            文件复制到台账的 evidence/ 里，记录里写它的 SHA-256：之后谁也换不掉。
            """,
            """
            Examples:
              taizhang evidence add 2020-015 minutes=minutes.pdf --measure 1
              taizhang evidence add 2020-015 photo=1.jpg photo=2.jpg

            The file is copied into the ledger's evidence/ and its SHA-256 recorded: nobody can replace it later.
            """))

    @Argument(help: .findingNumber) var number: FindingNumber

    @Argument(help: help("名目=文件，可多个", "kind=file; several may be given", "名目=文件|KIND=FILE"))
    var files: [String]

    @Option(name: .long, help: help("属于哪条措施", "the measure that it belongs to", "序号|NUMBER"))
    var measure: Int?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try HandedIn(files, session)
            for exhibit in handedIn.exhibits { try desk.finding(number, .attach(exhibit, measure: measure)) }
            try handedIn.keep(in: session, for: desk)
            return Message(
                "已为问题 \(number) 补充佐证 \(handedIn.count) 件。",
                "Attached \(handedIn.count) file\(handedIn.count == 1 ? "" : "s") to finding \(number).")
        }
    }
}
