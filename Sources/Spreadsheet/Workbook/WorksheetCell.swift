import Glibc
import Ledger

/// A cell while it is being read (ECMA-376 part 1, 18.3.1.4).
struct WorksheetCell {
    /// Where the value is, and what it means (18.18.11 ST_CellType).
    enum Kind {
        case number, shared, inline, text, boolean, error, day
    }

    let column: Int
    let kind: Kind
    let style: Int?
    var value: [UInt8] = []
    var inline = RichText()
    var hasFormula = false
    var hasValue = false

    /// Nil for a kind of cell that there is not.
    init?(column: Int, kind: UnsafePointer<CChar>?, style: Int?) {
        guard let kind = WorksheetCell.kind(kind) else { return nil }
        self.kind = kind
        self.column = column
        self.style = style
    }

    /// Compared where it stands: a String for each cell of a large sheet takes its time.
    private static func kind(_ name: UnsafePointer<CChar>?) -> Kind? {
        guard let name else { return .number }
        return kinds.first { kind in
            strcmp(name, UnsafeRawPointer(kind.name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
        }?.kind
    }

    private static let kinds: [(name: StaticString, kind: Kind)] = [
        ("s", .shared), ("n", .number), ("inlineStr", .inline), ("str", .text), ("b", .boolean), ("e", .error),
        ("d", .day),
    ]

    /// Whether a formula stands here that no program has calculated yet. Some write an empty value beside it, which is
    /// a result only of a text.
    var isUncalculated: Bool {
        guard hasFormula, kind != .inline else { return false }
        return !hasValue || (value.isEmpty && kind != .text)
    }

    /// What a person sees in it; nil where the value is none of its kind.
    mutating func text(in workbook: Workbook) throws(Fault) -> String? {
        switch kind {
        case .inline: return inline.take()
        case .text, .error: return EscapedText.read(value)
        case .day: return day
        case .number, .shared, .boolean: break
        }
        if value.isEmpty { return "" }
        switch kind {
        case .boolean: return value == [0x31] || value.elementsEqual("true".utf8) ? "TRUE" : "FALSE"
        case .shared: return try number.flatMap { place throws(Fault) in try workbook.string(place) }
        default:
            if workbook.numbers == .plain {
                return Double(String(decoding: value, as: UTF8.self)).map { Int(exactly: $0)?.description ?? "\($0)" }
            }
            let format = try workbook.format(style)
            // A short whole number is what it looks like already.
            if format == .general, value.count <= 9, let number { return "\(number)" }
            return DecimalNumber.value(value).map { format.text($0, workbook.days) }
        }
    }

    /// The value as a whole number of at most nine digits.
    private var number: Int? {
        guard (1...9).contains(value.count) else { return nil }
        var out = 0
        for byte in value {
            guard (0x30...0x39).contains(byte) else { return nil }
            out = out * 10 + Int(byte - 0x30)
        }
        return out
    }

    /// ISO 8601, as it stands; of a whole day without its midnight.
    private var day: String {
        let text = String(decoding: value, as: UTF8.self)
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2 else { return text }
        return parts[1].allSatisfy { "0:.Z".contains($0) } ? String(parts[0]) : parts[0] + " " + parts[1]
    }
}
