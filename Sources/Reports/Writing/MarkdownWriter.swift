import Ledger

/// Markdown with the tables of GitHub Flavored Markdown. The stamp is a comment at the end.
final class MarkdownWriter: ReportWriter {
    private let output: TextOutput
    private let language: Language

    init(_ output: TextOutput, _ language: Language) {
        self.output = output
        self.language = language
    }

    func begin(_ report: Report) throws {
        try output.write("# \(inline(report.title))\n")
        if let subtitle = report.subtitle { try output.write("\n\(inline(subtitle))\n") }
        if !report.facts.isEmpty { try write(report.facts) }
    }

    func begin(_ section: ReportSection, _ heading: Message) throws { try output.write("\n## \(inline(heading))\n") }
    func write(_ paragraph: Message) throws { try output.write("\n\(MarkdownWriter.atStart(inline(paragraph)))\n") }

    func write(_ facts: [ReportFact]) throws {
        try output.write("\n")
        for fact in facts {
            let colon = Message("：", ": ").text(language)
            try output.write("- **\(inline(fact.label))**\(colon)\(inline(fact.value))\n")
        }
    }

    /// As a table with a bar of blocks a value.
    func write(_ chart: ReportChart) throws {
        try output.write("\n**\(inline(chart.title))**\n\n")
        let names = chart.series.map { inline($0.name) }
        try row([""] + names)
        try rule([.text] + names.map { _ in .text })
        let largest = max(chart.series.flatMap(\.values).max() ?? 0, 1)
        for (index, label) in chart.labels.enumerated() {
            try row(
                [inline(label)]
                    + chart.series.map { series in
                        let value = series.values[index]
                        return String(repeating: "█", count: (20 * value + largest - 1) / largest) + " \(value)"
                    })
        }
    }

    func write(verbatim text: String) throws {
        let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        try output.write("\n\(fence)text\n\(shown(text, lineBreaks: .kept))\n\(fence)\n")
    }

    func write(_ table: ReportTable, row count: () -> Void) throws {
        var isEmpty = true
        try table.rows { cells in
            if isEmpty {
                try self.output.write("\n")
                try self.row(table.columns.map { self.inline($0.title) })
                try self.rule(table.columns.map(\.kind))
                isEmpty = false
            }
            try self.row(zip(cells, table.columns).map { self.cell($0, $1.kind) })
            count()
        }
        if isEmpty { try write(ReportTable.nothing) }
    }

    func end(_ stamp: ReportStamp) throws {
        try begin(ReportSection(ReportStamp.title, []), ReportStamp.title)
        try write(stamp.facts)
        try write(stamp.trust)
        try output.write("\n<!-- \(stamp.text) -->\n")
        try output.flush()
    }

    // MARK: parts

    private func row(_ cells: [String]) throws { try output.write("| \(cells.joined(separator: " | ")) |\n") }

    private func rule(_ kinds: [ReportTable.Column.Kind]) throws {
        let marks = kinds.map { [.integer, .percent].contains($0) ? "---:" : "---" }
        try output.write("|\(marks.joined(separator: "|"))|\n")
    }

    private func cell(_ cell: ReportCell, _ kind: ReportTable.Column.Kind) -> String {
        let text = cell.text(language)
        guard kind == .code, !text.isEmpty else { return inline(text) }
        // Nothing that stands in a table's code column has a backquote.
        return text.split(separator: "\n").map { "`\(MarkdownWriter.withBars(shown(String($0))))`" }
            .joined(separator: "<br>")
    }

    private func inline(_ message: Message) -> String { inline(message.text(language)) }

    /// Nothing of the text is taken for a mark, also not one that a combining mark follows; line breaks stay.
    private func inline(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in shown(text, lineBreaks: .kept).unicodeScalars {
            switch scalar {
            case "\n": out += "<br>".unicodeScalars
            case "&": out += "&amp;".unicodeScalars
            case "<": out += "&lt;".unicodeScalars
            case ">": out += "&gt;".unicodeScalars
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$": out += ["\\", scalar]
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// Within code only the bar has a meaning: it would end the cell.
    private static func withBars(_ code: String) -> String {
        String(String.UnicodeScalarView(code.unicodeScalars.replacing(["|"], with: ["\\", "|"])))
    }

    /// Not taken for a heading, a list or a rule.
    private static func atStart(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "#+-=".unicodeScalars.contains(first) else { return text }
        return "\\" + text
    }
}
