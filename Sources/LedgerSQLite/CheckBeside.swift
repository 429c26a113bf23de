import Dispatch
import Ledger
import Synchronization

/// A check of a file on a connection and a thread of its own, beside what is done meanwhile.
package final class CheckBeside: Sendable {
    private let done = DispatchGroup()
    private let found = Mutex<Result<[Verdict.Finding], any Error>>(.success([]))

    /// Begins it. Where the file cannot be opened once more, it is over when this returns.
    ///
    /// - Parameter check: sees the file as it is when it begins, which may be later than what the transaction sees.
    package init(
        _ transaction: SQLiteStore.Transaction,
        _ check: @escaping @Sendable (SQLiteStore.Transaction) throws -> [Verdict.Finding]
    ) {
        guard let other = try? SQLiteStore.open(transaction.file, access: .readOnly) else {
            let result = Result { try check(transaction) }
            found.withLock { $0 = result }
            return
        }
        DispatchQueue.global(qos: .userInitiated).async(group: done) {
            let result = Result { try other.read(check) }
            self.found.withLock { $0 = result }
            try? other.close()
        }
    }

    /// Waits for what it found.
    package func findings() throws -> [Verdict.Finding] {
        done.wait()
        return try found.withLock { try $0.get() }
    }
}
