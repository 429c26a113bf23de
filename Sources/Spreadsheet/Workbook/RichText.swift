import Ledger

/// The text of a string item (ECMA-376 part 1, 18.4.8): its own, or that of its runs one after the other. How it is
/// pronounced (18.4.6, phonetic runs) is no part of it.
struct RichText {
    private var bytes: [UInt8] = []
    private var isInRun = false
    private var isInText = false

    /// `depth` is 1 for what stands directly within the item.
    mutating func start(_ element: MarkupName, depth: Int) {
        switch depth {
        case 1:
            isInText = element.is("t")
            isInRun = element.is("r")
        case 2: isInText = isInRun && element.is("t")
        default: isInText = false
        }
    }

    mutating func end(depth: Int) {
        isInText = false
        if depth == 1 { isInRun = false }
    }

    mutating func append(_ text: UnsafeRawBufferPointer, limit: Int) throws(Fault) {
        guard isInText else { return }
        bytes.append(contentsOf: text)
        guard bytes.count <= limit else { throw .limit(.cell, limit) }
    }

    /// The text so far; begins anew.
    mutating func take() -> String {
        let text = EscapedText.read(bytes)
        self = RichText()
        return text
    }
}

/// Characters that XML cannot hold stand in a workbook as `_x000D_` (ECMA-376 part 1, 22.9.2.19 ST_Xstring), and an
/// underscore that would begin such a form as `_x005F_`.
enum EscapedText {
    static func read(_ bytes: [UInt8]) -> String {
        guard bytes.contains(underscore) else { return String(decoding: bytes, as: UTF8.self) }
        var out: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if let scalar = escape(bytes, place) {
                out += String(scalar).utf8
                place += 7
            } else {
                out.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Half of a surrogate pair is no character: it stays as it is written.
    private static func escape(_ bytes: [UInt8], _ place: Int) -> Unicode.Scalar? {
        guard place + 7 <= bytes.count, bytes[place] == underscore, bytes[place + 1] == UInt8(ascii: "x"),
            bytes[place + 6] == underscore
        else { return nil }
        var value: UInt32 = 0
        for byte in bytes[(place + 2)..<(place + 6)] {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
            default: return nil
            }
        }
        return Unicode.Scalar(value)
    }

    private static let underscore = UInt8(ascii: "_")
}
