import Ledger
import Spreadsheet

/// The report of an import: each cell that was refused or doubted, as a CSV file that a spreadsheet opens by itself.
package enum ImportReport {
    /// UTF-8 with a byte order mark, CRLF; by line, and on one line in the order given.
    package static func csv(_ issues: [SheetIssue], _ language: Language) -> [UInt8] {
        let header = [
            Message("行", "row"), Message("列", "column"), Message("值", "value"), Message("结果", "result"),
            Message("代码", "code"), Message("原因", "why"),
        ]
        var out = UTF8Survey.byteOrderMark
        append(header.map { $0.text(language) }, to: &out)
        let ordered = issues.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        for (_, issue) in ordered {
            append(
                [
                    String(issue.line), issue.column, issue.value, issue.severity.title.text(language), issue.code,
                    issue.message.text(language),
                ], to: &out)
        }
        return out
    }

    private static func append(_ cells: [String], to out: inout [UInt8]) {
        out += cells.map(CSVField.text).joined(separator: ",").utf8
        out += [0x0D, 0x0A]
    }
}
