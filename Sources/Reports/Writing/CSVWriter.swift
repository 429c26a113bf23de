import Interchange
import Ledger

/// Comma-separated values as Excel opens them: UTF-8 with a byte order mark, CRLF (RFC 4180). The parts of the report stand
/// one under the other, an empty line between; the last line is the stamp.
final class CSVWriter: ReportWriter {
    private let output: TextOutput
    private let language: Language

    init(_ output: TextOutput, _ language: Language) {
        self.output = output
        self.language = language
    }

    func begin(_ report: Report) throws {
        try output.write("\u{FEFF}")
        try line([report.title.text(language)])
        if let subtitle = report.subtitle { try write(subtitle) }
        try write(report.facts)
    }

    func begin(_ section: ReportSection, _ heading: Message) throws {
        try output.write("\r\n")
        try line([heading.text(language)])
    }

    func write(_ paragraph: Message) throws { try line([paragraph.text(language)]) }

    func write(_ facts: [ReportFact]) throws {
        for fact in facts { try line([fact.label.text(language), fact.value.text(language)]) }
    }

    func write(_ chart: ReportChart) throws {
        try line([chart.title.text(language)] + chart.series.map { $0.name.text(language) })
        for (index, label) in chart.labels.enumerated() {
            try line(
                fields: [CSVField.text(label.text(language))]
                    + chart.series.map { CSVField.figure(String($0.values[index])) })
        }
    }

    func write(verbatim text: String) throws { try line([text]) }

    func write(_ table: ReportTable, row: () -> Void) throws {
        var isEmpty = true
        try table.rows { cells in
            if isEmpty { try self.line(table.columns.map { $0.title.text(self.language) }) }
            isEmpty = false
            try self.line(fields: cells.map { $0.field(self.language) })
            row()
        }
        if isEmpty { try write(ReportTable.nothing) }
    }

    func end(_ stamp: ReportStamp) throws {
        try begin(ReportSection(ReportStamp.title, []), ReportStamp.title)
        try write(stamp.facts)
        try write(stamp.trust)
        try line([ReportStamp.format, stamp.text])
        try output.flush()
    }

    private func line(_ cells: [String]) throws {
        try line(fields: cells.map(CSVField.text))
    }

    private func line(fields: [String]) throws { try output.write(fields.joined(separator: ",") + "\r\n") }
}

extension ReportCell {
    fileprivate func field(_ language: Language) -> String {
        switch self {
        case .integer, .percent, .date: CSVField.figure(text(language))
        case .none, .text, .light: CSVField.text(text(language))
        }
    }
}
