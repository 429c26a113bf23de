import Ledger
import Rectification
import Synchronization

extension EventPhrase {
    /// A record in the words of its payload's own description: what the schema calls each property, and its value.
    init?(describing record: Record) {
        guard let payload = EventCatalogue.payload(named: record.type),
            let description = SchemaCache.schema(of: payload),
            let data = try? CanonicalJSON.parse(record.data)
        else { return nil }
        let name = record.type.split(separator: ".").dropFirst().dropLast().joined(separator: " ")
        let title = Message(payload.about.zh, EventPhrase.names[name] ?? name)
        self.init(title, EventPhrase.parts(data, description) + [EventPhrase.line(data)])
    }

    /// What English calls the steps whose types do not read as words.
    private static let names = [
        "application applied": "applied for", "application kept": "title kept", "application lost": "title lost",
        "application reviewed": "title reviewed", "common settled": "problem settled", "grade goalset": "goal set",
        "grade selfassessed": "self-assessed", "gradecriteria adopted": "criteria adopted",
        "model objected": "objection", "model publicised": "made public", "pointrules adopted": "rules adopted",
        "points adjusted": "points by hand",
        "round accounted": "accountability", "round checked": "unit checked", "round scoped": "scope set",
        "round surveyed": "survey",
    ]

    /// The line of the sheet that claims it.
    private static func line(_ data: JSONValue) -> Message? {
        data["claim"]?["line"]?.integer.map { Message("（表第 \($0) 行）", "(sheet line \($0))") }
    }

    private static func parts(_ data: JSONValue, _ schema: JSONValue) -> [Message?] {
        guard let properties = schema["properties"]?.object else { return [] }
        return properties.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { name, property in
            guard let value = data[name], name != "_sd", name != "claim" else { return nil }
            return .labelled(
                property["title"]?.string ?? name, property["description"]?.string ?? name, told(value, property))
        }
    }

    /// Objects that are told by these of their properties alone, in this order: a goal by its year and grade, a mark by its
    /// item and number.
    private static let short: [[String]: [String]] = [
        ["grade", "rank", "year"]: ["year", "grade"], ["item", "marks"]: ["item", "marks"],
        ["full", "item"]: ["item", "full"], ["branch", "member", "points"]: ["member", "points"],
        ["cap", "counts", "item", "kinds", "note", "period", "sign", "value"]: ["item"],
    ]

    /// The names of an object's properties, in order.
    private static func properties(_ schema: JSONValue) -> [String] {
        schema["properties"]?.object?.map(\.key).sorted() ?? []
    }

    private static func told(_ value: JSONValue, _ schema: JSONValue) -> Message? {
        switch value {
        case .string(let text):
            if let title = schema["x-titles"]?[text], let zh = title["zh"]?.string, let en = title["en"]?.string {
                return Message(zh, en)
            }
            // A digest says nothing to people; `record show` has it.
            guard schema["pattern"] == nil else { return nil }
            return Message(verbatim: text.contains("/") ? ActorID(text)?.name ?? text : text)
        case .bool(let isSo): return isSo ? Message("是", "yes") : Message("否", "no")
        case .array(let values):
            let told = values.compactMap { self.told($0, schema["items"] ?? .null) }
            guard !told.isEmpty else { return nil }
            return Message(told.map(\.zh).joined(separator: "、"), told.map(\.en).joined(separator: ", "))
        case .object:
            // A file by its name, an exhibit by its kind and file, an item by its number and title.
            if let name = value["name"]?.string, value["mediatype"] != nil { return Message(verbatim: name) }
            if let kind = value["kind"]?.string, properties(schema) == ["file", "kind"] {
                let file = value["file"]?["name"]?.string
                return Message(verbatim: kind) + Message(file.map { "（\($0)）" } ?? "", file.map { " (\($0))" } ?? "")
            }
            if let number = value["number"]?.integer, let title = value["title"]?.string,
                properties(schema) == ["number", "title"]
            {
                return Message(verbatim: "\(number).\(title)")
            }
            if let names = short[properties(schema)] {
                let told = names.compactMap { value[$0]?.string ?? value[$0]?.integer.map(String.init) }
                return Message(verbatim: told.joined(separator: " "))
            }
            let told = parts(value, schema).compactMap { $0 }
            return Message(told.map(\.zh).joined(separator: "，"), told.map(\.en).joined(separator: "; "))
        case .null: return nil
        default: return value.integer.map { Message(verbatim: String($0)) }
        }
    }
}

/// Schemas of payloads, each made once.
private enum SchemaCache {
    private static let known = Mutex<[String: JSONValue]>([:])

    static func schema(of payload: any Payload.Type) -> JSONValue? {
        func describe<P: Payload>(_ type: P.Type) -> JSONValue? { try? PropertyCoder.schema(type) }
        return known.withLock { cache in
            if let schema = cache[payload.type] { return schema }
            let schema = describe(payload)
            cache[payload.type] = schema
            return schema
        }
    }
}
