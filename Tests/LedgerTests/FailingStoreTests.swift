import Testing

@testable import Ledger

/// Storage that fails at each of its writes in turn, in each of three ways: afterwards all of a command is there or
/// nothing of it, and whoever gave it knows; or the verifier names what is wrong.
@Suite("storage that fails")
struct FailingStoreTests {
    /// 254 records: two more fill a tile, and the level above begins.
    private let ledger: SampleLedger
    private let signer: FileSigner
    private let command = Identifier(from: Digest.sha256("the command".utf8))
    private let first = Base64URL.encode(Digest.sha256("name".utf8).bytes)
    private let second = Base64URL.encode(Digest.sha256("phone".utf8).bytes)

    init() throws {
        var ledger = try SampleLedger()
        for _ in 0..<23 { try ledger.append((0..<11).map { _ in try SampleLedger.draft() }) }
        self.ledger = ledger
        signer = try FileSigner(name: "taizhang/test", kind: .ed25519, privateKey: .generate(.ed25519))
    }

    // MARK: What is done

    /// Three records over the edge of a tile, one of them with two disclosures.
    private func append(to store: FailingStore) throws {
        var drafts = try plain()
        drafts[1] = try SampleLedger.draft { $0.person.digests = [first, second].sorted() }
        drafts[1].disclosures = [first, second].map(sealed)
        try append(drafts, as: command, to: store)
    }

    private func plain() throws -> [Draft] { try (0..<3).map { _ in try SampleLedger.draft() } }

    private func append(_ drafts: [Draft], as command: Identifier, to store: FailingStore) throws {
        let batch = Batch(command: command, expecting: [:], drafts: drafts)
        let appended = try store.write { try $0.append(batch, to: ledger.identity, at: ledger.now) }
        try store.requireKept(command, appended.records)
    }

    private func sealed(_ digest: String) -> SealedDisclosure {
        SealedDisclosure(digest: digest, sequence: 0, subject: "actor/person/DY-001", sealed: [1, 2, 3])
    }

    /// A command, and a checkpoint over all that there is then.
    private func sign(_ store: FailingStore) throws -> StoredCheckpoint {
        try append(to: store)
        let made = try store.write { transaction in
            let signing = CheckpointSigning(transaction, size: transaction.last()?.sequence ?? 0, after: nil)
            return try signing.sign(try signing.readBack(), with: signer)
        }
        try store.requireKept(made)
        return made
    }

    /// Takes away one of two disclosures, seals the other anew, and records it.
    private func erase(_ store: FailingStore) throws {
        let batch = Batch(
            command: Identifier(from: Digest.sha256("erase".utf8)), expecting: [:],
            drafts: [try SampleLedger.draft()])
        let appended = try store.write { transaction in
            try transaction.erase(disclosure: first)
            var other = try #require(transaction.disclosure(second))
            other.sealed = [4, 5, 6]
            try transaction.reseal(other)
            return try transaction.append(batch, to: ledger.identity, at: ledger.now)
        }
        try store.requireKept(batch.command, appended.records)
    }

    // MARK: What must hold

    /// Runs it with each write going wrong in turn.
    private func everyWrite(
        of contents: MemoryStore.Contents, _ way: FailingStore.Way, leavesHalf: Bool = false,
        _ run: (FailingStore) throws -> Void,
        _ look: (FailingStore, _ failed: Bool, MemoryStore.Contents, Int) throws -> Void
    ) throws {
        let sound = FailingStore(contents, at: 0, way)
        try run(sound)
        #expect(try ledger.verify(sound.inner.contents).findings.isEmpty)
        #expect(sound.calls > 2)
        for place in 1...sound.calls {
            let store = FailingStore(contents, at: place, way, leavesHalf: leavesHalf)
            var failed = false
            do { try run(store) } catch { failed = true }
            try look(store, failed, sound.inner.contents, place)
        }
    }

    @Test("a command is there whole or not at all, and whoever gave it knows", arguments: FailingStore.Way.allCases)
    func appending(_ way: FailingStore.Way) throws {
        let before = ledger.store.contents
        try everyWrite(of: before, way, append(to:)) { store, failed, after, place in
            let found = store.inner.contents
            #expect(found == before || found == after, "write \(place)")
            #expect(failed, "write \(place): a fault that nobody hears of")
            let isIntact = try ledger.verify(found).findings.isEmpty
            #expect(isIntact)
            // Given again, it is done once, wherever it had stopped.
            let again = FailingStore(found, at: 0, way)
            try append(to: again)
            #expect(again.inner.contents == after, "write \(place)")
        }
    }

