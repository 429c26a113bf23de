import ArgumentParser
import Foundation
import Interchange
import Ledger
import ReadModels

struct Clone: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "clone",
        abstract: say("由导出建立一份只读台账，先核验", "Make a read-only ledger from an export, verified first."),
        discussion: say(
            """
            例：
              taizhang clone https://audit.example/taizhang 台账副本 --key 公钥
              taizhang clone /media/usb/taizhang 台账副本
              taizhang finding list --ledger 台账副本
              taizhang pull --ledger 台账副本

            只凭导出，不需要原台账。逐条核验之后文件夹才出现。克隆可以查询、回放、verify、prove，不能录入；里面没有个人信息、\
            佐证文件和密钥。--key 是台账管理者交给您的公钥；不给，就只能信导出自己的话。
            """,
            """
            Examples:
              taizhang clone https://audit.example/taizhang copy --key VKEY
              taizhang clone /media/usb/ledger copy
              taizhang finding list --ledger copy
              taizhang pull --ledger copy

            The export is all that it takes. The folder appears once every record is verified. A clone can be asked, \
            replayed, verified and proven from, not written to; personal data, evidence and keys are not in \
            it. --key is the public key that the ledger's keeper has handed you; without it there is only the export's own \
            word.
            """))

    @Argument(help: help("导出所在的文件夹或网址", "the export's folder or address", "来源|SOURCE"), completion: .directory)
    var source: String

    @Argument(help: help("新的台账文件夹", "the new ledger's folder", "文件夹|FOLDER"), completion: .directory)
    var destination: String

    @Option(name: .long, help: help("台账的公钥，可多次给出", "the ledger's public key; may be repeated", "公钥|VKEY"))
    var key: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let address = try LogAddress(source, from: Session.currentFolder)
        let folder = LedgerLocation.new(destination, environment: [:], from: Session.currentFolder)
        let watch = Interruption.watch(Message("中断：没有建立克隆。", "Stopped: no clone was made."))
        defer { watch.end() }
        let cloned = try clone(address.source, address.text, folder, Session.memory)
        try Session.show(CloneAnswer(folder: folder.path, origin: address.text, cloned: cloned), options)
    }

    private func clone(
        _ source: some TileSource, _ origin: String, _ folder: URL, _ memory: CheckpointMemory
    ) throws -> Cloned {
        let log = try OfferedLog(source)
        let bar = ProgressBar(Message("克隆", "Cloning"), of: log)
        defer { bar.finish() }
        return try OpenLedger.clone(
            log, from: origin, to: folder, keys: try key.flatMap(KeyArgument.keys), remembering: memory
        ) { bar.advance(to: $0) }
    }
}

/// A clone that was just made.
struct CloneAnswer: Answer {
    var folder: String
    var origin: String
    var cloned: Cloned

    func text(on screen: Screen, _ language: Language) -> String {
        let size = grouped(cloned.checkpoint.size)
        var out =
            Message(
                "已克隆到 \(shown(folder))：\(size) 条记录，核验通过 ✓",
                "Cloned to \(shown(folder)): \(size) records, verified ✓"
            ).text(language) + "\n"
        out += Message("根 ", "root ").text(language) + cloned.checkpoint.root.hex + "\n"
        guard cloned.isSelfCertified else { return out }
        let warning = Message(
            "未检查  公钥取自导出本身，是自证；请向台账的管理者索取公钥，再用 verify --key 核对。",
            "Not checked  the key is the export's own word: ask the ledger's keeper for it, and give it with verify --key."
        )
        return out + screen.style(.yellow, warning.text(language)) + "\n"
    }

    var json: JSONValue {
        [
            "folder": .string(folder), "origin": .string(origin), "id": .string(cloned.identity.source),
            "size": .integer(cloned.checkpoint.size), "root": .string(cloned.checkpoint.root.hex),
            "selfcertified": .bool(cloned.isSelfCertified), "notchecked": .texts(cloned.verdict.notChecked.map(\.en)),
        ]
    }
}
