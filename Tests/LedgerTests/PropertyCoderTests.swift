import Testing

@testable import Ledger

@Suite("the one walk over a payload's properties (docs/decisions/0001)")
struct PropertyCoderTests {
    private func read(_ bytes: [UInt8]) throws -> Sample {
        try bytes.withUnsafeBytes { try PropertyCoder.read(Sample.self, $0) }
    }

    private func read(_ text: String) throws -> Sample { try read(Array(text.utf8)) }

    @Test("what is written is canonical and is read back the same, whatever is absent or empty")
    func roundTrip() throws {
        var random = SeededRandom(seed: 1)
        for _ in 0..<2_000 {
            let sample = random.sample()
            let bytes = try PropertyCoder.write(sample).bytes
            try CanonicalJSON.check(bytes)
            #expect(try read(bytes) == sample)
        }
    }

    @Test("what is absent leaves no trace")
    func absent() throws {
        let bytes = try PropertyCoder.write(Sample()).bytes
        let zeros = String(repeating: "0", count: 64)
        let expected =
            #"{"choice":"low","day":"1970-01-01","digest":""# + zeros
            + #"","flag":false,"number":0,"part":{"count":0},"text":""}"#
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test("a property missing, unknown, of another type or out of place is refused")
    func refused() throws {
        let text = String(decoding: try PropertyCoder.write(Sample()).bytes, as: UTF8.self)
        _ = try read(text)
        let changes = [
            (#""number":0,"#, ""), (#""number":0,"#, #""number":0,"other":1,"#), (#""number":0"#, #""number":"0""#),
            (#""number":0"#, #""number":0.5"#), (#""number":0"#, #""number":-"#), (#""flag":false"#, #""flag":null"#),
            (#""choice":"low""#, #""choice":"medium""#), ("1970-01-01", "1970-13-01"), (#""text":"""#, #""text":"\x""#),
            (#""text":"""#, "\"text\":\"\n\""), (#"{"count":0}"#, "[]"), (#""text":""}"#, #""text":""}}"#),
            (#""text":""}"#, #""text":"","words":[]}"#), (#""text":""}"#, #""text":"","words":["a"}"#),
            (#""text":""}"#, #""text":""#), (#""number":0"#, #""number":99999999999999999999"#),
        ]
        for (from, to) in changes {
            let changed = text.replacing(from, with: to)
            #expect(changed != text)
            #expect(throws: Unreadable.self, "\(to)") { try read(changed) }
        }
    }

    @Test(
        "a text that is no UTF-8 is refused, not mended",
        arguments: [[0xFF], [0xF0, 0x90, 0x80], [0xE6, 0x95], [0xED, 0xA0, 0x80]])
    func notUTF8(bytes: [UInt8]) throws {
        var sample = Sample()
        sample.text = "整改"
        let written = try PropertyCoder.write(sample).bytes
        #expect(throws: Unreadable.self) { try read(written.replacing("整改".utf8, with: bytes)) }
    }

    @Test("an integer that I-JSON cannot carry is not written")
    func tooLarge() {
        var sample = Sample()
        sample.number = CanonicalJSON.largestInteger + 1
        #expect(throws: Unreadable.self) { try PropertyCoder.write(sample) }
    }

    @Test("erasable properties are written as sorted digests only, and their disclosures handed out")
    func erasable() throws {
        var random = SeededRandom(seed: 5)
        let bytes = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
        let surroundings = Surroundings(now: { Instant(milliseconds: 0) }, random: { Array(bytes.prefix($0)) })
        let sealer = Sealer(subject: StreamName(kind: "member", id: "7"), surroundings: surroundings)
        var sample = Sample()
        sample.person = Erasable(["name": "王某", "phone": "010-1234", "empty": ""])
        let written = try PropertyCoder.write(sample, sealer: sealer)
        #expect(!String(decoding: written.bytes, as: UTF8.self).contains("王某"))
        #expect(written.disclosures.map { $0.content?.value } == ["王某", "010-1234"])
        let again = try read(written.bytes)
        #expect(again.person.digests == written.disclosures.map(\.digest).sorted())
        #expect(again.person.values.isEmpty)
        #expect(throws: Unreadable.self, "without a sealer they would be lost") { try PropertyCoder.write(sample) }
    }

    @Test("the schema names every property, what must be there, and what is erasable")
    func schema() throws {
        let schema = try PropertyCoder.schema(Sample.self)
        let properties = try #require(schema["properties"]?.object)
        #expect(
            properties.map(\.key) == [
                "_sd", "amount", "choice", "day", "days", "digest", "files", "flag", "grade", "maybeday", "name",
                "number",
                "part", "phone", "rest", "text", "words",
            ])
        #expect(schema["required"] == ["choice", "day", "digest", "flag", "number", "part", "text"])
        #expect(properties["phone"]?["x-erasable"] == true)
        let titles = ["low": "low", "high": "high", "特别": "special"].mapValues { en -> JSONValue in
            ["en": .string(en), "zh": .string(en == "special" ? "特别" : en)]
        }
        #expect(
            properties["choice"] == [
                "enum": ["low", "high", "特别"], "title": "档", "description": "choice", "x-titles": .object(titles),
            ])
        #expect(properties["part"]?["required"] == ["count"])
        #expect(schema["additionalProperties"] == false)
    }
}
