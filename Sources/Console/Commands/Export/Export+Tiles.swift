import Foundation
import Ledger
import ReadModels

extension ExportCommand {
    func exportTiles(to folder: String, _ session: Session) throws {
        let folder = URL(fileURLWithPath: folder)
        let watch = Interruption.watch(
            Message("中断：再运行一次即可补全。", "Stopped: run it again and it goes on from there."))
        defer { watch.end() }
        try session.show(ExportAnswer(folder: folder.path, exported: try session.ledger.export(tiles: folder, at: at)))
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
