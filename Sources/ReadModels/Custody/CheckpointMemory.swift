import Foundation
import Ledger
import LedgerSQLite
import Rectification

/// The last checkpoint seen of each ledger, remembered outside it (`format.md`: when a ledger is opened): a file a ledger,
/// named for its id. Beside it, once the ledger was found to have the checkpoint's root, the hash of its last record.
package struct CheckpointMemory: Sendable {
    private let folder: URL

    package init(folder: URL) { self.folder = folder }

    /// `$XDG_STATE_HOME/taizhang`, else `~/.local/state/taizhang` (XDG Base Directory Specification).
    ///
    /// - Parameter variable: the environment's value of a name.
    package init(variable: (String) -> String?) {
        let state = variable("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = variable("HOME") ?? NSHomeDirectory()
        self.init(folder: URL(fileURLWithPath: state ?? home + "/.local/state").appendingPathComponent("taizhang"))
    }

    /// What is remembered of a ledger; nil where nothing is, or what is cannot be read.
    package func reference(of ledger: Identifier) -> CustodyReferences.Reference? {
        guard let bytes = try? Data(contentsOf: file(of: ledger)) else { return nil }
        return try? CustodyReferences.Reference(
            [UInt8](bytes), name: Message("本机记下的检查点", "the checkpoint remembered here"), isRemembered: true)
    }

    /// Remembers a note. A machine that keeps no state has nothing to compare with, and goes on.
    package func remember(_ note: String, of ledger: Identifier) { write(note, to: file(of: ledger)) }

    /// What the ledger's record at a place was like when the ledger was last found to have a checkpoint's root; nil where no
    /// checkpoint of this size was held against it.
    func head(at size: Int, of ledger: Identifier) -> Digest? {
        guard let text = try? String(contentsOf: headFile(of: ledger), encoding: .utf8) else { return nil }
        let words = text.split { $0 == " " || $0 == "\n" }
        return words.count == 2 && Int(words[0]) == size ? Digest(hex: String(words[1])) : nil
    }

    func remember(head: Digest, at size: Int, of ledger: Identifier) {
        write("\(size) \(head.hex)\n", to: headFile(of: ledger))
    }

    package func forget(_ ledger: Identifier) {
        for file in [file(of: ledger), headFile(of: ledger)] { try? FileManager.default.removeItem(at: file) }
    }

    private func write(_ text: String, to file: URL) {
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try? Data(text.utf8).write(to: file, options: .atomic)
    }

    private func file(of ledger: Identifier) -> URL { folder.appendingPathComponent(ledger.text) }
    private func headFile(of ledger: Identifier) -> URL { folder.appendingPathComponent(ledger.text + ".head") }
}

extension OpenLedger {
    /// Refuses a ledger that is shorter than the checkpoint remembered of it, or forks from it; remembers a later one.
    ///
    /// - Throws: `Fault` E-ROLLED-BACK, E-FORKED.
    package func holdAgainst(_ memory: CheckpointMemory) throws {
        let later = try store.read { transaction in
            let held = try hold(transaction, against: memory)
            // A clone is somebody's copy, perhaps certified by itself alone: it says nothing of the ledger that may be here.
            return origin == nil ? try transaction.findCheckpoint(of: nil, beyond: held) : nil
        }
        if let later { memory.remember(later.note, of: identity.id) }
    }

    /// Holds the ledger, as it stands in a transaction, against what is remembered of it: its root as of the checkpoint, the
    /// first time, and from then on the hash of its record there, which chains all that are before it. A question that is asked
    /// of a signed ledger thus hashes nothing (docs/decisions/0023). Neither finds a record that is not as its hash says:
    /// `verify` does.
    ///
    /// - Returns: the size that is remembered; 0 where it was held against nothing.
    @discardableResult
    func hold(_ transaction: SQLiteStore.Transaction, against memory: CheckpointMemory) throws -> Int {
        let size = try transaction.last()?.sequence ?? 0
        guard let remembered = remembered(in: memory, size: size)?.signed.checkpoint, remembered.size > 0 else {
            return 0
        }
        guard remembered.size <= size else { throw Fault.rolledBack(remembered.size, found: size) }
        let last = try transaction.stored(at: remembered.size)
        if let known = memory.head(at: remembered.size, of: identity.id) {
            guard last?.hash == known.bytes else { throw Fault.forked(remembered.size) }
            return remembered.size
        }
        var tree = transaction.tree()
        guard try tree.root(size: remembered.size) == remembered.root else { throw Fault.forked(remembered.size) }
        // Of the bytes that are under the root, whatever the ledger says of them.
        var hasher = SHA256Hasher()
        if let last, try MerkleTree.leaf(last.body, &hasher) == tree.leaf(remembered.size - 1) {
            memory.remember(head: hasher.digest(last.body), at: remembered.size, of: identity.id)
        }
        return remembered.size
    }

    /// What is remembered of the ledger, to be held against it at this size. A clone that its ledger is ahead of has only
    /// not been brought up to date.
    package func remembered(in memory: CheckpointMemory, size: Int) -> CustodyReferences.Reference? {
        guard let reference = memory.reference(of: identity.id) else { return nil }
        return origin != nil && reference.signed.checkpoint.size > size ? nil : reference
    }

    /// Records that the ledger was restored from a backup, and forgets what it no longer reaches.
    ///
    /// - Throws: `Fault` E-RESTORE-NOTHING where nothing had been remembered that it does not reach.
    package func acceptRestore(_ order: Order, _ memory: CheckpointMemory) throws -> Outcome {
        guard let remembered = memory.reference(of: identity.id)?.signed.checkpoint else {
            throw Fault.nothingToRestore
        }
        do {
            try holdAgainst(memory)
        } catch let fault as Fault where ["E-ROLLED-BACK", "E-FORKED"].contains(fault.code) {
            let outcome = try perform(order) { desk in
                try desk.custody(
                    .restore(LedgerRestored(root: remembered.root, size: remembered.size)),
                    in: CustodyEvent.custodyStream(of: identity.id))
            }
            guard !outcome.isDryRun else { return outcome }
            memory.forget(identity.id)
            try holdAgainst(memory)
            return outcome
        }
        throw Fault.nothingToRestore
    }
}

extension Fault {
    private static let afterwards = Message(
        "如确系由备份恢复，请审批人运行 taizhang restore --reason 说明；否则请运行 taizhang verify 并保留现场。",
        "If it was restored from a backup, have an approver say so with taizhang restore --reason; otherwise run taizhang verify and keep things as they are."
    )

    fileprivate static func rolledBack(_ size: Int, found: Int) -> Fault {
        Fault(
            "E-ROLLED-BACK", .checkFailed,
            Message(
                "台账比本机记下的检查点短：被截短或回退。",
                "The ledger is shorter than the checkpoint remembered of it: it was cut or rolled back."),
            state: Message("检查点签了 \(size) 条，现有 \(found) 条。", "Signed size \(size), found \(found)."), remedy: afterwards
        )
    }

    fileprivate static func forked(_ size: Int) -> Fault {
        Fault(
            "E-FORKED", .checkFailed,
            Message(
                "台账与本机记下的检查点分叉：历史被改写。",
                "The ledger forks from the checkpoint remembered of it: its history was rewritten."),
            state: Message("前 \(size) 条与签过的不同。", "Its first \(size) records are not those that were signed."),
            remedy: afterwards)
    }

    fileprivate static var nothingToRestore: Fault {
        Fault(
            "E-RESTORE-NOTHING", .refused,
            Message(
                "台账并不短于本机记下的检查点，没有需要说明的恢复。",
                "The ledger reaches the checkpoint remembered of it; there is no restore to record."),
            remedy: Message("不必处理。", "There is nothing to do."))
    }
}
