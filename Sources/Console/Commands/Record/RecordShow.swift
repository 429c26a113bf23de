import ArgumentParser
import Ledger
import ReadModels

struct RecordShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "show", abstract: say("一条记录的内容、原文和哈希", "A record's content, bytes and hash."),
        discussion: say(
            """
            例：
              taizhang record show 98
              taizhang record show 98 --raw | sha256sum
            """,
            """
            Examples:
              taizhang record show 98
              taizhang record show 98 --raw | sha256sum
            """))

    @Argument(help: help("记录序号，如 98 或 #98", "the record, such as 98 or #98", "序号|POSITION"))
    var position: String

    @Flag(name: .long, help: help("只输出原文，一个字节也不多", "print the exact bytes and nothing else"))
    var raw = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let digits = position.hasPrefix("#") || position.hasPrefix("＃") ? String(position.dropFirst()) : position
            guard let sequence = Int(digits), sequence > 0 else {
                throw Fault.unreadableArgument(position, Message("记录序号", "position"))
            }
            guard let stored = try session.ledger.record(sequence) else { throw Fault.noRecord(sequence) }
            guard !raw else { return try StandardStream.output.write(bytes: stored.body) }
            let database = try session.ledger.store.file.relativePath(to: session.currentFolder)
            let page = RecordPage(
                stored: stored, record: try stored.record(), zone: try session.ledger.identity.zone, database: database,
                fields: try session.ledger.fields(of: sequence))
            try session.show(page)
        }
    }
}

extension RecordPage: Answer {}

extension Fault {
    fileprivate static func noRecord(_ sequence: Int) -> Fault {
        Fault(
            "E-POSITION-NONE", .notFound,
            Message("台账里没有第 \(sequence) 条记录。", "The ledger has no record \(sequence)."),
            remedy: Message("用 taizhang log 查看序号。", "See the positions with taizhang log."))
    }
}
