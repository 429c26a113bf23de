import Ledger

extension Table {
    /// The table for a screen, each line ended: aligned and fitted to a terminal, else tab-separated and uncut.
    func text(on screen: Screen, language: Language) -> String {
        screen.isTerminal ? aligned(on: screen, language) : tabSeparated(language)
    }

    private func tabSeparated(_ language: Language) -> String {
        let titles = columns.map(\.title)
        let lines = ([titles] + rows.map { $0.map(\.text) }).map { line in
            line.map { shown($0.text(language), lineBreaks: .escaped) }.joined(separator: "\t") + "\n"
        }
        return lines.joined()
    }

    private func aligned(on screen: Screen, _ language: Language) -> String {
        let header = columns.map { Cell(shown($0.title.text(language)), .bold) }
        let body = rows.map { $0.map { Cell(shown($0.text.text(language)), $0.style) } }
        let lines = [header] + body
        var natural = columns.map { _ in 0 }
        for line in lines {
            for (column, cell) in line.enumerated() {
                natural[column] = max(natural[column], cell.text.text(language).displayWidth)
            }
        }
        let layout = TableLayout(columns, natural: natural, limit: screen.columns)
        let text = lines.map { line($0, layout, screen, language) + "\n" }.joined()
        return text + noteOfHidden(layout, screen, language)
    }

    private func line(_ cells: [Cell], _ layout: TableLayout, _ screen: Screen, _ language: Language) -> String {
        // Up to the last cell that says something: no line ends with spaces.
        let last = layout.places.lastIndex { !cells[$0.column].text.text(language).isEmpty } ?? -1
        let parts = layout.places.prefix(last + 1).enumerated().map { index, place in
            let cell = cells[place.column]
            let text = cell.text.text(language).cut(toColumns: place.width)
            let styled = screen.style(cell.style, text)
            let space = String(repeating: " ", count: max(0, place.width - text.displayWidth))
            if columns[place.column].alignment == .right { return space + styled }
            return index == last ? styled : styled + space
        }
        return parts.joined(separator: String(repeating: " ", count: TableLayout.gap))
    }

    /// A reader must know that something is not there.
    private func noteOfHidden(_ layout: TableLayout, _ screen: Screen, _ language: Language) -> String {
        guard !layout.hidden.isEmpty else { return "" }
        let titles = layout.hidden.map { shown(columns[$0].title.text(language)) }
        let note = Message(
            "窗口太窄，未显示：\(titles.joined(separator: "、"))", "Too narrow for: \(titles.joined(separator: ", "))")
        return screen.style(.dim, note.text(language).cut(toColumns: screen.columns)) + "\n"
    }
}
