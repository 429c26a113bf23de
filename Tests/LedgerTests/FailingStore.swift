@testable import Ledger

/// A store whose n-th call that writes goes wrong; the end of a transaction, at which it is kept, is one such call.
final class FailingStore: LedgerStore {
    /// What goes wrong.
    enum Way: CaseIterable {
        /// It is said to have failed, and was done.
        case failsKept
        /// It is said to be done, and was not.
        case liesLost
        /// It is said to have failed, and was not done.
        case failsLost
    }

    struct Failure: Error {}
    /// Ends a transaction that is said to be kept.
    private struct Lost: Error {}

    let inner: MemoryStore
    private let place: Int
    private let way: Way
    /// Whether a transaction that fails leaves what it had written, as no store should.
    private let leavesHalf: Bool
    /// How many calls that write there were.
    private(set) var calls = 0
    /// What it keeps of a record in place of what it was given.
    var altered: (StoredRecord) -> StoredRecord = { $0 }

    /// - Parameter place: of the call that goes wrong, from 1; 0 for none.
    init(_ contents: MemoryStore.Contents, at place: Int, _ way: Way, leavesHalf: Bool = false) {
        inner = MemoryStore(contents)
        self.place = place
        self.way = way
        self.leavesHalf = leavesHalf
    }

    func read<T>(_ body: (Transaction) throws -> T) throws -> T {
        try inner.read { try body(Transaction($0, self)) }
    }

    func write<T>(_ body: (Transaction) throws -> T) throws -> T {
        var result: Result<T, any Error> = .failure(Failure())
        do {
            try inner.write { transaction in
                do {
                    result = .success(try body(Transaction(transaction, self)))
                } catch {
                    guard leavesHalf else { throw error }
                    return result = .failure(error)
                }
                switch next() {
                case nil: return
                case .failsKept: result = .failure(Failure())
                case .failsLost: throw Failure()
                case .liesLost: throw Lost()
                }
            }
        } catch is Lost {}
        return try result.get()
    }

    private func next() -> Way? {
        calls += 1
        return calls == place ? way : nil
    }

    fileprivate func call(_ body: () throws -> Void) throws {
        switch next() {
        case nil: try body()
        case .failsKept:
            try body()
            throw Failure()
        case .liesLost: return
        case .failsLost: throw Failure()
        }
    }

    final class Transaction: LedgerTransaction {
        private let inner: MemoryStore.Transaction
        private let store: FailingStore

        init(_ inner: MemoryStore.Transaction, _ store: FailingStore) {
            self.inner = inner
            self.store = store
        }

        func last() -> StoredRecord? { inner.last() }
        func version(of stream: StreamName) -> Int { inner.version(of: stream) }
        func outcome(of command: Identifier) -> ClosedRange<Int>? { inner.outcome(of: command) }
        func disclosure(_ digest: String) -> SealedDisclosure? { inner.disclosure(digest) }
        func structuralFindings() -> () throws -> [Verdict.Finding] { inner.structuralFindings() }
        func tile(level: Int, index: Int) -> [UInt8]? { inner.tile(level: level, index: index) }

        func scan(_ selection: Selection, _ body: (StoredRecord) throws -> Scan) throws {
            try inner.scan(selection, body)
        }
        func scanVersions(_ body: (String, Int, Int) throws -> Void) throws { try inner.scanVersions(body) }
        func scanTiles(_ body: (Int, Int, [UInt8]) throws -> Void) throws { try inner.scanTiles(body) }
        func scanCommands(_ body: (String, (first: Int, last: Int)) throws -> Void) throws {
            try inner.scanCommands(body)
        }
        func scanCheckpoints(_ body: (StoredCheckpoint) throws -> Scan) throws { try inner.scanCheckpoints(body) }
        func scanAttestations(_ body: (StoredAttestation) throws -> Void) throws { try inner.scanAttestations(body) }
        func scanDisclosures(_ body: (SealedDisclosure) throws -> Void) throws { try inner.scanDisclosures(body) }

        func insert(_ record: StoredBytes) throws { try store.call { try inner.insert(store.altered(record.record)) } }
        func insert(command: Identifier, records: ClosedRange<Int>) throws {
            try store.call { inner.insert(command: command, records: records) }
        }
        func insert(_ disclosure: SealedDisclosure) throws { try store.call { inner.insert(disclosure) } }
        func replace(_ disclosure: SealedDisclosure) throws { try store.call { inner.replace(disclosure) } }
        func remove(disclosure digest: String) throws { try store.call { inner.remove(disclosure: digest) } }
        func insert(_ checkpoint: StoredCheckpoint) throws { try store.call { inner.insert(checkpoint) } }
        func insert(_ attestation: StoredAttestation) throws { try store.call { inner.insert(attestation) } }
        func put(tile hashes: [UInt8], level: Int, index: Int) throws {
            try store.call { inner.put(tile: hashes, level: level, index: index) }
        }
    }
}
