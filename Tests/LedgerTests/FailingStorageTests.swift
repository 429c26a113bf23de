import Testing

@testable import Ledger

/// A store whose n-th write goes wrong in one of the ways in which disks do.
private final class FailingStore: LedgerStore {
    enum Mode: CaseIterable {
        /// Says that it failed, and has not written.
        case refuses
        /// Says that it failed, and has written.
        case writesAndRefuses
        /// Says that it has written, and has not.
        case lies
    }

    struct Broken: Error {}

    let memory = MemoryStore()
    var mode: Mode?
    /// The write that goes wrong, from 1; 0 for the commit.
    var failing = 0
    private(set) var writes = 0

    func read<T>(_ body: (FailingTransaction) throws -> T) throws -> T {
        try memory.read { try body(FailingTransaction($0, write: { $0() })) }
    }

    func write<T>(_ body: (FailingTransaction) throws -> T) throws -> T {
        writes = 0
        let before = memory.contents
        let result = try memory.write { transaction in
            try body(FailingTransaction(transaction, write: { try self.write($0) }))
        }
        guard let mode, failing == 0 else { return result }
        if mode != .writesAndRefuses { try memory.write { $0.contents = before } }
        if mode != .lies { throw Broken() }
        return result
    }

    private func write(_ body: () -> Void) throws {
        writes += 1
        guard let mode, writes == failing else { return body() }
        if mode == .writesAndRefuses { body() }
        if mode != .lies { throw Broken() }
    }
}

private final class FailingTransaction: LedgerTransaction {
    private let inner: MemoryStore.Transaction
    private let write: (() -> Void) throws -> Void

    init(_ inner: MemoryStore.Transaction, write: @escaping (() -> Void) throws -> Void) {
        self.inner = inner
        self.write = write
    }

    func last() -> StoredRecord? { inner.last() }
    func version(of stream: StreamName) -> Int { inner.version(of: stream) }
    func outcome(of command: Identifier) -> ClosedRange<Int>? { inner.outcome(of: command) }
    func scan(_ selection: Selection, _ body: (StoredRecord) throws -> Scan) throws { try inner.scan(selection, body) }
    func scanVersions(_ body: (String, Int, Int) throws -> Void) throws { try inner.scanVersions(body) }
    func scanTiles(_ body: (Int, Int, [UInt8]) throws -> Void) throws { try inner.scanTiles(body) }
    func scanCommands(_ body: (String, (first: Int, last: Int)) throws -> Void) throws { try inner.scanCommands(body) }
    func scanHeads(of size: Int, _ body: (StoredRecord) throws -> Void) throws { try inner.scanHeads(of: size, body) }
    func scanCheckpoints(_ body: (StoredCheckpoint) throws -> Scan) throws { try inner.scanCheckpoints(body) }
    func scanAttestations(_ body: (StoredAttestation) throws -> Void) throws { try inner.scanAttestations(body) }
    func disclosure(_ digest: String) -> SealedDisclosure? { inner.disclosure(digest) }
    func scanDisclosures(_ body: (SealedDisclosure) throws -> Void) throws { try inner.scanDisclosures(body) }
    func structuralFindings() -> [Verdict.Finding] { [] }
    func tile(level: Int, index: Int) -> [UInt8]? { inner.tile(level: level, index: index) }

    func insert(_ record: StoredRecord) throws { try write { inner.insert(record) } }
    func insert(command: Identifier, records: ClosedRange<Int>) throws {
        try write { inner.insert(command: command, records: records) }
    }
    func insert(_ disclosure: SealedDisclosure) throws { try write { inner.insert(disclosure) } }
    func replace(_ disclosure: SealedDisclosure) throws { try write { inner.replace(disclosure) } }
    func remove(disclosure digest: String) throws { try write { inner.remove(disclosure: digest) } }
    func insert(_ checkpoint: StoredCheckpoint) throws { try write { inner.insert(checkpoint) } }
    func insert(_ attestation: StoredAttestation) throws { try write { inner.insert(attestation) } }
    func put(tile hashes: [UInt8], level: Int, index: Int) throws {
        try write { inner.put(tile: hashes, level: level, index: index) }
    }
}

