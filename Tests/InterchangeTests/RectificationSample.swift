import Foundation
import Glibc

@testable import Interchange
@testable import Spreadsheet

/// `tools/samples/rectification-ledger-2020.csv`, and texts like it, in every dress that a spreadsheet gives them.
enum RectificationSample {
    static let bytes: [UInt8] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("tools/samples/rectification-ledger-2020.csv")
        return [UInt8]((try? Data(contentsOf: file)) ?? Data())
    }()

    static var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The sample's findings, read as it stands.
    static func findings() throws -> [SheetFinding] { try Sheet.read(bytes, mapping: [:]).findings }

    static func encoded(_ text: String, as encoding: TextEncoding) -> [UInt8] {
        switch encoding {
        case .utf8: Array(text.utf8)
        case .utf8WithMark: [0xEF, 0xBB, 0xBF] + text.utf8
        case .utf16LittleEndian: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .gb18030: gb18030(text)
        }
    }

    private static func gb18030(_ text: String) -> [UInt8] {
        let converter = iconv_open("GB18030", "UTF-8")
        defer { iconv_close(converter) }
        var input = text.utf8.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 2 + 16)
        var used = 0
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { room in
                var next = source.baseAddress
                var left = source.count
                var end = room.baseAddress
                var free = room.count
                _ = iconv(converter, &next, &left, &end, &free)
                used = room.count - free
            }
        }
        return output[..<used].map { UInt8(bitPattern: $0) }
    }
}

extension [SheetFinding] {
    /// Without their places, for sheets that say the same on other lines.
    var withoutPlaces: [SheetFinding] {
        map { finding in
            var finding = finding
            (finding.line, finding.row) = (0, 0)
            for index in finding.measures.indices {
                (finding.measures[index].line, finding.measures[index].row) = (0, 0)
            }
            return finding
        }
    }
}
