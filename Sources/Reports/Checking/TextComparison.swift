import Foundation
import Ledger

/// Holds a file against bytes that come in pieces, line by line, and stops at the first line that differs. Memory stays
/// flat.
final class TextComparison {
    /// Ends the making of what is compared: the rest need not be made.
    struct Found: Error {
        var difference: ReportDifference
    }

    private let file: FileHandle
    private var lineNumber = 1
    /// Of the line at hand, what was expected and is the same in the file.
    private var line: [UInt8] = []

    init(_ url: URL) throws { file = try FileHandle(forReadingFrom: url) }
    deinit { try? file.close() }

    /// - Throws: `Found`.
    func take(_ expected: [UInt8]) throws {
        let found = try read(expected.count)
        if found == expected { return advance(over: expected[...]) }
        let same = zip(found, expected).prefix { $0 == $1 }.count
        advance(over: expected[..<same])
        try differ(found: found[same...], expected: expected[same...])
    }

    /// The file has nothing more, or differs there.
    ///
    /// - Throws: `Found`.
    func end() throws {
        let rest = try read(1)
        if !rest.isEmpty { try differ(found: rest[...], expected: []) }
    }

    private func read(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count, let more = try file.read(upToCount: count - bytes.count), !more.isEmpty {
            bytes += more
        }
        return bytes
    }

    private func advance(over bytes: ArraySlice<UInt8>) {
        guard let last = bytes.lastIndex(of: 0x0A) else {
            line += bytes
            return
        }
        lineNumber += bytes.count { $0 == 0x0A }
        line = Array(bytes[(last + 1)...])
    }

    private func differ(found: ArraySlice<UInt8>, expected: ArraySlice<UInt8>) throws {
        let more = try read(4_096)
        throw Found(
            difference: ReportDifference(
                place: Message("第 \(lineNumber) 行", "line \(lineNumber)"), found: text(Array(found) + more),
                expected: text(Array(expected))))
    }

    /// The rest of the line, with what comes before it; nil where there is nothing.
    private func text(_ rest: [UInt8]) -> String? {
        guard !rest.isEmpty || !line.isEmpty else { return nil }
        let bytes = (line.suffix(60) + rest.prefix { $0 != 0x0A }.prefix(120)).drop { $0 & 0xC0 == 0x80 }
        var text = Substring(String(decoding: bytes, as: UTF8.self))
        // The cut may have gone through a character.
        if rest.count > 120, text.last == "\u{FFFD}" { text.removeLast() }
        return String(text)
    }
}
