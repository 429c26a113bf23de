import ArgumentParser
import Interchange
import Ledger
import ReadModels

struct Pull: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "pull", abstract: say("更新克隆：只取新的记录", "Bring a clone up to date: fetch what is new."),
        discussion: say(
            """
            例：
              taizhang pull --ledger 台账副本
              taizhang pull /media/usb/taizhang --ledger 台账副本

            先证明新的检查点承接克隆的，再取新记录，全部核验后一次写入；有一处不对，克隆就保持原样。分叉（历史被改写）即拒绝。\
            不写来源，就用克隆时记在 config 里的。
            """,
            """
            Examples:
              taizhang pull --ledger copy
              taizhang pull /media/usb/ledger --ledger copy

            Proves first that the new checkpoint extends the clone's, then fetches the new records, verifies all, and \
            keeps them at once; where anything is wrong the clone stays as it was. A fork, history rewritten, is refused. \
            Without a source it is the one that the clone's config remembers.
            """))

    @Argument(help: help("导出所在的文件夹或网址", "the export's folder or address", "来源|SOURCE"), completion: .directory)
    var source: String?

    @Option(
        name: .long,
        help: help("另外信任的台账公钥，可多次给出", "a key of the ledger's to trust besides; may be repeated", "公钥|VKEY"))
    var key: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.maintain(options) { session in
            let ledger = try session.ledger
            guard let origin = ledger.origin else { throw Fault.noClone }
            let address = try LogAddress(source ?? origin, from: Session.currentFolder)
            let watch = Interruption.watch(Message("中断：克隆没有改动。", "Stopped: the clone is as it was."))
            defer { watch.end() }
            try session.show(PullAnswer(pulled: try pull(address.source, session, ledger)))
        }
    }

    private func pull(_ source: some TileSource, _ session: Session, _ ledger: OpenLedger) throws -> Pulled {
        let log = try OfferedLog(source)
        let bar = ProgressBar(Message("更新", "Pulling"), of: log)
        defer { bar.finish() }
        return try ledger.pull(log, keys: try key.flatMap(KeyArgument.keys), remembering: session.memory) {
            bar.advance(to: $0)
        }
    }
}

/// What a pull brought.
struct PullAnswer: Answer {
    var pulled: Pulled

    private var new: Int { pulled.checkpoint.size - pulled.before }

    func text(on screen: Screen, _ language: Language) -> String {
        let size = grouped(pulled.checkpoint.size)
        let said: Message
        if new > 0 {
            said = Message(
                "新增 \(grouped(new)) 条，共 \(size) 条；承接原有 \(grouped(pulled.before)) 条（一致性证明 ✓），核验通过 ✓",
                "\(grouped(new)) new records, \(size) in all; they extend the \(grouped(pulled.before)) that were there (consistency proof ✓), verified ✓"
            )
        } else if pulled.attestations > 0 {
            said = Message(
                "没有新记录；取得 \(pulled.attestations) 个见证签名或时间戳。",
                "No new records; \(pulled.attestations) cosignatures or time-stamps were taken in.")
        } else {
            said = Message("已是最新：\(size) 条记录。", "Up to date: \(size) records.")
        }
        return said.text(language) + "\n" + Message("根 ", "root ").text(language) + pulled.checkpoint.root.hex + "\n"
    }

    var json: JSONValue {
        [
            "before": .integer(pulled.before), "size": .integer(pulled.checkpoint.size), "new": .integer(new),
            "root": .string(pulled.checkpoint.root.hex), "attestations": .integer(pulled.attestations),
        ]
    }
}

extension Fault {
    fileprivate static var noClone: Fault {
        Fault(
            "E-PULL-CLONE", .refused,
            Message("这不是克隆，不能 pull：config 里没有 origin。", "This is no clone: its config names no origin."),
            remedy: Message("用 taizhang clone 建立克隆。", "Make one with taizhang clone."))
    }
}
