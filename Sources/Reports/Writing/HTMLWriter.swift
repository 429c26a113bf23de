import Ledger

/// One HTML file that needs nothing else: no script, no picture, no font from elsewhere; charts are inline SVG. It prints
/// on A4. The stamp is a data block, `<script type="application/json">`, which no browser runs.
final class HTMLWriter: ReportWriter {
    private let output: TextOutput
    private let language: Language
    private var isInSection = false
    /// Whether what is being written is printed across; head and foot go with the section beside them.
    private var isWide = false

    init(_ output: TextOutput, _ language: Language) {
        self.output = output
        self.language = language
    }

    func begin(_ report: Report) throws {
        let style = HTMLStyle.text
        isWide = report.sections.first?.isWide ?? false
        let policy = "default-src 'none'; style-src 'sha256-\(HTMLStyle.digest)'; base-uri 'none'; form-action 'none'"
        try output.write(
            """
            <!DOCTYPE html>
            <html lang="\(language == .zh ? "zh-CN" : "en")">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped(report.title))</title>
            <style>\(style)</style>
            </head>
            <body>
            <main>
            <header\(across)>
            <h1>\(escaped(report.title))</h1>

            """)
        if let subtitle = report.subtitle { try output.write("<p class=\"subtitle\">\(escaped(subtitle))</p>\n") }
        if !report.facts.isEmpty { try write(report.facts) }
        try output.write("</header>\n")
    }

    func begin(_ section: ReportSection, _ heading: Message) throws {
        try endSection()
        isWide = section.isWide
        try output.write("<section\(across)>\n<h2>\(escaped(heading))</h2>\n")
        isInSection = true
    }

    private var across: String { isWide ? " class=\"wide\"" : "" }

    private func endSection() throws {
        if isInSection { try output.write("</section>\n") }
        isInSection = false
    }

    func write(_ paragraph: Message) throws { try output.write("<p>\(escaped(paragraph))</p>\n") }

    func write(_ facts: [ReportFact]) throws {
        try output.write("<dl>\n")
        for fact in facts {
            try output.write("<div><dt>\(escaped(fact.label))</dt><dd>\(escaped(fact.value))</dd></div>\n")
        }
        try output.write("</dl>\n")
    }

    func write(_ chart: ReportChart) throws {
        try output.write(
            """
            <figure>
            <figcaption>\(escaped(chart.title))</figcaption>
            \(SVGChart(chart, language).text)
            </figure>

            """)
    }

    func write(verbatim text: String) throws {
        try output.write("<pre>\(escaped(Message(verbatim: text)))</pre>\n")
    }

    func write(_ table: ReportTable, row: () -> Void) throws {
        var isEmpty = true
        try table.rows { cells in
            if isEmpty { try self.begin(table) }
            isEmpty = false
            var line = "<tr>"
            for (cell, column) in zip(cells, table.columns) { line += self.cell(cell, column.kind) }
            try self.output.write(line + "</tr>\n")
            row()
        }
        guard !isEmpty else { return try write(ReportTable.nothing) }
        try output.write("</tbody>\n</table>\n</div>\n")
    }

    func end(_ stamp: ReportStamp) throws {
        try endSection()
        try output.write("<footer\(across)>\n<h2>\(escaped(ReportStamp.title))</h2>\n")
        try write(stamp.facts)
        try write(stamp.trust)
        try output.write(
            """
            </footer>
            </main>
            <script type="application/json" id="taizhang-report">\(stamp.text)</script>
            </body>
            </html>

            """)
        try output.flush()
    }

    // MARK: parts

    private func begin(_ table: ReportTable) throws {
        var head = "<div class=\"table\">\n<table>\n<thead><tr>"
        for column in table.columns {
            head += "<th scope=\"col\"\(HTMLWriter.attribute(column.kind))>\(escaped(column.title))</th>"
        }
        try output.write(head + "</tr></thead>\n<tbody>\n")
    }

    private func cell(_ cell: ReportCell, _ kind: ReportTable.Column.Kind) -> String {
        if case .light(let light) = cell {
            return "<td class=\"light \(light.rawValue)\">\(escaped(light.label))</td>"
        }
        return "<td\(HTMLWriter.attribute(kind))>\(escaped(Message(verbatim: cell.text(language))))</td>"
    }

    private static func attribute(_ kind: ReportTable.Column.Kind) -> String {
        switch kind {
        case .integer, .percent: " class=\"number\""
        case .date, .key: " class=\"key\""
        case .light: " class=\"light\""
        case .code: " class=\"code\""
        case .text: ""
        }
    }

    private func escaped(_ message: Message) -> String { escapedMarkup(message.text(language)) }
}

/// Text as it stands in HTML and SVG, in elements and in quoted attributes; what cannot be seen is written out.
func escapedMarkup(_ text: String) -> String {
    let text = shown(text, lineBreaks: .kept)
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
    var out = ""
    for character in text.unicodeScalars {
        switch character {
        case "&": out += "&amp;"
        case "<": out += "&lt;"
        case ">": out += "&gt;"
        case "\"": out += "&quot;"
        case "'": out += "&#39;"
        default: out.unicodeScalars.append(character)
        }
    }
    return out
}
