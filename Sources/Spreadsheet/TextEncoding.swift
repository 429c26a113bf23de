import Glibc
import Ledger

/// How a text file's characters became bytes. Spreadsheets in Chinese offices write all five of these.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf8WithMark = "UTF-8 (BOM)"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case gb18030 = "GB18030"

    package var name: String { rawValue }

    /// Takes a byte order mark at its word; without one the text is UTF-8 where it is well-formed, else GB18030.
    ///
    /// Throws `E-IMPORT-ENCODING` with the byte offset (from 0) and the line (from 1) of the first byte that fits nowhere.
    /// Text that is mostly well-formed UTF-8 is damaged UTF-8: most such bytes would also pass as GB18030, as nonsense.
    package static func decode(_ bytes: [UInt8]) throws(Fault) -> DecodedText {
        if bytes.starts(with: [0xFF, 0xFE]) {
            return try DecodedText(.utf16LittleEndian, convert(bytes, skipping: 2, from: .utf16LittleEndian))
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return try DecodedText(.utf16BigEndian, convert(bytes, skipping: 2, from: .utf16BigEndian))
        }
        let marked = bytes.starts(with: UTF8Survey.byteOrderMark)
        let survey = UTF8Survey(bytes)
        guard let offset = survey.firstIllFormed else {
            return marked ? DecodedText(.utf8WithMark, Array(bytes.dropFirst(3))) : DecodedText(.utf8, bytes)
        }
        if marked || survey.isMostlyWellFormed {
            let encoding = marked ? TextEncoding.utf8WithMark : .utf8
            throw illFormed(encoding, at: offset, after: bytes[..<offset])
        }
        var converted = try convert(bytes, skipping: 0, from: .gb18030)
        if converted.starts(with: UTF8Survey.byteOrderMark) { converted.removeFirst(3) }
        return DecodedText(.gb18030, converted)
    }

    /// The bytes as UTF-8, through glibc's iconv(3).
    private static func convert(
        _ bytes: [UInt8], skipping mark: Int, from encoding: TextEncoding
    ) throws(Fault) -> [UInt8] {
        guard let converter = iconv_open("UTF-8", encoding.name), converter != iconv_t(bitPattern: -1) else {
            throw unavailable(encoding)
        }
        defer { iconv_close(converter) }
        var input = bytes
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 3 / 2 + 16)
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let failure: Int? = input.withUnsafeMutableBytes { source in
            var next = source.baseAddress.map { ($0 + mark).assumingMemoryBound(to: CChar.self) }
            var left = source.count - mark
            while left > 0 {
                var status = 0
                var reason: Int32 = 0
                chunk.withUnsafeMutableBytes { room in
                    var end = room.baseAddress?.assumingMemoryBound(to: CChar.self)
                    var free = room.count
                    status = iconv(converter, &next, &left, &end, &free)
                    reason = errno
                    output.append(contentsOf: room[..<(room.count - free)])
                }
                if status == -1, reason != E2BIG { return source.count - left }
            }
            return nil
        }
        guard let offset = failure else { return output }
        throw illFormed(encoding, at: offset, after: output[...])
    }

    private static func illFormed(_ encoding: TextEncoding, at offset: Int, after sound: ArraySlice<UInt8>) -> Fault {
        let line = CSV.lines(in: sound)
        let place = Message(
            "第 \(line) 行、字节偏移 \(offset) 处不是合法的 \(encoding.name)",
            "line \(line), byte offset \(offset), is not well-formed \(encoding.name)")
        let tried = Message("（也不是合法的 UTF-8）", " (nor is the file UTF-8)")
        return Fault(
            "E-IMPORT-ENCODING", .badData, encoding == .gb18030 ? place + tried : place,
            remedy: Message(
                "请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后再导入",
                "save it again from Excel as “CSV UTF-8 (comma delimited)”"))
    }

    private static func unavailable(_ encoding: TextEncoding) -> Fault {
        Fault(
            "E-IMPORT-ENCODING", .badData,
            Message(
                "文件不是 UTF-8，而本机的 iconv 不能读 \(encoding.name)",
                "the file is not UTF-8, and this machine's iconv cannot read \(encoding.name)"),
            remedy: Message("请另存为 UTF-8 后再导入", "save it as UTF-8"))
    }
}

/// A text file's content as well-formed UTF-8 without a byte order mark, and the encoding that it came in.
package struct DecodedText: Equatable, Sendable {
    package let encoding: TextEncoding
    package let utf8: [UInt8]

    init(_ encoding: TextEncoding, _ utf8: [UInt8]) {
        self.encoding = encoding
        self.utf8 = utf8
    }

    package var text: String { String(decoding: utf8, as: UTF8.self) }
}
