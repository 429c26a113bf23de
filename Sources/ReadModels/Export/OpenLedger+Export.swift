import Foundation
import Ledger
import LedgerSQLite
import Rectification

/// A static export that was just brought up to date.
package struct Exported: Sendable {
    package var checkpoint: Checkpoint
    /// How many records the folder had held before; nil where it was new.
    package var before: Int?
    /// Signature lines on the checkpoint: the ledger's, and those of its witnesses.
    package var signatures: Int
}

extension OpenLedger {
    /// Writes the ledger's records up to a checkpoint (nil: the latest) into a folder as a static log (C2SP tlog-tiles);
    /// the checkpoint, with its cosignatures, last. Files that lie there already stay.
    ///
    /// - Throws: `Fault` E-CHECKPOINT-NONE, E-EXPORT-OTHER (the folder holds another ledger, more than is to be exported,
    ///   or a fork), E-LEDGER-FORKED; and what `TileExport.write` throws.
    package func export(tiles folder: URL, at size: Int? = nil) throws -> Exported {
        try store.read { transaction in
            let note = try transaction.checkpointNote(of: size)
            let checkpoint = try Checkpoint(text: note.text)
            guard try transaction.root(of: checkpoint.size) == checkpoint.root else {
                throw Fault.exportForked(checkpoint.size)
            }
            let before = try extended(by: checkpoint, in: folder, transaction)
            try TileExport(folder: folder).write(
                transaction, size: checkpoint.size, checkpoint: Array(note.encoded.utf8),
                companions: try CheckpointCompanions(of: checkpoint, in: transaction))
            return Exported(checkpoint: checkpoint, before: before, signatures: note.signatures.count)
        }
    }

    /// The size of the export that a folder holds, which this checkpoint extends: the root at that size, from the
    /// ledger's own tiles, is the one that the folder's checkpoint names.
    private func extended(
        by checkpoint: Checkpoint, in folder: URL, _ transaction: SQLiteStore.Transaction
    ) throws -> Int? {
        guard let bytes = try FolderSource(folder: folder).bytes("checkpoint") else { return nil }
        guard let note = try? SignedNote(bytes), let there = try? Checkpoint(text: note.text) else {
            throw Fault.otherExport(folder, Message("那里的 checkpoint 不是检查点。", "The checkpoint there is none."))
        }
        let names = try transaction.custody().keys.filter { $0.holder == .ledger }.map(\.verifier.name)
        guard names.contains(where: { $0.isSameBytes(as: there.origin) }) else {
            throw Fault.otherExport(
                folder, Message("那里是 \(there.origin) 的导出。", "What is there is an export of \(there.origin)."))
        }
        guard there.size <= checkpoint.size else {
            throw Fault.otherExport(
                folder,
                Message(
                    "那里已有 \(there.size) 条，要导出的只有 \(checkpoint.size) 条。",
                    "It holds \(there.size) records already; \(checkpoint.size) are to be exported."))
        }
        guard try transaction.root(of: there.size) == there.root else {
            throw Fault.otherExport(
                folder,
                Message(
                    "前 \(there.size) 条的根与本台账不同：两者分叉。",
                    "The root of its first \(there.size) records is not this ledger's: the two fork."))
        }
        return there.size
    }
}

extension Fault {
    fileprivate static func otherExport(_ folder: URL, _ found: Message) -> Fault {
        Fault(
            "E-EXPORT-OTHER", .refused,
            Message(
                "\(folder.path) 里不是本台账较早的导出，没有写入。",
                "\(folder.path) holds no earlier export of this ledger; nothing was written."), state: found,
            remedy: Message("换一个文件夹导出。", "Export into another folder."))
    }

    fileprivate static func exportForked(_ size: Int) -> Fault {
        Fault(
            "E-LEDGER-ALTERED", .checkFailed,
            Message(
                "台账的默克尔树与其 \(size) 条处的检查点不符，没有导出。",
                "The ledger's tree is not what its checkpoint of size \(size) says; nothing was exported."),
            remedy: Message("请运行 taizhang verify。", "Run taizhang verify."))
    }
}
