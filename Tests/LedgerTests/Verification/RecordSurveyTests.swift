import Testing

@testable import Ledger

@Suite("what one pass over a record's bytes finds, against the plain way")
struct RecordSurveyTests {
    private func survey(_ bytes: [UInt8]) -> RecordSurvey? { bytes.withUnsafeBytes { RecordSurvey($0) } }

    /// The plain way: canonical, a record, with the forms of its attributes.
    private func plain(_ bytes: [UInt8]) -> Record? {
        guard bytes.count <= Record.maximumSize, (try? CanonicalJSON.check(bytes)) != nil,
            let record = try? Record(bytes), record.hasForm
        else { return nil }
        return record
    }

    private func text(_ range: Range<Int>, of bytes: [UInt8]) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// Whether the texts that are compared stand in the bytes as they are, and the version has no sign.
    private func isPlain(_ record: Record) -> Bool {
        guard record.version >= 0 else { return false }
        return [record.commandID, record.source, record.stream.text, record.type, record.signature ?? ""].allSatisfy {
            text in
            var written: [UInt8] = []
            CanonicalJSON.append(text, to: &written)
            return written.count == text.utf8.count + 2
        }
    }

    private func hold(_ bytes: [UInt8]) throws {
        guard let survey = survey(bytes) else {
            #expect(plain(bytes).map(isPlain) != true, "\(String(decoding: bytes, as: UTF8.self))")
            return
        }
        let record = try #require(plain(bytes), "\(String(decoding: bytes, as: UTF8.self))")
        #expect(survey.sequence == record.sequence && survey.version == record.version)
        #expect(survey.previousHash == record.previousHash && survey.time == record.time)
        #expect(survey.occurredOn == record.occurredOn && survey.isSigned == (record.signature != nil))
        #expect(text(survey.command, of: bytes) == record.commandID && text(survey.source, of: bytes) == record.source)
        #expect(text(survey.stream, of: bytes) == record.stream.text && text(survey.type, of: bytes) == record.type)
        #expect(Array(bytes[survey.data]) == record.data)
        let data = try CanonicalJSON.parse(record.data)
        if !survey.namesFiles { #expect(EvidenceFile.named(in: data).isEmpty) }
        if !survey.namesDigests { #expect(data.disclosureDigests.isEmpty) }
    }

    @Test("a sound record is seen as reading sees it", arguments: 0..<8)
    func sound(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<60 {
            var record = try random.record()
            record.actor += "督"
            record.signature = random.maybe { StandardBase64.encode($0.digest().bytes) }
            let bytes = try record.encoded()
            #expect(survey(bytes) != nil)
            try hold(bytes)
        }
    }

    @Test("no changed byte is sound for one way and not for the other", arguments: 0..<8)
    func changed(seed: UInt64) throws {
        var random = SeededRandom(seed: 100 + seed)
        let telling = Array("\"\\{}[],:.v0129-azé督\u{FFFE}".utf8)
        for _ in 0..<20 {
            var record = try random.record()
            record.actor += "督"
            let bytes = try record.encoded()
            for _ in 0..<40 {
                var bytes = bytes
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] ^= UInt8.random(in: 1...255, using: &random)
                case 1: bytes[place] = telling.randomElement(using: &random) ?? 0
                case 2: bytes.remove(at: place)
                default: bytes.insert(telling.randomElement(using: &random) ?? 0, at: place)
                }
                try hold(bytes)
            }
        }
    }

    @Test(
        "an attribute that is not of its form",
        arguments: [
            "taizhang.finding.v1", "taizhang.finding.closed.v0", "taizhang.finding.closed.v01",
            "taizhang.finding.closed", "taizhang..closed.v1", "taizhang.finding.-closed.v1",
            "taizhang.Finding.closed.v1",
            "taizhang.finding.closed.v", "other.finding.closed.v1", "taizhang.a.b.c.v12", "taizhang.a1.b-c.v3", "",
        ])
    func types(type: String) throws {
        var random = SeededRandom(seed: 7)
        var record = try random.record()
        (record.actor, record.type) = ("post/督查科科长", type)
        try hold(try record.encoded())
    }

