import Foundation
import Ledger
import LedgerSQLite

extension OpenLedger {
    /// Copies the ledger into a folder of its own, opens the copy and verifies it.
    ///
    /// The database is copied as it is at one moment, then the files of evidence, then `config`. The keys of personal
    /// data are not: they lie apart from the ordinary backup, so that erasing a key erases for good (`format.md`:
    /// erasable fields).
    /// - Parameters:
    ///   - folder: does not exist, or is empty.
    /// - Throws: `Fault` E-BACKUP-EXISTS, E-BACKUP-WRITE, E-BACKUP-NOT-INTACT (the copy is kept); and what the store
    ///   throws.
    package func backup(to folder: URL) throws {
        let files = FileManager.default
        if files.fileExists(atPath: folder.path) {
            guard (try? files.contentsOfDirectory(atPath: folder.path))?.isEmpty ?? false else {
                throw Fault.backupExists(folder)
            }
        }
        do {
            try files.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw Fault.backup(folder, error) }
        // Evidence is stored before the record that names it: copied after the database, none is wanting.
        try store.backup(to: folder.appendingPathComponent(OpenLedger.databaseName))
        let copy = EvidenceStore(folder: folder.appendingPathComponent(evidence.folder.lastPathComponent))
        for digest in evidence.digests().sorted(by: { $0.hex < $1.hex }) { _ = try copy.add(evidence.url(of: digest)) }
        try copyConfiguration(to: folder)
        try OpenLedger.verifyBackup(folder, surroundings)
    }

    private func copyConfiguration(to folder: URL) throws {
        guard FileManager.default.fileExists(atPath: configuration.path) else { return }
        do {
            try Data(contentsOf: configuration).write(
                to: folder.appendingPathComponent(configuration.lastPathComponent), options: .atomic)
        } catch { throw Fault.backup(folder, error) }
    }

    private static func verifyBackup(_ folder: URL, _ surroundings: Surroundings) throws {
        let copy = try OpenLedger.open(folder, access: .readOnly, surroundings: surroundings)
        let verdict = try copy.verify(evidence: true)
        try copy.store.close()
        guard verdict.outcome == .intact else { throw Fault.backupNotIntact(folder, verdict) }
    }
}

extension Fault {
    fileprivate static func backupExists(_ folder: URL) -> Fault {
        Fault(
            "E-BACKUP-EXISTS", .cannotWrite,
            Message("\(folder.path) 已经存在，且不是空文件夹。", "\(folder.path) is there already and is no empty folder."),
            remedy: Message("换一个文件夹；原有内容未被改动。", "Choose another folder; what is there was left as it was."))
    }

    fileprivate static func backup(_ folder: URL, _ error: any Error) -> Fault {
        Fault(
            "E-BACKUP-WRITE", .cannotWrite,
            Message("备份无法写入 \(folder.path)。", "The backup cannot be written to \(folder.path)."),
            state: Message(of: error),
            remedy: Message("检查文件夹的权限和磁盘空间。", "Check the folder's permissions and the disk space."))
    }

    fileprivate static func backupNotIntact(_ folder: URL, _ verdict: Verdict) -> Fault {
        Fault(
            "E-BACKUP-NOT-INTACT", .checkFailed,
            Message("备份 \(folder.path) 校验不通过。", "The backup \(folder.path) does not verify."),
            state: verdict.findings.first?.detail,
            remedy: Message(
                "对原台账运行 taizhang verify：备份与原件一样，或磁盘有问题。",
                "Run taizhang verify on the ledger itself: the copy is as the original is, or the disk fails."))
    }
}
