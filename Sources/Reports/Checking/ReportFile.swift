import Foundation
import Interchange
import Ledger

/// A file that says it is a report, and the stamp that it carries.
package struct ReportFile {
    let url: URL
    package let format: ReportFormat
    package let stamp: ReportStamp

    /// How far from the end of a text the stamp is looked for.
    private static let tail = 1 << 20

    /// - Throws: `Fault` E-FILE-READ, E-REPORT-NONE.
    package init(_ path: String) throws {
        url = URL(fileURLWithPath: path)
        let (head, end): ([UInt8], [UInt8])
        do {
            let file = try FileHandle(forReadingFrom: url)
            defer { try? file.close() }
            head = [UInt8](try file.read(upToCount: 4) ?? Data())
            let size = try file.seekToEnd()
            try file.seek(toOffset: size - min(size, UInt64(ReportFile.tail)))
            end = [UInt8](try file.readToEnd() ?? Data())
        } catch {
            throw Fault(
                "E-FILE-READ", .notFound, Message("读不到文件 \(path)。", "The file \(path) cannot be read."),
                state: Message(of: error), remedy: Message("检查路径和权限。", "Check the path and the permissions."))
        }
        if head == [0x50, 0x4B, 0x03, 0x04] {
            guard let stamp = try WorkbookText(url).stamp else { throw Fault.noReport(path) }
            (format, self.stamp) = (.xlsx, stamp)
        } else {
            guard let found = ReportFile.stamp(inText: String(decoding: end, as: UTF8.self)) else {
                throw Fault.noReport(path)
            }
            (format, stamp) = found
        }
    }

    /// By the form of its stamp.
    private static func stamp(inText text: String) -> (ReportFormat, ReportStamp)? {
        let forms: [(ReportFormat, String, String, (String) -> String)] = [
            (.html, "<script type=\"application/json\" id=\"taizhang-report\">", "</script>", { $0 }),
            (.md, "\n<!-- {", " -->", { "{" + $0 }),
            (.csv, "\n\(ReportStamp.format),\"", "\"\r\n", CSVField.unquoted),
        ]
        for (format, begin, end, read) in forms {
            guard let start = text.range(of: begin, options: [.backwards, .literal]),
                let stop = text.range(of: end, options: .literal, range: start.upperBound..<text.endIndex)
            else { continue }
            if let stamp = ReportStamp(text: read(String(text[start.upperBound..<stop.lowerBound]))) {
                return (format, stamp)
            }
        }
        return nil
    }
}

extension Fault {
    static func noReport(_ path: String) -> Fault {
        Fault(
            "E-REPORT-NONE", .badData,
            Message("\(path) 不是本程序制作的报告，或其核验信息已被改动。", "\(path) is no report of ours, or its stamp was altered."),
            remedy: Message("向出具者索要原件。", "Ask whoever issued it for the original."))
    }
}
