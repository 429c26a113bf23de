import Testing

@testable import Ledger

/// Records go through `verify` in chunks of 256, many at a time and on several cores: what is found may not depend on
/// where in a chunk a record stands.
@Suite("verify, chunk by chunk")
struct VerificationCrewTests {
    /// 4,609 records: eighteen chunks and one record, more than are examined together.
    private static let contents: MemoryStore.Contents? = {
        guard var ledger = try? SampleLedger() else { return nil }
        var random = SeededRandom(seed: 4_609)
        let streams = (0..<40).map { StreamName(kind: "finding", id: "2020-\($0)") }
        let drafts = (0..<4_608).compactMap { _ in
            try? SampleLedger.draft(streams.randomElement(using: &random) ?? SampleLedger.finding) {
                $0.text = random.text(upTo: 30)
            }
        }
        _ = try? ledger.append(drafts)
        return ledger.store.contents
    }()

    private static let places = [1, 2, 255, 256, 257, 512, 513, 4_095, 4_096, 4_097, 4_352, 4_608, 4_609]

    private func verdict(_ contents: MemoryStore.Contents) throws -> Verdict {
        try MemoryStore(contents).read { Verifier.verify($0, evidence: nil) }
    }

    @Test("a whole ledger is intact, and has the root that its records fold to")
    func whole() throws {
        let contents = try #require(VerificationCrewTests.contents)
        let found = try verdict(contents)
        var fold = MerkleFold()
        for record in contents.records { fold.append(record.body) }
        #expect(found.outcome == .intact && found.size == 4_609)
        #expect(found.root == fold.root())
        #expect(found.head == Digest(contents.records[4_608].hash))
    }

    @Test("an altered record is found where it is", arguments: places)
    func altered(place: Int) throws {
        var contents = try #require(VerificationCrewTests.contents)
        contents.records[place - 1].body[10] ^= 1
        let found = try verdict(contents)
        #expect(found.findings.contains { $0.code == .hash && $0.sequence == place })
        #expect(found.findings.contains { $0.code == .tile })
        #expect(!found.findings.contains { $0.code == .hash && $0.sequence != place })
        if place < 4_609 { #expect(found.findings.contains { $0.code == .chain && $0.sequence == place + 1 }) }
    }

    @Test("a record that is gone is missed where it was", arguments: places.dropLast())
    func missing(place: Int) throws {
        var contents = try #require(VerificationCrewTests.contents)
        contents.records.remove(at: place - 1)
        let found = try verdict(contents)
        #expect(found.findings.filter { $0.code == .missing }.map(\.sequence) == [place])
        #expect(found.root == nil)
    }

    @Test("two records that have changed places break the chain there", arguments: [254, 255, 256, 4_095, 4_096])
    func swapped(place: Int) throws {
        var contents = try #require(VerificationCrewTests.contents)
        let (one, other) = (contents.records[place - 1], contents.records[place])
        (contents.records[place - 1], contents.records[place]) = (other, one)
        (contents.records[place - 1].sequence, contents.records[place].sequence) = (place, place + 1)
        let found = try verdict(contents)
        #expect(found.findings.contains { $0.code == .chain && $0.sequence == place })
        #expect(found.findings.contains { $0.code == .id && $0.sequence == place })
    }

    /// Tells the root at every record, as an audit may ask for it.
    private final class Roots: RecordAudit {
        var wrong: [Int] = []
        private var fold = MerkleFold()
        func see(_ record: AuditedRecord, root: () -> Digest?) -> [Verdict.Finding] {
            fold.append(record.body)
            if [1, 2, 255, 256, 257, 300, 4_096, 4_100, 4_609].contains(record.sequence), root() != fold.root() {
                wrong.append(record.sequence)
            }
            if record.record?.sequence != record.sequence { wrong.append(record.sequence) }
            record.withEnvelope { envelope in
                let read = record.record
                if envelope?.version != read?.version || envelope.map({ read?.type.isSameBytes(as: $0.type) }) != true {
                    wrong.append(record.sequence)
                }
            }
            return []
        }
        func end(_ verdict: inout Verdict) -> [Verdict.Finding] { [] }
    }

    @Test("an audit sees every record, and the root there")
    func audit() throws {
        let contents = try #require(VerificationCrewTests.contents)
        let roots = Roots()
        let verdict = try MemoryStore(contents).read { Verifier.verify($0, evidence: nil, audit: roots) }
        #expect(verdict.outcome == .intact)
        #expect(roots.wrong.isEmpty)
    }
}
