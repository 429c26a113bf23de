import Testing

@testable import Ledger

@Suite("a command that is appended in lots")
struct LotTests {
    /// Some with disclosures, over several tiles.
    private static func drafts(_ count: Int, seed: UInt64) throws -> [Draft] {
        var random = SeededRandom(seed: seed)
        return try (0..<count).map { place in
            let stream = StreamName(kind: "finding", id: "2020-\(Int.random(in: 1...40, using: &random))")
            let digest = Base64URL.encode(Digest.sha256("\(seed)/\(place)".utf8).bytes)
            var draft = try SampleLedger.draft(stream) {
                $0 = random.sample()
                $0.person.digests = place % 7 == 0 ? [digest] : []
            }
            guard place % 7 == 0 else { return draft }
            let sealed = [1, UInt8(place % 251)]
            draft.disclosures = [
                SealedDisclosure(digest: digest, sequence: 0, subject: "actor/person/DY-001", sealed: sealed)
            ]
            return draft
        }
    }

    /// Appends them to a ledger of a hundred records, so many at a time.
    private static func appended(
        _ drafts: [Draft], lot: Int, sign: ((Record, [UInt8]) throws -> String?)? = nil
    ) throws -> (store: MemoryStore, answers: [Appended]) {
        var ledger = try SampleLedger()
        try ledger.append(try LotTests.drafts(99, seed: 5))
        let command = ledger.command()
        let (identity, now) = (ledger.identity, ledger.now)
        let answers = try ledger.store.write { transaction in
            var answers: [Appended] = []
            for start in stride(from: 0, to: drafts.count, by: lot) {
                let end = min(start + lot, drafts.count)
                var batch = Batch(command: command, expecting: [:], drafts: Array(drafts[start..<end]), sign: sign)
                (batch.begun, batch.isLast) = (answers.last?.records?.lowerBound, end == drafts.count)
                answers.append(try transaction.append(batch, to: identity, at: now))
            }
            return answers
        }
        return (ledger.store, answers)
    }

    @Test("leaves the ledger that it leaves when it comes whole", arguments: [1, 7, 155, 156, 157, 256, 300, 999])
    func same(lot: Int) throws {
        let drafts = try Self.drafts(1_000, seed: 3)
        let (whole, one) = try Self.appended(drafts, lot: drafts.count)
        let (inLots, many) = try Self.appended(drafts, lot: lot)
        #expect(inLots.contents == whole.contents)
        #expect(many.last?.records == one.last?.records)
        #expect(many.last?.head == one.last?.head)
        #expect(many.count == (1_000 + lot - 1) / lot)
    }

    @Test("has the signer asked in the same way", arguments: [1, 64, 300])
    func signed(lot: Int) throws {
        let drafts = try Self.drafts(400, seed: 4)
        let sign = { (record: Record, bytes: [UInt8]) -> String? in
            record.sequence % 3 == 0 ? nil : Base64URL.encode(Digest.sha256(bytes).bytes)
        }
        let whole = try Self.appended(drafts, lot: drafts.count, sign: sign).store
        #expect(try Self.appended(drafts, lot: lot, sign: sign).store.contents == whole.contents)
    }

    @Test("has not succeeded before its last lot: none of it is kept, and nothing says that it was")
    func unfinished() throws {
        var ledger = try SampleLedger()
        let before = ledger.store.contents
        let (identity, now, command) = (ledger.identity, ledger.now, ledger.command())
        var batch = Batch(command: command, expecting: [:], drafts: try Self.drafts(3, seed: 6))
        batch.isLast = false
        #expect(throws: CancellationError.self) {
            try ledger.store.write { transaction in
                _ = try transaction.append(batch, to: identity, at: now)
                #expect(transaction.outcome(of: command) == nil)
                throw CancellationError()
            }
        }
        #expect(ledger.store.contents == before)
    }

    @Test("has each lot read back", arguments: 1...4, [false, true])
    func readBack(place: Int, isLast: Bool) throws {
        let ledger = try SampleLedger()
        let store = FailingStore(ledger.store.contents, at: place, .liesLost)
        var batch = Batch(
            command: Identifier(from: .sha256("lots".utf8)), expecting: [:], drafts: try Self.drafts(3, seed: 6))
        batch.isLast = isLast
        let refusal = #expect(throws: Fault.self) {
            _ = try store.write { try $0.append(batch, to: ledger.identity, at: ledger.now) }
        }
        #expect(refusal?.code == "E-NOT-KEPT")
    }
}
