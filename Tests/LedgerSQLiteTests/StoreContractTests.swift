import Testing

@testable import Ledger
@testable import LedgerSQLite

/// What every store must do (`LedgerStore`).
@Suite("every store")
struct StoreContractTests {
    let folder: TestFolder
    let sample = Sample()

    init() throws { folder = try TestFolder() }

    // MARK: Appending

    @Test("gives back the bytes that were appended", arguments: StoreKind.allCases)
    func givesBackBytes(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        try sample.begin(store)
        let batch = sample.batch(["finding/1", "post/督查科"])
        try sample.append(batch, to: store)
        let stored = try Holdings(store).records
        let records = try store.read { try $0.records(2...3) }
        #expect(records.map(\.data) == batch.drafts.map(\.data))
        #expect(try stored.dropFirst().map { try $0.record() } == records)
        #expect(stored.map(\.hash) == stored.map { Digest.sha256($0.body).bytes })
        #expect(stored.last?.stream == "post/督查科")
        #expect(try store.read { try $0.last() } == stored.last)
    }

    @Test("is empty at first", arguments: StoreKind.allCases)
    func isEmpty(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        #expect(try store.read { try $0.last() } == nil)
        #expect(try store.read { try $0.version(of: StreamName("finding/1")!) } == 0)
        #expect(try store.read { try $0.tile(level: 0, index: 0) } == nil)
        #expect(try Holdings(store).records.isEmpty)
    }

    @Test("counts the versions of each stream", arguments: StoreKind.allCases)
    func countsVersions(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        try sample.begin(store, ["finding/1", "finding/2", "finding/1"])
        #expect(try store.read { try $0.version(of: StreamName("finding/1")!) } == 2)
        #expect(try store.read { try $0.version(of: StreamName("finding/2")!) } == 1)
        #expect(try store.read { try $0.version(of: StreamName("finding/3")!) } == 0)
    }

    @Test("refuses what was decided on a version that is no longer the last", arguments: StoreKind.allCases)
    func refusesStale(kind: StoreKind) throws {
        let (store, other) = try kind.make(in: folder)
        try sample.begin(store, ["finding/1"])
        try sample.append(sample.batch(["finding/1"], expecting: ["finding/1": 1]), to: other)
        let before = try Holdings(store)
        let stale = sample.batch(["finding/2", "finding/1"], expecting: ["finding/1": 1])
        #expect(try fault { try sample.append(stale, to: store) }?.code == "E-CONCURRENT")
        #expect(try Holdings(store) == before)
    }

    @Test("answers a repeated command with its first outcome", arguments: StoreKind.allCases)
    func repeats(kind: StoreKind) throws {
        let (store, other) = try kind.make(in: folder)
        try sample.begin(store)
        let batch = sample.batch(["finding/1", "finding/2"], expecting: ["finding/1": 0])
        try sample.append(batch, to: store)
        let before = try Holdings(store)
        let again = try sample.append(batch, to: other)
        #expect(again.wasRepeated)
        #expect(again.records == 2...3)
        #expect(try Holdings(store) == before)
    }

