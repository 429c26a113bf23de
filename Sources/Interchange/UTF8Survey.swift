/// What one pass over bytes says of them as UTF-8 (The Unicode Standard, table 3-7: well-formed byte sequences).
package struct UTF8Survey {
    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The offset of the first byte that begins no well-formed sequence, or nil where all are well-formed.
    private(set) var firstIllFormed: Int?
    private var wellFormedSequences = 0
    private var illFormedBytes = 0

    /// Whether this is UTF-8 that was damaged rather than another encoding: GB18030 text, read as UTF-8,
    /// has far more ill-formed bytes than well-formed sequences of several bytes.
    var isMostlyWellFormed: Bool { wellFormedSequences > illFormedBytes }

    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                if bytes[index] < 0x80 {
                    index += 1
                    continue
                }
                let length = UTF8Survey.sequenceLength(bytes, index)
                if length > 0 {
                    wellFormedSequences += 1
                    index += length
                } else {
                    illFormedBytes += 1
                    if firstIllFormed == nil { firstIllFormed = index }
                    index += 1
                }
            }
        }
    }

    /// The length of the well-formed sequence of several bytes that begins here, or 0.
    private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        let second: ClosedRange<UInt8>
        let length: Int
        switch bytes[start] {
        case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
        case 0xE0: (second, length) = (0xA0...0xBF, 3)
        case 0xED: (second, length) = (0x80...0x9F, 3)
        case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
        case 0xF0: (second, length) = (0x90...0xBF, 4)
        case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
        case 0xF4: (second, length) = (0x80...0x8F, 4)
        default: return 0
        }
        guard start + length <= bytes.count, second.contains(bytes[start + 1]) else { return 0 }
        for index in (start + 2)..<max(start + 2, start + length) where bytes[index] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
