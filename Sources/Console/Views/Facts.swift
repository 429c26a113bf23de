import Ledger

/// Labelled values, one under the other: folded under their labels on a terminal, a tab between elsewhere.
struct Facts: Sendable {
    private var lines: [(label: Message, value: Message, style: Style?)] = []

    /// Adds a line. A value that is not known has none.
    mutating func add(_ label: Message, _ value: Message?, _ style: Style? = nil) {
        guard let value, !value.zh.isEmpty else { return }
        lines.append((label, value, style))
    }

    mutating func add(_ label: Message, _ value: String?, _ style: Style? = nil) {
        add(label, value.map(Message.init(verbatim:)), style)
    }

    func text(on screen: Screen, _ language: Language) -> String {
        let width = (lines.map { $0.label.text(language).displayWidth }.max() ?? 0) + 2
        return lines.map { label, value, style in
            line(label.text(language), value.text(language), style, width, screen)
        }.joined()
    }

    private func line(_ label: String, _ value: String, _ style: Style?, _ width: Int, _ screen: Screen) -> String {
        guard screen.isTerminal else { return "\(label)\t\(shown(value, lineBreaks: .escaped))\n" }
        let paragraph = Paragraph(label: label.padded(toColumns: width), text: shown(value))
        let indent = String(repeating: " ", count: paragraph.indent(columns: screen.columns))
        let lines = paragraph.lines(columns: screen.columns).map { screen.style(style, $0) }
        return screen.style(.dim, paragraph.label) + lines.joined(separator: "\n" + indent) + "\n"
    }
}

/// The title of a part of a page, with an empty line before it.
func heading(_ title: Message, on screen: Screen, _ language: Language) -> String {
    "\n" + screen.style(.bold, title.text(language)) + "\n"
}
