import Foundation
import GRDB
import Ledger

extension SQLiteStore {
    /// Copies the ledger as it is at one moment into a new file, while others go on writing
    /// (sqlite.org/backup.html). The file has its name only once it is whole and on the disk.
    ///
    /// - Throws: `Fault` E-LEDGER-EXISTS where something of that name is there; others of `Fault.sqlite`.
    package func backup(to target: URL) throws {
        // A log left behind by another file of that name would be taken for the copy's.
        for suffix in ["", "-journal", "-wal"] {
            let file = URL(fileURLWithPath: target.path + suffix)
            guard FileFingerprint(of: file) == nil else { throw Fault.exists(file) }
        }
        let unfinished = target.appendingPathExtension("unfinished-\(UUID().uuidString)")
        do {
            try checkUnmoved()
            try copy(to: unfinished)
            try checkUnmoved()
            // Not by a hard link, which would refuse a name taken meanwhile: sticks and shares have none.
            guard rename(unfinished.path, target.path) == 0 else { throw Fault.cannotCreate(target, errno) }
            try SQLiteStore.syncFolder(of: target)
        } catch {
            SQLiteStore.discard(unfinished)
            throw error
        }
    }

    private func copy(to unfinished: URL) throws {
        let descriptor = Foundation.open(unfinished.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Fault.cannotCreate(unfinished, errno) }
        Foundation.close(descriptor)
        try SQLiteStore.faults(of: unfinished) {
            let copy = try DatabaseQueue(
                path: unfinished.path, configuration: SQLiteStore.configuration(readonly: false, .zero))
            try queue.writeWithoutTransaction { source in
                try copy.writeWithoutTransaction { destination in try source.backup(to: destination) }
            }
            // `synchronous = FULL`: SQLite has fsynced the copy when its transaction ended.
            try copy.close()
        }
    }
}
