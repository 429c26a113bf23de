import ArgumentParser
import Foundation
import Ledger
import ReadModels

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "backup",
        abstract: say("把台账备份到另一个文件夹，并校验备份", "Copy the ledger to another folder, and verify the copy."),
        discussion: say(
            """
            备份时他人可以照常使用台账。个人信息的密钥（keys/）不在备份之内，须另行保管，这样删除才是真正的删除。

            例：
              taizhang backup /media/usb/台账-2020-12-31
            """,
            """
            Others may go on using the ledger meanwhile. The keys of personal data (keys/) are not copied: kept apart, \
            so that erasing is erasing.

            Example:
              taizhang backup /media/usb/ledger-2020-12-31
            """))

    @Argument(help: help("新的文件夹", "a new folder", "文件夹|FOLDER"), completion: .directory)
    var destination: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let folder = URL(fileURLWithPath: destination)
            let watch = Interruption.watch(
                Message("中断：备份没有做完，请删去 \(folder.path)。", "Stopped: the copy is not whole; remove \(folder.path)."))
            defer { watch.end() }
            try session.ledger.backup(to: folder)
            try session.show(BackupAnswer(folder: folder.path, records: try session.recordCount()))
        }
    }
}

/// What a backup led to.
struct BackupAnswer: Answer {
    var folder: String
    var records: Int

    func text(on screen: Screen, _ language: Language) -> String {
        let done = Message(
            "已备份 \(grouped(records)) 条记录到 \(shown(folder))，校验通过 ✓",
            "Copied \(grouped(records)) records to \(shown(folder)); the copy verifies ✓")
        let keys = Message(
            "个人信息的密钥（keys/）不在备份之内，请另行保管。", "The keys of personal data (keys/) are not in it; keep them apart.")
        return done.text(language) + "\n" + keys.text(language) + "\n"
    }

    var json: JSONValue { ["folder": .string(folder), "records": .integer(records), "verified": true] }
}
