/// What reading, writing and checking JSON know of its bytes.
enum JSONText {
    /// The end of the bytes from `start` that stand in a string as they are: up to the next quotation mark, backslash or
    /// control character. Eight at a time: strings are most of a record.
    static func endOfPlain(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var position = start
        while position + 8 <= bytes.count {
            let special = specials(bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian)
            if special != 0 { return position + special.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < bytes.count, !isSpecial(bytes[position]) { position += 1 }
        return position
    }

    /// As `endOfPlain`, but stops before the first byte that is not ASCII too.
    static func endOfPlainASCII(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var position = start
        while position + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
            let special = specials(word) | word & 0x8080_8080_8080_8080
            if special != 0 { return position + special.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < bytes.count, bytes[position] < 0x80, !isSpecial(bytes[position]) { position += 1 }
        return position
    }

    /// The end of the run of characters of three bytes from `start`: Chinese is hardly anything else. Four bytes are looked
    /// at together where `lengthOfCharacter` needs a branch for each; what may be a surrogate, a noncharacter or overlong
    /// (lead bytes E0 and ED, and EF before B7 and BF) is left to it. A canonical record of 590 bytes took 14,700
    /// instructions to check before, mostly here (callgrind).
    static func endOfThreeByteCharacters(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var position = start
        while position + 4 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self).littleEndian
            guard word & 0x00C0_C0F0 == 0x0080_80E0 else { return position }
            switch word & 0xFF {
            case 0xE0, 0xED: return position
            case 0xEF where word & 0xF700 == 0xB700: return position
            default: position += 3
            }
        }
        return position
    }

    private static func isSpecial(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

    /// Of eight bytes, the highest bit of each that is special: the zero-byte test of "Bit Twiddling Hacks"
    /// (S. E. Anderson). Beyond the first such byte (the lowest) others may be marked that are not.
    @inline(__always)
    private static func specials(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let control = (word &- (ones &* 0x20)) & ~word
        return (control | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & (ones &* 0x80)
    }

    /// The length of the character that begins here with a byte beyond ASCII (Unicode 16, table 3-7).
    static func lengthOfCharacter(in bytes: UnsafeRawBufferPointer, at start: Int) throws(JSONFault) -> Int {
        let first = bytes[start]
        let (length, second): (Int, ClosedRange<UInt8>)
        switch first {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw JSONFault(.notUTF8, at: start)
        }
        guard start + length <= bytes.count, second.contains(bytes[start + 1]) else {
            throw JSONFault(.notUTF8, at: start)
        }
        for index in 2..<max(length, 2) where bytes[start + index] & 0xC0 != 0x80 {
            throw JSONFault(.notUTF8, at: start)
        }
        if first >= 0xEF, isNoncharacter(bytes, start, length) { throw JSONFault(.noncharacter, at: start) }
        return length
    }

    private static func isNoncharacter(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ length: Int) -> Bool {
        var value: UInt32 = 0
        for index in (start + length - 3)..<(start + length) { value = value << 6 | UInt32(bytes[index] & 0x3F) }
        return isNoncharacter(length == 3 ? value & 0xFFFF : value | 0x10_0000)
    }

    /// RFC 7493 §2.1 forbids them: U+FDD0–U+FDEF and the last two of each plane.
    static func isNoncharacter(_ value: UInt32) -> Bool {
        value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value)
    }

    /// The letter after the backslash for those that have a short escape (RFC 8785 §3.2.2.2).
    static func shortEscape(of byte: UInt8) -> UInt8? {
        switch byte {
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        case 0x22, 0x5C: byte
        default: nil
        }
    }

    /// Whether, of two UTF-8 texts that first differ in these bytes, the one with `left` comes first by UTF-16 code
    /// units: as by bytes, but characters beyond U+FFFF (from 0xF0) are surrogates there, before U+E000 (0xEE, 0xEF).
    static func precedesInUTF16(_ left: UInt8, _ right: UInt8) -> Bool {
        if left >= 0xEE, right >= 0xEE, (left >= 0xF0) != (right >= 0xF0) { return left >= 0xF0 }
        return left < right
    }
}
