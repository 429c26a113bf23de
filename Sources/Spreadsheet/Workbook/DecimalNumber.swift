import Glibc

/// A number of a workbook as decimal digits: the fifteen that a spreadsheet program shows and calculates with, so that
/// 0.1 + 0.2 is 0.3 here as well.
struct DecimalNumber: Equatable {
    var isNegative: Bool
    /// Without zeros in front and behind; none for zero.
    private var digits: [UInt8]
    /// How many of the digits stand before the point; negative where zeros stand between it and the first.
    private var point: Int

    /// Nil for what is no finite number of XML Schema (xsd:double): spaces, hexadecimal, `inf`.
    static func value(_ text: [UInt8]) -> Double? {
        let allowed = text.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
        guard allowed, !text.isEmpty, let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }

    init(_ value: Double) {
        // d.dddddddddddddde±x
        let text = Array(DecimalNumber.print(value))
        isNegative = text.first == UInt8(ascii: "-")
        let mark = text.firstIndex(of: UInt8(ascii: "e")) ?? text.endIndex
        digits = text[..<mark].filter { (0x30...0x39).contains($0) }.map { $0 - 0x30 }
        point = (Int(String(decoding: text[mark...].dropFirst(), as: UTF8.self)) ?? 0) + 1
        normalise()
    }

    var isZero: Bool { digits.isEmpty }
    /// Whether it can be written out without a row of zeros that nobody would read.
    var isShort: Bool { isZero || (-9...21).contains(point) }

    /// Times 100, for a percentage.
    mutating func makePercent() { if !isZero { point += 2 } }

    /// To so many decimals, a five away from zero.
    mutating func round(decimals: Int) {
        let kept = point + decimals
        guard kept < digits.count else { return }
        let roundsUp = kept >= 0 && digits[kept] >= 5
        digits = Array(digits.prefix(max(0, kept)))
        if roundsUp {
            var place = digits.count - 1
            while place >= 0, digits[place] == 9 {
                digits[place] = 0
                place -= 1
            }
            if place >= 0 {
                digits[place] += 1
            } else {
                digits.insert(1, at: 0)
                point += 1
            }
        }
        normalise()
    }

    /// Written out, with at least so many digits before the point and behind it; its sign left out.
    func text(whole: Int = 1, decimals: Int = 0) -> String {
        var before = Array(digits.prefix(max(0, point)))
        before += [UInt8](repeating: 0, count: max(0, point - digits.count))
        before = [UInt8](repeating: 0, count: max(0, whole - before.count)) + before
        var behind = [UInt8](repeating: 0, count: max(0, -point)) + digits.dropFirst(max(0, point))
        behind += [UInt8](repeating: 0, count: max(0, decimals - behind.count))
        let written = { (digits: [UInt8]) in String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self) }
        return written(before) + (behind.isEmpty ? "" : "." + written(behind))
    }

    private mutating func normalise() {
        while digits.last == 0 { digits.removeLast() }
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        point = digits.isEmpty ? 0 : point - zeros
        if digits.isEmpty { isNegative = false }
    }

    private static func print(_ value: Double) -> ArraySlice<UInt8> {
        var room = [CChar](repeating: 0, count: 40)
        let count = withVaList([value]) { vsnprintf(&room, room.count, "%.14e", $0) }
        return room.map { UInt8(bitPattern: $0) }[..<min(Int(count), room.count)]
    }
}
