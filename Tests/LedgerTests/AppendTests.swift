import Testing

@testable import Ledger

@Suite("append")
struct AppendTests {
    private func code(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Fault)?.code
        }
    }

    @Test("ids, stream versions and previous hashes follow without a gap")
    func places() throws {
        var ledger = try SampleLedger()
        try ledger.grow(by: 30)
        let records = try ledger.store.contents.records.map { try $0.record() }
        #expect(records.map(\.sequence) == Array(1...records.count))
        for (stream, own) in Dictionary(grouping: records, by: \.stream) {
            #expect(own.map(\.version) == Array(1...own.count), "\(stream)")
        }
        var before = Digest.zero
        for (record, stored) in zip(records, ledger.store.contents.records) {
            #expect(record.previousHash == before)
            before = Digest.sha256(stored.body)
            #expect(Digest(stored.hash) == before)
        }
        #expect(try ledger.verify().outcome == .intact)
    }

    @Test("an append says what it wrote and where the head is")
    func answer() throws {
        var ledger = try SampleLedger()
        let appended = try ledger.append([SampleLedger.draft(), SampleLedger.draft()])
        #expect(appended.records == 2...3)
        #expect(!appended.wasRepeated)
        let written = try ledger.written(appended)
        #expect(written.map(\.sequence) == [2, 3])
        #expect(written == (try ledger.store.contents.records.suffix(2).map { try $0.record() }))
        #expect(appended.head == Digest.sha256(try #require(ledger.store.contents.records.last).body))
    }

    @Test("several records of one stream in one command follow on the version it expects")
    func severalInOneStream() throws {
        var ledger = try SampleLedger()
        try ledger.append([SampleLedger.draft()])
        let other = StreamName(kind: "measure", id: "1")
        let appended = try ledger.append(
            [SampleLedger.draft(), SampleLedger.draft(other), SampleLedger.draft(), SampleLedger.draft(other)],
            expecting: [SampleLedger.finding: 1])
        #expect(try ledger.written(appended).map(\.version) == [2, 1, 3, 2])
        #expect(try ledger.verify().outcome == .intact)
    }

    @Test("a stream that has moved on since the decision refuses the append")
    func concurrency() throws {
        var ledger = try SampleLedger()
        try ledger.append([SampleLedger.draft()], expecting: [SampleLedger.finding: 0])
        let before = ledger.store.contents
        #expect(
            code { try ledger.append([SampleLedger.draft()], expecting: [SampleLedger.finding: 0]) } == "E-CONCURRENT")
        let other = StreamName(kind: "measure", id: "1")
        let expecting = [other: 0, SampleLedger.finding: 2]
        #expect(code { try ledger.append([SampleLedger.draft(other)], expecting: expecting) } == "E-CONCURRENT")
        #expect(ledger.store.contents == before)
        try ledger.append([SampleLedger.draft()], expecting: [SampleLedger.finding: 1, other: 0])
    }

    @Test("a command repeated appends nothing and answers with its first outcome")
    func repeated() throws {
        var ledger = try SampleLedger()
        let command = ledger.command()
        let first = try ledger.append([SampleLedger.draft(), SampleLedger.draft()], as: command)
        try ledger.grow(by: 2)
        let before = ledger.store.contents
        // As a retry comes: the version it was decided on has passed, the clock has been set back, the day is to come.
        ledger.now = Instant(milliseconds: 0)
        let again = try ledger.append(
            [SampleLedger.draft(on: SampleLedger.today.adding(days: 9))], as: command,
            expecting: [SampleLedger.finding: 0])
        #expect(again.wasRepeated)
        #expect(again.records == first.records)
        #expect(ledger.store.contents == before)
    }

    @Test("all records of a command are kept or none: a fault in the last takes back the first")
    func allOrNone() throws {
        var ledger = try SampleLedger()
        try ledger.grow(by: 3)
        let before = ledger.store.contents
        let command = ledger.command()
        let late = try SampleLedger.draft(on: SampleLedger.today.adding(days: 1))
        #expect(
            code { try ledger.append([SampleLedger.draft(), SampleLedger.draft(), late], as: command) }
                == "E-DATE-FUTURE")
        #expect(ledger.store.contents == before)
        let appended = try ledger.append([SampleLedger.draft()], as: command)
        #expect(!appended.wasRepeated, "a command that failed is not one that succeeded")
    }

    @Test("a command without records leaves the ledger as it is")
    func empty() throws {
        var ledger = try SampleLedger()
        let before = ledger.store.contents
        let appended = try ledger.append([])
        #expect(appended.records == nil)
        #expect(ledger.store.contents == before)
    }

    @Test(
        "a clock behind the last record is lifted to it up to two minutes, and refused beyond",
        arguments: [(0, true), (1, true), (60_000, true), (120_000, true), (120_001, false), (86_400_000, false)])
    func clock(behind milliseconds: Int64, isLifted: Bool) throws {
        var ledger = try SampleLedger()
        let last = ledger.now
        ledger.now = Instant(milliseconds: last.milliseconds - milliseconds)
        guard isLifted else {
            #expect(code { try ledger.append([SampleLedger.draft()]) } == "E-CLOCK-BACK")
            #expect(ledger.store.contents.records.count == 1)
            return
        }
        let appended = try ledger.append([SampleLedger.draft()])
        #expect(try ledger.written(appended).first?.time == last)
        #expect(try ledger.verify().outcome == .intact)
    }

    @Test("a clock that goes on is taken as it is")
    func clockForward() throws {
        var ledger = try SampleLedger()
        ledger.now = Instant(milliseconds: ledger.now.milliseconds + 1)
        let appended = try ledger.append([SampleLedger.draft()])
        #expect(try ledger.written(appended).first?.time == ledger.now)
    }

    @Test("today is the day where the ledger is, not in UTC")
    func today() throws {
        var ledger = try SampleLedger()
        let tomorrow = SampleLedger.today.adding(days: 1)
        // 23:59:59.999 and midnight in Shanghai; in UTC both are the afternoon of the 8th.
        ledger.now = Instant(milliseconds: 1_602_172_799_999)
        #expect(code { try ledger.append([SampleLedger.draft(on: tomorrow)]) } == "E-DATE-FUTURE")
        ledger.now = Instant(milliseconds: 1_602_172_800_000)
        try ledger.append([SampleLedger.draft(on: tomorrow)])
        try ledger.append([SampleLedger.draft(on: CalendarDate(dayNumber: 0))])
        #expect(try ledger.verify().outcome == .intact)
    }

    @Test("a record of 65,535 bytes is kept, one of 65,536 refused")
    func size() throws {
        var ledger = try SampleLedger()
        let small = try ledger.append([SampleLedger.draft { $0.text = "x" }])
        let overhead = try #require(ledger.written(small).first).encoded().count - 1
        let largest = Record.maximumSize - overhead
        let before = ledger.store.contents
        let tooLarge = try SampleLedger.draft { $0.text = String(repeating: "x", count: largest + 1) }
        #expect(code { try ledger.append([tooLarge]) } == "E-RECORD-TOO-LARGE")
        #expect(ledger.store.contents == before)
        try ledger.append([SampleLedger.draft { $0.text = String(repeating: "x", count: largest) }])
        #expect(ledger.store.contents.records.last?.body.count == Record.maximumSize)
        #expect(try ledger.verify().outcome == .intact)
    }

    @Test(
        "what verify would refuse is never written",
        arguments: [
            #"{"b":1,"a":2}"#, #"{"a": 1}"#, #"{"a":1.0}"#, #"{"a":1"#, "", #"{"a":9007199254740992}"#,
            "{\"a\":\"\n\"}",
        ])
    func invalid(data: String) throws {
        var ledger = try SampleLedger()
        let before = ledger.store.contents
        var draft = try SampleLedger.draft()
        draft.data = Array(data.utf8)
        #expect(code { try ledger.append([draft]) } == "E-RECORD-INVALID")
        draft = try SampleLedger.draft(StreamName(kind: "finding", id: "a\nb"))
        #expect(code { try ledger.append([draft]) } == "E-RECORD-INVALID")
        draft = try SampleLedger.draft()
        draft.actor = String(Unicode.Scalar(0xFFFF) ?? "x")
        #expect(code { try ledger.append([draft]) } == "E-RECORD-INVALID")
        #expect(ledger.store.contents == before)
    }

    @Test("nothing is appended to a last record that does not match its hash")
    func alteredTail() throws {
        let ledger = try SampleLedger()
        var contents = ledger.store.contents
        contents.records[0].body[10] ^= 1
        let store = MemoryStore(contents)
        let batch = Batch(
            command: Identifier(from: Digest.zero), expecting: [:], drafts: [try SampleLedger.draft()])
        #expect(
            code { _ = try store.write { try $0.append(batch, to: ledger.identity, at: ledger.now) } }
                == "E-LEDGER-ALTERED")
    }

    @Test("the root after each append is the root of all records")
    func root() throws {
        var ledger = try SampleLedger()
        for _ in 0..<5 {
            try ledger.grow(by: 60)
            #expect(try ledger.verify().root == (try ledger.store.read { try $0.root() }))
        }
        #expect(ledger.store.contents.records.count > 512)
    }

    @Test("a disclosure is filed under the record that names it")
    func disclosures() throws {
        try withFolder { folder in
            var ledger = try SampleLedger()
            try ledger.grow(by: 2)
            let appended = try ledger.append([ledger.person(keys: SubjectKeys(folder: folder, surroundings: .system))])
            let filed = ledger.store.contents.disclosures
            #expect(filed.map(\.sequence) == [appended.records?.lowerBound, appended.records?.lowerBound])
            #expect(try ledger.verify().outcome == .intact)
        }
    }
}

extension SampleLedger {
    /// A record of a person whose name and telephone number are erasable.
    func person(keys: SubjectKeys) throws -> Draft {
        let stream = StreamName(kind: "member", id: "7")
        var sample = Sample()
        sample.person = Erasable(["name": "王某", "phone": "010-1234"])
        let written = try PropertyCoder.write(sample, sealer: Sealer(subject: stream, surroundings: .system))
        return Draft(
            stream: stream, type: Sample.type, occurredOn: SampleLedger.today, actor: "post/督查科科长", data: written.bytes,
            disclosures: try written.disclosures.map { try keys.seal($0) })
    }
}
