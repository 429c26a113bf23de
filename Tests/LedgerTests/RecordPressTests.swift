import Testing

@testable import Ledger

@Suite("records made ahead on a thread of their own, against those made in place")
struct RecordPressTests {
    private func drafts(_ count: Int, seed: UInt64) throws -> [Draft] {
        var random = SeededRandom(seed: seed)
        return try (0..<count).map { _ in
            let stream = StreamName(kind: "finding", id: "2020-\(Int.random(in: 1...40, using: &random))")
            return try SampleLedger.draft(stream) { $0 = random.sample() }
        }
    }

    /// A signer that signs nothing keeps a batch from being made ahead.
    private func appended(_ drafts: [Draft], ahead: Bool) throws -> (MemoryStore.Contents, Appended) {
        var ledger = try SampleLedger()
        let batch = Batch(
            command: ledger.command(), expecting: [:], drafts: drafts, sign: ahead ? nil : { _, _ in nil })
        let (identity, now) = (ledger.identity, ledger.now)
        let appended = try ledger.store.write { try $0.append(batch, to: identity, at: now) }
        return (ledger.store.contents, appended)
    }

    @Test("are the same to the byte, whatever their number", arguments: [255, 256, 257, 320, 1_000, 1_537])
    func same(count: Int) throws {
        let drafts = try drafts(count, seed: UInt64(count))
        let (plain, one) = try appended(drafts, ahead: false)
        let (ahead, other) = try appended(drafts, ahead: true)
        #expect(plain == ahead)
        #expect(one == other)
        #expect(ahead.records.count == count + 1)
    }

    @Test("one that cannot be written ends the command, and nothing is kept", arguments: [0, 63, 64, 700, 999])
    func refused(place: Int) throws {
        var drafts = try drafts(1_000, seed: 9)
        drafts[place].data = Array(#"{"b":1,"a":2}"#.utf8)
        var ledger = try SampleLedger()
        let before = ledger.store.contents
        let error = #expect(throws: Fault.self) { try ledger.append(drafts) }
        #expect(error?.code == "E-RECORD-INVALID")
        #expect(ledger.store.contents == before)
    }
}