@Suite("a storage that fails but persists, and one that reports success and does not, at every write")
struct FailingStorageTests {
    private static let identity = LedgerIdentity(
        id: Identifier(at: Instant(milliseconds: 1_600_000_000_000), random: Array(repeating: 7, count: 10)),
        zone: LocalZone("Asia/Shanghai")!)

    private func command(_ number: UInt8) -> Identifier {
        Identifier(at: Instant(milliseconds: 1_600_000_000_000), random: Array(repeating: number, count: 10))
    }

    private func draft(_ stream: StreamName, _ type: String, _ data: String) -> Draft {
        Draft(
            stream: stream, type: type, occurredOn: CalendarDate("2020-09-01")!, actor: "post/督查科科长",
            data: Array(data.utf8))
    }

    private func append(_ number: UInt8, to store: FailingStore, _ drafts: [Draft]) throws -> Appended {
        let batch = Batch(command: command(number), expecting: [:], drafts: drafts)
        return try store.write {
            try $0.append(batch, to: Self.identity, at: Instant(milliseconds: 1_600_000_000_000 + Int64(number)))
        }
    }

    /// A ledger of one record, and a command of three that is to be appended.
    private func store() throws -> (FailingStore, [Draft]) {
        let store = FailingStore()
        _ = try append(
            1, to: store, [draft(Self.identity.stream, Record.openedType, #"{"zone":"Asia/Shanghai"}"#)])
        let stream = StreamName("finding/2020-001")!
        return (store, (1...3).map { draft(stream, "taizhang.sample.noted.v1", "{\"step\":\($0)}") })
    }

    private func verdict(_ store: FailingStore) throws -> Verdict {
        try store.read { Verifier.verify($0, evidence: nil) }
    }

    @Test(
        "either nothing of the command is there, or all of it, or the verifier says what is wrong",
        arguments: FailingStore.Mode.allCases)
    fileprivate func everyWrite(_ mode: FailingStore.Mode) throws {
        let (trial, drafts) = try store()
        _ = try append(2, to: trial, drafts)
        let count = trial.writes
        #expect(count >= 5, "three records, their tile, the command")
        for failing in 0...count {
            let (store, drafts) = try store()
            store.mode = mode
            store.failing = failing
            let appended = try? append(2, to: store, drafts)
            store.mode = nil
            let verdict = try verdict(store)
            let isThere = store.memory.contents.commands.count == 2
            switch (mode, failing) {
            case (.refuses, _): #expect(appended == nil && verdict.outcome == .intact && verdict.size == 1)
            case (.writesAndRefuses, 0):
                // Told as failed, and there: the same command again is answered with what it led to, and adds nothing.
                #expect(appended == nil && verdict.outcome == .intact && verdict.size == 4)
                let again = try append(2, to: store, drafts)
                #expect(again.wasRepeated && again.records == 2...4)
            case (.writesAndRefuses, _): #expect(appended == nil && verdict.outcome == .intact && verdict.size == 1)
            case (.lies, 0):
                // Nothing was kept: a ledger that is whole, and shorter than was said. A checkpoint of it is never signed
                // from memory, only from what is read back.
                #expect(appended != nil && verdict.outcome == .intact && verdict.size == 1)
                #expect(try store.read { try $0.root() } == MerkleFold.root(of: leaves(of: store)))
            case (.lies, _):
                #expect(
                    appended != nil && verdict.outcome == .failed,
                    "write \(failing) of \(count), command there: \(isThere)")
            }
        }
    }

    private func leaves(of store: FailingStore) -> [Digest] {
        var hasher = SHA256Hasher()
        return store.memory.contents.records.map { MerkleTree.leaf($0.body, &hasher) }
    }

    @Test("after a write that was lost, the next append finds out before it adds to it")
    func afterLoss() throws {
        let (trial, drafts) = try store()
        _ = try append(2, to: trial, drafts)
        for failing in 1...trial.writes {
            let (store, drafts) = try store()
            store.mode = .lies
            store.failing = failing
            _ = try append(2, to: store, drafts)
            store.mode = nil
            // Whether or not it can be appended to, it is never called intact.
            _ = try? append(3, to: store, drafts)
            #expect(try verdict(store).outcome == .failed, "write \(failing)")
        }
    }
}