    @Test("a record that is kept otherwise than it was given, in its bytes or its hash, is not said to stand")
    func altered() throws {
        let before = ledger.store.contents
        let alterations: [(inout StoredRecord) -> Void] = [
            { $0.body[$0.body.count / 2] ^= 1 }, { $0.body.removeLast() }, { $0.body.append(10) }, { $0.hash[31] ^= 1 },
        ]
        for alteration in alterations {
            let store = FailingStore(before, at: 0, .failsLost)
            store.altered = { record in
                var record = record
                alteration(&record)
                return record
            }
            let fault = #expect(throws: Fault.self) { try append(to: store) }
            #expect(fault?.code == "E-NOT-KEPT")
            #expect(store.inner.contents == before)
        }
    }

    @Test("half a command in a store that rolls nothing back is named by the verifier")
    func half() throws {
        let before = ledger.store.contents
        for way in FailingStore.Way.allCases {
            try everyWrite(of: before, way, leavesHalf: true) { store in
                try append(plain(), as: command, to: store)
            } _: { store, failed, after, place in
                let found = store.inner.contents
                let isWhole = found == before || found == after
                #expect(failed)
                let isIntact = try ledger.verify(found).findings.isEmpty
                #expect(isIntact == isWhole, "\(way), write \(place)")
            }
        }
    }

    @Test("nothing is signed but what is stored", arguments: FailingStore.Way.allCases, [false, true])
    func signing(_ way: FailingStore.Way, _ leavesHalf: Bool) throws {
        let before = ledger.store.contents
        var made: StoredCheckpoint?
        try everyWrite(of: before, way, leavesHalf: leavesHalf) { store in
            made = nil
            made = try sign(store)
        } _: { store, failed, after, place in
            let found = store.inner.contents
            #expect(failed && made == nil, "\(way), write \(place)")
            for checkpoint in found.checkpoints {
                var fold = MerkleFold()
                for record in found.records.prefix(checkpoint.size) { fold.append(record.body) }
                let said = try Checkpoint(text: SignedNote(Array(checkpoint.note.utf8)).text)
                #expect(said.size == found.records.count && said.root == fold.root(), "\(way), write \(place)")
            }
        }
    }

    @Test("what is wrong in the store is found before it is signed: a record, a tile of any level, a record too few")
    func wrongBeforeSigning() throws {
        let store = FailingStore(ledger.store.contents, at: 0, .failsLost)
        try append(to: store)
        let sound = store.inner.contents
        func code(_ change: (inout MemoryStore.Contents) -> Void) throws -> String? {
            var contents = sound
            change(&contents)
            do {
                try MemoryStore(contents).write { transaction in
                    let signing = CheckpointSigning(transaction, size: sound.records.count, after: nil)
                    _ = try signing.sign(try signing.readBack(), with: signer)
                }
                return nil
            } catch { return (error as? Fault)?.code }
        }
        #expect(try code { _ in } == nil)
        #expect(try code { $0.records[100].body[20] ^= 1 } == "E-LEDGER-ALTERED")
        #expect(try code { $0.records[100].hash[20] ^= 1 } == "E-LEDGER-ALTERED")
        #expect(try code { $0.records.remove(at: 100) } == "E-LEDGER-ALTERED")
        #expect(try code { $0.records.removeLast() } == "E-LEDGER-ALTERED")
        #expect(try code { $0.tiles[[0, 0]]?[100] ^= 1 } == "E-LEDGER-ALTERED")
        #expect(try code { $0.tiles[[0, 1]] = nil } == "E-LEDGER-ALTERED")
        #expect(try code { $0.tiles[[1, 0]]?[5] ^= 1 } == "E-LEDGER-ALTERED")
        #expect(try code { $0.tiles[[1, 0]] = nil } == "E-TILE-MISSING")
    }

    @Test("personal data is erased and the rest kept, or nothing was done", arguments: FailingStore.Way.allCases)
    func erasing(_ way: FailingStore.Way) throws {
        let start = FailingStore(ledger.store.contents, at: 0, way)
        try append(to: start)
        let before = start.inner.contents
        try everyWrite(of: before, way, erase) { store, failed, after, place in
            let found = store.inner.contents
            #expect(failed, "write \(place): the key would be destroyed next")
            #expect(found == before || found == after, "write \(place)")
            let isIntact = try ledger.verify(found).findings.isEmpty
            #expect(isIntact)
        }
    }
}
