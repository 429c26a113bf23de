import Ledger
import Rectification

// What `--json` prints: lower-camel keys that never change, dates as ISO text, null for what is not known.

extension JSONValue {
    /// Over several lines, for `--json`.
    var document: String { shownInJSON(indented(0)) + "\n" }

    /// In one line, for `--jsonl`.
    var line: String { shownInJSON(String(decoding: CanonicalJSON.serialize(self), as: UTF8.self)) + "\n" }

    private func indented(_ depth: Int) -> String {
        switch self {
        case .array(let items) where !items.isEmpty:
            return JSONValue.block("[", items.map { $0.indented(depth + 1) }, "]", depth)
        case .object(let members) where !members.isEmpty:
            let lines = members.map { key, value in
                String(decoding: CanonicalJSON.serialize(.string(key)), as: UTF8.self) + ": "
                    + value.indented(depth + 1)
            }
            return JSONValue.block("{", lines, "}", depth)
        default: return String(decoding: CanonicalJSON.serialize(self), as: UTF8.self)
        }
    }

    private static func block(_ open: String, _ lines: [String], _ close: String, _ depth: Int) -> String {
        let margin = String(repeating: "  ", count: depth)
        return open + "\n" + lines.map { margin + "  " + $0 }.joined(separator: ",\n") + "\n" + margin + close
    }

    static func text(_ value: (some CustomStringConvertible)?) -> JSONValue {
        value.map { .string($0.description) } ?? .null
    }

    static func integer(_ value: Int?) -> JSONValue { value.map { .number(Double($0)) } ?? .null }
    static func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    static func texts(_ values: some Sequence<some CustomStringConvertible>) -> JSONValue {
        .array(values.map { .string($0.description) })
    }
}