    @Test("keeps nothing of a write that throws", arguments: StoreKind.allCases)
    func keepsNothing(kind: StoreKind) throws {
        struct Enough: Error {}
        let (store, _) = try kind.make(in: folder)
        try sample.begin(store, ["finding/1"])
        let before = try Holdings(store)
        let batch = sample.batch(["finding/1", "finding/2"])
        #expect(throws: Enough.self) {
            try store.write { ledger in
                _ = try ledger.append(batch, to: sample.identity, at: sample.now())
                try ledger.insert(SealedDisclosure(digest: "d", sequence: 1, subject: "person/1", sealed: [1]))
                #expect(try ledger.last()?.sequence == 4)
                throw Enough()
            }
        }
        #expect(try Holdings(store) == before)
        try sample.append(batch, to: store)
        #expect(try Holdings(store).records.count == 4)
    }

    @Test("keeps nothing that a read inserts", arguments: StoreKind.allCases)
    func readKeepsNothing(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        try sample.begin(store)
        let before = try Holdings(store)
        try? store.read { ledger in
            _ = try ledger.append(sample.batch(["finding/1"]), to: sample.identity, at: sample.now())
        }
        #expect(try Holdings(store) == before)
    }

    // MARK: Scanning

    @Test("scans what the selection names, in its order", arguments: StoreKind.allCases)
    func scans(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        // 1 is the opening record; "findings" and "find" only look like the kind "finding".
        try sample.begin(
            store, ["finding/b", "findings/a", "finding/a", "finding/b", "find/a", "finding/整改", "finding/-"])
        #expect(try positions(.from(Int.min), in: store) == [1, 2, 3, 4, 5, 6, 7, 8])
        #expect(try positions(.from(6), in: store) == [6, 7, 8])
        #expect(try positions(.from(9), in: store) == [])
        #expect(try positions(.backwards(from: 3), in: store) == [3, 2, 1])
        #expect(try positions(.backwards(from: Int.max), in: store) == [8, 7, 6, 5, 4, 3, 2, 1])
        #expect(try positions(.stream(StreamName("finding/b")!), in: store) == [2, 5])
        #expect(try positions(.kind("finding"), in: store) == [8, 4, 2, 5, 7])
        #expect(try positions(.kind("person"), in: store) == [])
    }

    @Test("stops a scan when told, and scans inside a scan", arguments: StoreKind.allCases)
    func stopsAndNests(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        try sample.begin(store, ["finding/1", "finding/2", "finding/3"])
        try store.read { ledger in
            var seen: [[Int]] = []
            try ledger.scan(.from(2)) { outer in
                var inner: [Int] = []
                try ledger.scan(.from(outer.sequence)) { record in
                    inner.append(record.sequence)
                    return inner.count == 2 ? .stop : .more
                }
                seen.append(inner)
                return outer.sequence == 3 ? .stop : .more
            }
            #expect(seen == [[2, 3], [3, 4]])
        }
    }

    @Test("ends a scan whose body throws", arguments: StoreKind.allCases)
    func throwsOutOfScan(kind: StoreKind) throws {
        struct Enough: Error {}
        let (store, _) = try kind.make(in: folder)
        try sample.begin(store, ["finding/1"])
        #expect(throws: Enough.self) {
            try store.read { ledger in try ledger.scan(.from(1)) { _ in throw Enough() } }
        }
        try sample.append(sample.batch(["finding/1"]), to: store)
        #expect(try positions(.from(1), in: store) == [1, 2, 3])
    }

    @Test("scans versions by the bytes of the stream's name", arguments: StoreKind.allCases)
    func scansVersions(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        try sample.begin(store, ["post/b", "finding/整", "post/B", "post/b", "finding/é", "finding/z"])
        var seen: [String] = []
        try store.read { try $0.scanVersions { seen.append("\($0) \($1) \($2)") } }
        #expect(
            seen == [
                "finding/z 1 7", "finding/é 1 6", "finding/整 1 3", "ledger/\(sample.identity.id) 1 1", "post/B 1 4",
                "post/b 1 2", "post/b 2 5",
            ])
    }

    // MARK: Beside the records

    @Test("keeps a tile's last state, and scans tiles by level and index", arguments: StoreKind.allCases)
    func keepsTiles(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        try store.write { ledger in
            try ledger.put(tile: [9], level: 1, index: 0)
            try ledger.put(tile: [1], level: 0, index: 10)
            try ledger.put(tile: [2], level: 0, index: 9)
            try ledger.put(tile: [1, 2], level: 0, index: 10)
            try ledger.put(tile: [], level: 2, index: 0)
        }
        var seen: [String] = []
        try store.read { try $0.scanTiles { seen.append("\($0)/\($1) \($2)") } }
        #expect(seen == ["0/9 [2]", "0/10 [1, 2]", "1/0 [9]", "2/0 []"])
        #expect(try store.read { try $0.tile(level: 0, index: 10) } == [1, 2])
        #expect(try store.read { try $0.tile(level: 2, index: 0) } == [])
        #expect(try store.read { try $0.tile(level: 0, index: 11) } == nil)
    }

    @Test("scans commands in the order of their records", arguments: StoreKind.allCases)
    func scansCommands(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        try sample.begin(store)
        let early = Identifier("ffffffff-0000-7000-8000-000000000000")!
        let late = Identifier("00000000-0000-7000-8000-000000000000")!
        var batch = sample.batch(["finding/1", "finding/2"])
        batch.command = early
        try sample.append(batch, to: store)
        batch.command = late
        try sample.append(batch, to: store)
        let commands = try Holdings(store).commands
        #expect(commands.suffix(2) == ["\(early) 2-3", "\(late) 4-5"])
        #expect(try store.read { try $0.outcome(of: late) } == 4...5)
        #expect(try store.read { try $0.outcome(of: sample.command()) } == nil)
    }

    @Test("keeps disclosures under their digest", arguments: StoreKind.allCases)
    func keepsDisclosures(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        try sample.begin(store)
        let sealed = [
            SealedDisclosure(digest: "z", sequence: 0, subject: "person/1", sealed: [0, 255, 0]),
            SealedDisclosure(digest: "a", sequence: 0, subject: "person/2", sealed: [1]),
        ]
        let draft = sample.draft("finding/1", disclosures: sealed)
        try sample.append(Batch(command: sample.command(), expecting: [:], drafts: [draft]), to: store)
        var filed = sealed
        for index in filed.indices { filed[index].sequence = 2 }
        #expect(try Holdings(store).disclosures == filed)
        #expect(try store.read { try $0.disclosure("a") } == filed[1])
        #expect(try store.read { try $0.disclosure("b") } == nil)
    }

    // MARK: Together

    @Test(
        "puts a disclosure, sealed anew, in the place of the old one, and takes one away", arguments: StoreKind.allCases
    )
    func erases(kind: StoreKind) throws {
        let (store, other) = try kind.make(in: folder)
        let sealed = ["a", "b"].map { SealedDisclosure(digest: $0, sequence: 0, subject: "person/1", sealed: [1]) }
        try sample.begin(store)
        try sample.append(
            Batch(
                command: sample.command(), expecting: [:],
                drafts: [sample.draft("person/1", disclosures: sealed)]), to: store)
        try store.write { transaction in
            try transaction.replace(SealedDisclosure(digest: "a", sequence: 2, subject: "person/1", sealed: [2]))
            try transaction.remove(disclosure: "b")
        }
        #expect(try Holdings(other).disclosures.map(\.sealed) == [[2]])
        #expect(try other.read { try $0.disclosure("b") } == nil)
    }

    @Test("tells the head of every stream as of a size, by the bytes of its name", arguments: StoreKind.allCases)
    func heads(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        try sample.begin(store, ["finding/2", "finding/10", "finding/2", "post/é", "finding/2"])
        let records = try Holdings(store).records
        var hasher = SHA256Hasher()
        func root(_ heads: [(sequence: Int, version: Int)]) -> Digest {
            MerkleFold.root(
                of: heads.map { head in
                    let stored = records[head.sequence - 1]
                    return StreamHeads.leaf(
                        stream: stored.stream, version: head.version, hash: .sha256(stored.body), &hasher)
                })
        }
        #expect(try store.read { try $0.streamHeads(of: 0).count } == 0)
        #expect(try store.read { try $0.streamHeads(of: 3).root } == root([(3, 1), (2, 1), (1, 1)]))
        #expect(try store.read { try $0.streamHeads(of: 6).root } == root([(3, 1), (6, 3), (1, 1), (5, 1)]))
    }

    @Test("keeps checkpoints by size and origin, and what is said of them in its order", arguments: StoreKind.allCases)
    func checkpoints(kind: StoreKind) throws {
        let (store, other) = try kind.make(in: folder)
        try sample.begin(store)
        let notes = [(3, "b"), (3, "a"), (10, "a")].map { StoredCheckpoint(size: $0.0, origin: $0.1, note: "n\n") }
        let said = [StoredAttestation.Kind.timestamp, .cosignature, .cosignature].map {
            StoredAttestation(size: 3, origin: "a", kind: $0, content: [0, 255])
        }
        try store.write { transaction in
            for note in notes { try transaction.insert(note) }
            for one in said { try transaction.insert(one) }
        }
        var found: [StoredCheckpoint] = []
        var first: [Int] = []
        var attestations: [StoredAttestation] = []
        try other.read { transaction in
            try transaction.scanCheckpoints {
                found.append($0); return .more
            }
            try transaction.scanCheckpoints {
                first.append($0.size); return .stop
            }
            try transaction.scanAttestations { attestations.append($0) }
        }
        #expect(found == [notes[2], notes[0], notes[1]])
        #expect(first == [10])
        #expect(attestations == said)
    }

    @Test("shows a reader one moment, whatever is appended meanwhile", arguments: StoreKind.allCases)
    func showsOneMoment(kind: StoreKind) throws {
        let (store, other) = try kind.make(in: folder)
        try sample.begin(store, ["finding/1"])
        try store.read { ledger in
            #expect(try ledger.last()?.sequence == 2)
            try sample.append(sample.batch(["finding/1"]), to: other)
            #expect(try ledger.last()?.sequence == 2)
            #expect(try ledger.version(of: StreamName("finding/1")!) == 1)
        }
        #expect(try positions(.from(1), in: store) == [1, 2, 3])
    }

    @Test("verifies what it holds", arguments: StoreKind.allCases)
    func verifies(kind: StoreKind) throws {
        let (store, _) = try kind.make(in: folder)
        try sample.begin(store, ["finding/1", "finding/2"])
        let verdict = try verdict(on: store)
        #expect(verdict.findings == [])
        #expect(verdict.size == 3)
        #expect(try verdict.root == Holdings(store).root)
    }
}

@Suite("two stores")
struct TwinStoreTests {
    @Test("hold the same bytes after the same history")
    func sameBytes() throws {
        let folder = try TestFolder()
        let holdings = try StoreKind.allCases.map { kind in
            let (store, _) = try kind.make(in: folder)
            let sample = Sample()
            try sample.begin(store, ["finding/1", "post/督查科"])
            // Over the edge of a tile (256 leaves), in one command and in many.
            try sample.append(sample.batch((0..<250).map { "finding/\($0 % 9)" }), to: store)
            for number in 0..<20 { try sample.append(sample.batch(["round/\(number)"]), to: store) }
            let disclosure = SealedDisclosure(digest: "d", sequence: 0, subject: "person/1", sealed: [1, 2])
            let draft = sample.draft("person/1", "", disclosures: [disclosure])
            try sample.append(Batch(command: sample.command(), expecting: [:], drafts: [draft]), to: store)
            return try Holdings(store)
        }
        #expect(holdings[0].records.count == 274)
        #expect(holdings[0].tiles.count == 3)
        #expect(holdings[0] == holdings[1])
    }
}
