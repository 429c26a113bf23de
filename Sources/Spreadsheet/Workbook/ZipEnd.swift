/// The end record of a zip file (APPNOTE 4.3.16), by which readers find everything else.
///
/// Some take the first that they see and some the last, and some count from it backwards where others count from the
/// beginning: a file can be one workbook to one program and another to the next. Such a file is not read at all.
enum ZipEnd {
    /// Whether the file is a zip file in one way only: it begins with a part, and its one end record, without a comment,
    /// is its end and stands right behind the directory.
    static func isOnlyEnd(of bytes: [UInt8]) -> Bool {
        let end = bytes.count - size
        guard end >= 0, isSign(local, at: 0, in: bytes), isSign(sign, at: end, in: bytes) else { return false }
        // No comment; and one file, not a part of several.
        guard number(2, at: end + 20, in: bytes) == 0, number(4, at: end + 4, in: bytes) == 0 else { return false }
        let directory = number(4, at: end + 16, in: bytes) + number(4, at: end + 12, in: bytes)
        guard directory == end || isLong(directory, before: end, in: bytes) else { return false }
        // A comment, and with it the way from another end record to this one, has at most 65,535 bytes.
        return !(max(0, end - 0xFFFF - size)..<end).contains { isSign(sign, at: $0, in: bytes) }
    }

    /// Whether between directory and end record stand the two records of a large file (4.3.14 and 4.3.15), which some
    /// programs also write for a small one, and these tell of the same directory.
    private static func isLong(_ directory: Int, before end: Int, in bytes: [UInt8]) -> Bool {
        directory == end - 76 && isSign([0x50, 0x4B, 6, 6], at: directory, in: bytes)
            && isSign([0x50, 0x4B, 6, 7], at: end - 20, in: bytes)
            && number(4, at: end - 12, in: bytes) == directory && number(4, at: end - 8, in: bytes) == 0
            && bytes[(directory + 40)..<(directory + 44)] == bytes[(end + 12)..<(end + 16)]
            && bytes[(directory + 48)..<(directory + 52)] == bytes[(end + 16)..<(end + 20)]
            && number(4, at: directory + 44, in: bytes) == 0 && number(4, at: directory + 52, in: bytes) == 0
    }

    private static let size = 22
    private static let local: [UInt8] = [0x50, 0x4B, 3, 4]
    private static let sign: [UInt8] = [0x50, 0x4B, 5, 6]

    private static func isSign(_ sign: [UInt8], at place: Int, in bytes: [UInt8]) -> Bool {
        place >= 0 && place + 4 <= bytes.count && bytes[place] == sign[0] && bytes[place + 1] == sign[1]
            && bytes[place + 2] == sign[2] && bytes[place + 3] == sign[3]
    }

    private static func number(_ width: Int, at place: Int, in bytes: [UInt8]) -> Int {
        (0..<width).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}
