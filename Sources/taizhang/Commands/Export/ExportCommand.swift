import ArgumentParser
import Foundation
import Ledger
import ReadModels

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: say("导出台账，供他人独立核验", "Export the ledger for others to verify by themselves."),
        discussion: say(
            """
            例：
              taizhang export --tiles /srv/www/taizhang
              taizhang export --tiles /media/usb/taizhang --at 412
              taizhang verify --tiles /media/usb/taizhang --key 公钥

            按 C2SP tlog-tiles 写成普通文件，任何网站、U 盘都能发布；写到最新的检查点，或 --at 所指的。再次运行只补新的部分，\
            checkpoint 最后写，中途断电也无妨。导出里有全部记录原文，没有个人信息、佐证文件和密钥。文件夹里若是别的台账或更长的导出，就拒绝。
            """,
            """
            Examples:
              taizhang export --tiles /srv/www/ledger
              taizhang export --tiles /media/usb/ledger --at 412
              taizhang verify --tiles /media/usb/ledger --key VKEY

            Plain files in the layout of C2SP tlog-tiles, for any web server or stick; up to the latest checkpoint, or the \
            one of --at. Run again, it adds what is new; checkpoint is written last, so that an interrupted export does no \
            harm. Every record's bytes are in it, personal data, evidence and keys are not. A folder that holds another \
            ledger, or more than is to be exported, is refused.
            """))

    @Option(
        name: .long, help: help("写成静态日志，放进这个文件夹", "write a static log into this folder", "文件夹|FOLDER"),
        completion: .directory)
    var tiles: String?

    @Option(name: .long, help: help("到哪个检查点", "up to which checkpoint", "条数|SIZE"))
    var at: Int?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        guard let tiles else { throw Fault.noForm }
        try Session.query(options) { session in
            let folder = URL(fileURLWithPath: tiles)
            let watch = Interruption.watch(
                Message("中断：再运行一次即可补全。", "Stopped: run it again and it goes on from there."))
            defer { watch.end() }
            try session.show(
                ExportAnswer(folder: folder.path, exported: try session.ledger.export(tiles: folder, at: at)))
        }
    }
}

/// What an export led to.
struct ExportAnswer: Answer {
    var folder: String
    var exported: Exported

    func text(on screen: Screen, _ language: Language) -> String {
        let (size, folder) = (grouped(exported.checkpoint.size), shown(folder))
        let said =
            switch exported.before {
            case exported.checkpoint.size?:
                Message("\(folder) 已是最新：\(size) 条记录。", "\(folder) is up to date: \(size) records.")
            case let before?:
                Message(
                    "已导出到 \(folder)：\(size) 条记录（原有 \(grouped(before)) 条）。",
                    "Exported to \(folder): \(size) records (\(grouped(before)) were there).")
            case nil: Message("已导出到 \(folder)：\(size) 条记录。", "Exported to \(folder): \(size) records.")
            }
        let root = Message("根 ", "root ").text(language) + exported.checkpoint.root.hex
        return said.text(language) + "\n" + root + "\n"
    }

    var json: JSONValue {
        [
            "folder": .string(folder), "size": .integer(exported.checkpoint.size),
            "before": .integer(exported.before), "root": .string(exported.checkpoint.root.hex),
            "origin": .string(exported.checkpoint.origin), "signatures": .integer(exported.signatures),
        ]
    }
}

extension Fault {
    fileprivate static var noForm: Fault {
        Fault(
            "E-ARGUMENT", .usage, Message("没有说明导出成什么。", "It is not said what to export to."),
            remedy: Message("用 --tiles 文件夹。", "Use --tiles FOLDER."))
    }
}
