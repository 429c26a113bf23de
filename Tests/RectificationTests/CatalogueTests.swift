import Foundation
import Ledger
import Testing

@testable import Rectification

/// `events/` and the code, held together both ways. `TAIZHANG_REWRITE=1 swift test --filter CatalogueTests` writes what
/// the code says: for a new type or version. What was there before must not change: read the diff.
@Suite("the catalogue of events", .serialized)
struct CatalogueTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("events")
    static let rewrites = ProcessInfo.processInfo.environment["TAIZHANG_REWRITE"] == "1"

    @Test("has for each type its schema, as the code describes it", arguments: EventCatalogue.payloads.map { $0.type })
    func schema(_ type: String) throws {
        let payload = try #require(EventCatalogue.payload(named: type))
        let text = pretty(try Catalogue.schema(of: payload)) + "\n"
        let file = Self.folder.appendingPathComponent("\(type).schema.json")
        if Self.rewrites { try text.write(to: file, atomically: true, encoding: .utf8) }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test(
        "has for each type a golden record that the code reads, and writes again to the same bytes",
        arguments: EventCatalogue.payloads.map { $0.type })
    func golden(_ type: String) throws {
        let payload = try #require(EventCatalogue.payload(named: type))
        let file = Self.folder.appendingPathComponent("\(type).golden.json")
        if Self.rewrites, !FileManager.default.fileExists(atPath: file.path) {
            try Data(try Catalogue.example(of: payload).encoded()).write(to: file)
        }
        let bytes = [UInt8](try Data(contentsOf: file))
        let record = try Record(bytes)
        #expect(record.type == type)
        #expect(try record.encoded() == bytes)
        #expect(try Catalogue.rewritten(record.data, as: payload) == record.data)
        // Every property is in it, so that none can be renamed or retyped unseen.
        let schema = try Catalogue.schema(of: payload)
        let data = try CanonicalJSON.parse(record.data)
        for (name, description) in schema["properties"]?.object ?? JSONObject() where description["x-erasable"] == nil {
            #expect(data[name] != nil, "the golden record of \(type) lacks \(name)")
        }
    }

    @Test(
        "has no payload that names an actor or a finding in the short form that people type",
        arguments: [("post/", ""), ("2020-0", "2020-")])
    func shortNames(_ long: String, _ short: String) throws {
        let file = Self.folder.appendingPathComponent("\(FindingMerged.type).golden.json")
        let bytes = [UInt8](try Data(contentsOf: file))
        let data = try Record(bytes).data
        let changed = Array(String(decoding: data, as: UTF8.self).replacing(long, with: short).utf8)
        #expect(changed != data)
        #expect(throws: Unreadable.self) { try Catalogue.rewritten(changed, as: FindingMerged.self) }
    }

    @Test("has no schema, record or hash of a type that the code does not know, and a hash for each record")
    func nothingElse() throws {
        let types = EventCatalogue.payloads.map { $0.type }
        let sums = try types.map { type in
            let bytes = try Data(contentsOf: Self.folder.appendingPathComponent("\(type).golden.json"))
            return "\(Digest.sha256(bytes))  \(type).golden.json\n"
        }
        let file = Self.folder.appendingPathComponent("SHA256SUMS")
        if Self.rewrites { try sums.joined().write(to: file, atomically: true, encoding: .utf8) }
        #expect(try String(contentsOf: file, encoding: .utf8) == sums.joined())
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let expected = types.flatMap { ["\($0).schema.json", "\($0).golden.json"] }
        #expect(Set(found) == Set(expected + ["README.md", "SHA256SUMS", "record.schema.json"]))
    }

    @Test("has the schema of the record around every payload")
    func envelope() throws {
        let text = pretty(try Catalogue.recordSchema()) + "\n"
        let file = Self.folder.appendingPathComponent("record.schema.json")
        if Self.rewrites { try text.write(to: file, atomically: true, encoding: .utf8) }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }

    @Test("lists every type in events/README.md with what it says in both languages")
    func readme() throws {
        let file = Self.folder.appendingPathComponent("README.md")
        let rows = EventCatalogue.payloads.map { payload in
            "| `\(payload.type)` | \(payload.about.zh) | \(payload.about.en) | \(payload.needsReason ? "yes" : "") |"
        }
        var text = try String(contentsOf: file, encoding: .utf8)
        let marks = ("<!-- types: begin -->\n", "<!-- types: end -->")
        let start = try #require(text.range(of: marks.0)), end = try #require(text.range(of: marks.1))
        let table =
            "| type | 含义 | meaning | reason required |\n| --- | --- | --- | --- |\n" + rows.joined(separator: "\n")
            + "\n"
        if Self.rewrites {
            text.replaceSubrange(start.upperBound..<end.lowerBound, with: table)
            try text.write(to: file, atomically: true, encoding: .utf8)
        } else {
            #expect(text[start.upperBound..<end.lowerBound] == table)
        }
    }

    private func pretty(_ value: JSONValue) -> String {
        let data = Data(CanonicalJSON.serialize(value))
        guard let object = try? JSONSerialization.jsonObject(with: data),
            let text = try? JSONSerialization.data(
                withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        else { return "" }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Schemas and examples, made from what each payload lists of itself.
enum Catalogue {
    static func schema(of payload: any Payload.Type) throws -> JSONValue {
        func describe<P: Payload>(_ type: P.Type) throws -> JSONValue { try PropertyCoder.schema(type) }
        var members = try describe(payload).object ?? JSONObject()
        members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        members["$id"] = .string("urn:taizhang:\(payload.type)")
        members["title"] = .string(payload.about.zh)
        members["description"] = .string(payload.about.en)
        return .object(members)
    }

    static func recordSchema() throws -> JSONValue {
        var members = try PropertyCoder.schema(Record.self).object ?? JSONObject()
        members["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        members["$id"] = "urn:taizhang:record"
        members["title"] = "记录"
        members["description"] = "a record of the ledger: CloudEvents 1.0.2, JSON event format"
        return .object(members)
    }

    /// A payload's bytes read and written again.
    static func rewritten(_ data: [UInt8], as payload: any Payload.Type) throws -> [UInt8] {
        func rewrite<P: Payload>(_ type: P.Type) throws -> [UInt8] {
            try PropertyCoder.write(try data.withUnsafeBytes { try PropertyCoder.read(type, $0) }).bytes
        }
        return try rewrite(payload)
    }

    /// A record of the type with every property that it can have.
    static func example(of payload: any Payload.Type) throws -> Record {
        var record = Record()
        record.sequence = 17
        record.source = "urn:uuid:0196f2a4-7c11-7d02-8a51-3f1c5e6b7a90"
        record.stream = stream(of: payload.type)
        record.version = payload.type == Record.openedType ? 1 : 3
        record.time = Instant("2020-10-08T01:12:03.412Z") ?? record.time
        record.occurredOn = CalendarDate("2020-09-30") ?? record.occurredOn
        record.type = payload.type
        record.actor = "post/督查科科长"
        record.onBehalfOf = "person/DY-001"
        record.commandID = "0196f2a4-8d22-7e13-9b62-4a2d6f7c8ba1"
        record.reason = "理由"
        record.previousHash = .sha256("previous".utf8)
        record.data = CanonicalJSON.serialize(value(try schema(of: payload), named: ""))
        return record
    }

    private static func stream(of type: String) -> StreamName {
        if let kind = Concepts.kind(ofType: type) { return StreamName(kind: kind, id: names[kind] ?? "2020-015") }
        return switch type.split(separator: ".")[1] {
        case "ledger" where type != LedgerRestored.type:
            StreamName(kind: "ledger", id: "0196f2a4-7c11-7d02-8a51-3f1c5e6b7a90")
        case "unit": StreamName(kind: "unit", id: "第一党支部")
        case "actor", "role": StreamName(kind: "post", id: "督查科科长")
        case "sheet": StreamName(kind: "sheet", id: "9f86d081884c7d65")
        case "key": StreamName(kind: "key", id: "post/督查科科长")
        case "heads": StreamName(kind: "heads", id: "0196f2a4-7c11-7d02-8a51-3f1c5e6b7a90")
        case "policy", "ledger": StreamName(kind: "custody", id: "0196f2a4-7c11-7d02-8a51-3f1c5e6b7a90")
        case "field": StreamName(kind: "erasure", id: "3")
        default: StreamName(kind: "unlisted", id: type)
        }
    }

    /// What things of a kind are called; the others have numbers.
    private static let names = [
        "regulation": "三会一课制度", "round": "巡察反馈-2020",
        "plan": "2020年下半年", "task": "2020年下半年-15", "duty": "支委会",
        "member": "DY-001", "pointrules": "党员量化积分", "quarter": "2020-Q3", "gradecriteria": "支部评星定级办法", "grade": "第一党支部",
        "application": "区级文明单位",
    ]

    private static func value(_ schema: JSONValue, named name: String) -> JSONValue {
        if let words = schema["enum"]?.array { return words[0] }
        switch schema["type"]?.string {
        case "object":
            let properties = schema["properties"]?.object ?? JSONObject()
            return .object(
                Dictionary(
                    uniqueKeysWithValues: properties.filter { $0.value["x-erasable"] == nil }
                        .map { ($0.key, value($0.value, named: $0.key)) }))
        case "array": return .array([value(schema["items"] ?? .null, named: name)])
        case "integer": return name == "size" ? 4_096 : 1
        case "boolean": return true
        default:
            if schema["format"]?.string == "date" { return "2020-08-31" }
            if let pattern = schema["pattern"]?.string {
                let digest = Digest.sha256(name.utf8)
                return .string(pattern.contains("{43}") ? Base64URL.encode(digest.bytes) : digest.hex)
            }
            return .string(words[name] ?? "三会一课记录不规范")
        }
    }

    /// The keys of C2SP signed-note's example, and of a cosigner.
    private static let vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    private static let witness = "witness+f13a86db+BNYV1Ztajd9BvyjP2HgpwrqYL6TjOwIjGMOq8Bu42xbN"

    private static let words = [
        "basis": "个人信息保护法第四十七条", "digest": "CYwvNwZ3dn31iq0SSUKatb-AXxQqUNlxpnpr1GWZf3I",
        "holder": "post/督查科科长", "property": "phone", "signed": "taizhang.finding.closed.v1",
        "quorum": "witness archives \(Catalogue.witness)\nquorum archives\n", "vkey": Catalogue.vkey,
        "note": """
        taizhang-key/v1
        register
        urn:uuid:0196f2a4-7c11-7d02-8a51-3f1c5e6b7a90
        post/督查科科长
        \(Catalogue.vkey)

        — post/督查科科长 wJrOLQ==

        """,
        "answers": "2020-015", "documentnumber": "信访党〔2020〕12号", "successor": "组织生活制度",
        "actor": "post/督查科科长", "approvedby": "post/党组书记", "body": "区委巡察组", "category": "三会一课", "code": "E-CLAIM-DATE",
        "column": "销号时间", "encoding": "UTF-8", "expects": "会议记录", "from": "2020-016", "into": "2020-016",
        "kind": "会议记录",
        "leader": "post/分管副局长", "leadunit": "督查科", "mediatype": "application/pdf", "name": "会议记录.pdf",
        "open": "2020-016",
        "owner": "post/第一支部书记", "round": "巡察反馈-2020", "source": "巡察反馈", "status": "已完成", "unit": "第一党支部",
        "activity": "2020-001", "branch": "第一党支部", "host": "post/第一支部书记", "participants": "DY-001",
        "tasks": "2020年下半年-15", "regulations": "三会一课制度", "target": "finding/2020-015", "without": "tasks",
        "kinds": "支委会",
        "criteria": "支部评星定级办法", "member": "DY-011", "rules": "党员量化积分", "section": "督查科",
        "units": "第一党支部", "with": "post/纪检组长", "zone": "Asia/Shanghai",
    ]
}
