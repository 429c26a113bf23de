import Dispatch
import Foundation
import Synchronization

/// Has chunks examined on every core while the next ones are being read: the connection that reads is one, and what is
/// said of each record by itself is most of the work.
struct VerificationCrew {
    /// How many chunks go together, and at most about how many bytes of records: memory stays flat.
    private static let chunksTogether = 16
    private static let bytesTogether = 4 << 20

    private final class Job: Sendable {
        let chunks: [VerificationChunk]
        private let next = Atomic<Int>(0)
        private let helpers = DispatchGroup()

        init(_ chunks: [VerificationChunk]) {
            self.chunks = chunks
            let helping = min(ProcessInfo.processInfo.activeProcessorCount, chunks.count) - 1
            for _ in 0..<max(0, helping) {
                DispatchQueue.global(qos: .userInitiated).async(group: helpers) { self.work() }
            }
        }

        private func work() {
            var hasher = SHA256Hasher()
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < chunks.count else { return }
                chunks[index].examine(&hasher)
            }
        }

        /// Helps until all is done.
        func finish() {
            work()
            helpers.wait()
        }
    }

    /// Reads the ledger from its first record on, and hands over each chunk, examined, in ledger order. What has been read
    /// before an error is handed over before it is thrown.
    ///
    /// - Parameter misplaced: is told of records before position 1, which are in no chunk.
    static func examine(
        _ ledger: some LedgerTransaction, misplaced: (Int) -> Void, each: (VerificationChunk) throws -> Void
    ) throws {
        var idle: [VerificationChunk] = []
        var reading = [VerificationChunk()]
        var job: Job?
        var isStopped = false
        /// Has the next chunks examined while those that are done are handed over.
        func turn(to next: [VerificationChunk]) throws {
            guard !isStopped else { return }
            job?.finish()
            let done = job
            job = next.isEmpty ? nil : Job(next)
            // What `each` throws ends it all; an error of reading does not keep back what was read before.
            isStopped = true
            defer { if isStopped { job?.finish() } }
            for chunk in done?.chunks ?? [] {
                try each(chunk)
                chunk.clear()
                idle.append(chunk)
            }
            isStopped = false
        }
        let end = Result {
            try ledger.scanBytes(.from(Int.min)) { stored in
                guard stored.sequence > 0 else {
                    misplaced(stored.sequence)
                    return .more
                }
                reading[reading.count - 1].take(stored)
                guard reading[reading.count - 1].isFull else { return .more }
                if reading.count == chunksTogether || reading.reduce(0, { $0 + $1.size }) > bytesTogether {
                    try turn(to: reading)
                    reading = []
                }
                reading.append(idle.popLast() ?? VerificationChunk())
                return .more
            }
        }
        try turn(to: reading)
        try turn(to: [])
        try end.get()
    }
}
