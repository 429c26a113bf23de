@testable import Ledger

extension SeededRandom {
    /// A text of what is hard in JSON: escapes, every length of UTF-8, letters that Unicode takes for the same.
    mutating func text(upTo length: Int = 6) -> String {
        let characters: [Unicode.Scalar] = [
            "a", "b", "_", "1", " ", "/", "\"", "\\", "\n", "\u{0}", "\u{1F}", "\u{7F}", "é", "\u{301}", "整", "台",
            "\u{E000}",
            "\u{FFFD}", "😂", "\u{10FFFD}",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            text.append(characters[Int.random(in: 0..<characters.count, using: &self)])
        }
        return String(text)
    }

    mutating func json(depth: Int = 3) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2: return .number(Double(Int.random(in: -1_000_000...1_000_000, using: &self)))
        case 3: return .number(double())
        case 4, 5: return .string(text())
        case 6:
            return .array((0..<Int.random(in: 0...4, using: &self)).map { _ in json(depth: depth - 1) })
        default:
            var members = JSONObject()
            for _ in 0..<Int.random(in: 0...5, using: &self) { members[text(upTo: 3)] = json(depth: depth - 1) }
            return .object(members)
        }
    }

    /// A double that I-JSON can carry, of any size.
    private mutating func double() -> Double {
        let value = Double(bitPattern: next())
        let isWhole = value.magnitude < 1e21 && value == value.rounded(.towardZero)
        return value.isFinite && !isWhole ? value : Double.random(in: -100...100, using: &self)
    }
}
