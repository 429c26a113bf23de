import Ledger

/// What sort of file begins with these bytes.
enum FileSignature {
    case zip
    /// OLE2: an old .xls, or an encrypted workbook ([MS-OFFCRYPTO]).
    case ole
    /// A file of another sort that is handed in by mistake.
    case other(Message)
    case text

    init(_ bytes: [UInt8]) {
        func begins(_ signature: [UInt8]) -> Bool { bytes.starts(with: signature) }
        if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) {
            self = .zip
        } else if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .ole
        } else if let other = FileSignature.others.first(where: { begins($0.signature) }) {
            self = .other(other.what)
        } else if FileSignature.isMarkup(bytes) {
            self = .other(Message("网页或 XML（有的系统把它导出为 .xls）", "a web page or XML (some systems export it as .xls)"))
        } else {
            self = .text
        }
    }

    /// No sheet has a column that is named so.
    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        let text = bytes.starts(with: UTF8Survey.byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
        let beginning = text.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.prefix(14)
        let word = String(decoding: beginning, as: UTF8.self).lowercased()
        return ["<?xml", "<!doctype html", "<html", "<table", "<meta"].contains { word.hasPrefix($0) }
    }

    private static let others: [(signature: [UInt8], what: Message)] = [
        (Array("%PDF-".utf8), Message(" PDF 文件", "a PDF file")),
        ([0x89] + Array("PNG\r\n".utf8), Message("图片", "a picture")),
        ([0xFF, 0xD8, 0xFF], Message("图片", "a picture")),
        (Array("Rar!\u{1A}".utf8), Message("压缩文件", "an archive")),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], Message("压缩文件", "an archive")),
        ([0x1F, 0x8B, 0x08], Message("压缩文件", "an archive")),
        (Array("{\\rtf".utf8), Message(" RTF 文件", "an RTF file")),
    ]
}
