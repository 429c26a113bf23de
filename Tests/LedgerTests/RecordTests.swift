import Testing

@testable import Ledger

@Suite("a record")
struct RecordTests {
    @Test("written and read again is the same record, in canonical bytes")
    func roundTrip() throws {
        var random = SeededRandom(seed: 17)
        for _ in 0..<2_000 {
            let record = try random.record()
            let bytes = try record.encoded()
            try CanonicalJSON.check(bytes)
            #expect(try Record(bytes) == record)
        }
    }

    @Test("has the attributes of format.md under their names")
    func attributes() throws {
        var record = Record()
        record.sequence = 17
        record.source = "urn:uuid:x"
        record.stream = StreamName(kind: "finding", id: "2020-015")
        record.version = 3
        record.time = Instant(milliseconds: 1_602_119_523_412)
        record.occurredOn = try #require(CalendarDate("2020-09-30"))
        record.type = "taizhang.measure.progressed.v1"
        record.actor = "post/督查科科长"
        record.commandID = "c"
        record.reason = "r"
        record.data = Array("{}".utf8)
        let zeros = String(repeating: "0", count: 64)
        let expected =
            #"{"actor":"post/督查科科长","commandid":"c","data":{},"id":"17","occurredon":"2020-09-30","prevhash":""#
            + zeros + #"","reason":"r","source":"urn:uuid:x","specversion":"1.0","streamversion":3,"#
            + #""subject":"finding/2020-015","time":"2020-10-08T01:12:03.412Z","type":"taizhang.measure.progressed.v1"}"#
        #expect(String(decoding: try record.encoded(), as: UTF8.self) == expected)
    }

    @Test("bytes cut short, or with any byte changed, are read or refused, never a crash")
    func mutations() throws {
        var random = SeededRandom(seed: 18)
        for _ in 0..<200 {
            let bytes = try random.record().encoded()
            for end in [0, 1, Int.random(in: 0..<bytes.count, using: &random), bytes.count - 1] {
                #expect(throws: Unreadable.self) { try Record(Array(bytes[..<end])) }
            }
            for _ in 0..<100 {
                var changed = bytes
                changed[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                guard let record = try? Record(changed), changed != bytes else { continue }
                _ = try? record.encoded()
                _ = try? record.data.withUnsafeBytes { try PropertyCoder.read(Sample.self, $0) }
            }
        }
    }

    @Test(
        "an envelope that breaks a rule is refused",
        arguments: [
            (#""id":"1""#, #""id":"01""#), (#""id":"1""#, #""id":"0""#), (#""id":"1""#, #""id":1"#),
            (#""specversion":"1.0""#, #""specversion":"1.1""#), (#""subject":"finding/1""#, #""subject":"finding""#),
            (#""subject":"finding/1""#, #""subject":"Finding/1""#),
            (#""subject":"finding/1""#, #""subject":"finding/""#),
            ("1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00Z"),
            ("1970-01-01T00:00:00.000Z", "1970-01-01T24:00:00.000Z"),
            (#""1970-01-02""#, #""1970-02-30""#), (#""streamversion":0"#, #""streamversion":"0""#),
            (#""data":{}"#, #""data":}"#), (#""data":{}"#, #""data":"#), (#""data":{}"#, #""data":{},"date":1"#),
            (#""data":{},"#, ""), ("00000000", "0000000g"),
        ])
    func refused(rule: String, broken: String) throws {
        var record = Record()
        record.sequence = 1
        record.stream = StreamName(kind: "finding", id: "1")
        record.occurredOn = CalendarDate(dayNumber: 1)
        record.data = Array("{}".utf8)
        let text = String(decoding: try record.encoded(), as: UTF8.self)
        let changed = text.replacing(rule, with: broken, maxReplacements: 1)
        #expect(changed != text)
        #expect(throws: Unreadable.self) { try Record(Array(changed.utf8)) }
    }

    @Test("a stream is its bytes: what Unicode takes for the same are two streams")
    func streams() throws {
        let (one, other) = (try #require(StreamName("finding/é")), try #require(StreamName("finding/e\u{301}")))
        #expect(one != other)
        #expect(Set([one, other]).count == 2)
        #expect(other < one)
        #expect(try #require(StreamName("finding/\u{338}x/y")).id == "\u{338}x/y")
        #expect(one.kind == "finding")
        for text in [
            "", "finding", "/1", "finding/", "f1/2", "finding/a\nb", "finding/" + String(repeating: "x", count: 193),
        ] {
            #expect(StreamName(text) == nil, "\(text)")
        }
    }

    @Test("an identifier is read in either case and written in lower case")
    func identifiers() {
        #expect(Identifier("0196F2A4-1234-7ABC-8DEF-0123456789AB")?.text == "0196f2a4-1234-7abc-8def-0123456789ab")
        for text in ["", "0196f2a4", "0196f2a4-1234-7abc-8def-0123456789ag", "0196f2a4+1234-7abc-8def-0123456789ab"] {
            #expect(Identifier(text) == nil, "\(text)")
        }
        let made = Identifier(at: Instant(milliseconds: 0x0196_F2A4_1234), random: Array(repeating: 0xFF, count: 10))
        #expect(made.text == "0196f2a4-1234-7fff-bfff-ffffffffffff")
    }

    @Test("a digest is read back from its hexadecimal digits, and from nothing else")
    func digests() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<200 {
            let digest = random.digest()
            #expect(digest.hex.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) })
            #expect(Digest(hex: digest.hex) == digest)
            #expect(Digest(digest.bytes) == digest)
            for byte in UInt8.min...UInt8.max where !"0123456789abcdef".utf8.contains(byte) {
                var digits = Array(digest.hex.utf8)
                digits[Int.random(in: 0..<64, using: &random)] = byte
                #expect(digits.withUnsafeBytes { Digest(hex: $0) } == nil)
            }
        }
        #expect(Digest.sha256("abc".utf8).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