    @Test("files are found without a tree as they are in it, whatever texts look like them", arguments: 0..<8)
    func files(seed: UInt64) throws {
        var random = SeededRandom(seed: 200 + seed)
        let lures = ["{\"mediatype\":\"", "{\"mediatype\":\"a\",\"name\":\"b\",", "}", "\\", "督"]
        for _ in 0..<60 {
            var sample = random.sample()
            sample.text += lures.randomElement(using: &random) ?? ""
            for index in sample.files.indices { sample.files[index].name += lures.randomElement(using: &random) ?? "" }
            let data = try PropertyCoder.write(sample).bytes
            let found = data.withUnsafeBytes { EvidenceFile.named(inCanonical: $0) }
            #expect(found == EvidenceFile.named(in: try CanonicalJSON.parse(data)))
            #expect(found.count == sample.files.count)
        }
    }

    @Test(
        "files one in another, with a property too many or too few",
        arguments: [
            #"{"a":{"mediatype":"t","name":"n","sha256":"H","size":1,"x":{"mediatype":"t","name":"n","sha256":"H","size":2}}}"#,
            #"{"a":{"mediatype":"t","name":"n","sha256":"H"}}"#, #"{"mediatype":"t","name":"n","sha256":"H","size":1}"#,
            #"{"a":{"mediatype":"t","name":"n","sha256":"H","size":1.5}}"#,
            #"{"a":{"mediatype":"t","name":{"mediatype":"t","name":"n","sha256":"H","size":3},"sha256":"H","size":1}}"#,
            #"[{"mediatype":"t","name":"n","sha256":"h","size":1},{"mediatype":"","name":"","sha256":"H","size":0}]"#,
        ])
    func nestedFiles(data: String) throws {
        let hex = Digest.sha256("x".utf8).hex
        let bytes = Array(data.split(separator: "H", omittingEmptySubsequences: false).joined(separator: hex).utf8)
        let found = bytes.withUnsafeBytes { EvidenceFile.named(inCanonical: $0) }
        #expect(found == EvidenceFile.named(in: try CanonicalJSON.parse(bytes)))
    }

    @Test("UTF-8 is walked as it is character by character", arguments: 0..<8)
    func characters(seed: UInt64) throws {
        var random = SeededRandom(seed: 300 + seed)
        let leads: [UInt8] = [0xE0, 0xE1, 0xE4, 0xE9, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xC3, 0x41, 0x22]
        let followers: [UInt8] = [0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xAF, 0xB7, 0xBB, 0xBE, 0xBF, 0xC0, 0x41]
        for _ in 0..<1_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes += "督查".utf8.prefix(Int.random(in: 0...2, using: &random) * 3)
                bytes.append(leads.randomElement(using: &random) ?? 0)
                bytes += (0..<2).map { _ in followers.randomElement(using: &random) ?? 0 }
            }
            let end = bytes.withUnsafeBytes { JSONText.endOfThreeByteCharacters(in: $0, from: 0) }
            var (position, isSound) = (0, true)
            bytes.withUnsafeBytes { bytes in
                while isSound, position < end {
                    let length = try? JSONText.lengthOfCharacter(in: bytes, at: position)
                    isSound = length == 3
                    position += 3
                }
            }
            #expect(isSound && position == end, "\(bytes)")
            let quoted = [0x22] + bytes + [0x22]
            #expect((try? CanonicalJSON.check(quoted)) != nil || isRefused(quoted), "\(bytes)")
        }
    }

    private func isRefused(_ bytes: [UInt8]) -> Bool {
        guard let value = try? CanonicalJSON.parse(bytes) else { return true }
        return CanonicalJSON.serialize(value) != bytes
    }
}
