/// A label and a text after it, folded to a width; the following lines stand under the text, not under the label.
struct Paragraph: Sendable {
    var label: String
    var text: String

    /// The lines after the label, without the indent. Chinese breaks between any two characters but not before a
    /// closing mark nor after an opening one; other scripts break at spaces; a word longer than a line is cut through.
    func lines(columns: Int) -> [String] {
        let clusters = Array(text)
        let limit = max(columns - indent(columns: columns), 2)
        let first = max(columns - label.displayWidth, 2)
        var lines: [String] = []
        var start = 0
        while start < clusters.count {
            let end = lineEnd(clusters, from: start, limit: lines.isEmpty ? first : limit)
            lines.append(String(clusters[start..<end]).trimmingTrailingSpaces)
            start = clusters[end...].firstIndex { $0 != " " } ?? clusters.count
        }
        return lines.isEmpty ? [""] : lines
    }

    /// As deep as the label is wide, but never more than a quarter of the screen.
    func indent(columns: Int) -> Int {
        min(label.displayWidth, columns / 4)
    }

    private func lineEnd(_ clusters: [Character], from start: Int, limit: Int) -> Int {
        var used = 0
        var lastBreak: Int?
        for index in start..<clusters.count {
            if index > start, mayBreak(clusters[index - 1], clusters[index]) { lastBreak = index }
            // Spaces at the edge fall away with the line's end.
            used += String(clusters[index]).displayWidth
            if used > limit, clusters[index] != " " { return lastBreak ?? max(index, start + 1) }
        }
        return clusters.count
    }

    private func mayBreak(_ left: Character, _ right: Character) -> Bool {
        if left == " " { return true }
        guard isWide(left) || isWide(right) else { return false }
        return !beginsNoLine(right) && !endsNoLine(left)
    }

    private func isWide(_ character: Character) -> Bool {
        String(character).displayWidth > 1
    }

    private func beginsNoLine(_ character: Character) -> Bool {
        switch character.unicodeScalars.first?.properties.generalCategory {
        case .closePunctuation, .finalPunctuation: true
        default: "。，、；：！？…—·,.;:!?%％‰".contains(character)
        }
    }

    private func endsNoLine(_ character: Character) -> Bool {
        switch character.unicodeScalars.first?.properties.generalCategory {
        case .openPunctuation, .initialPunctuation: true
        default: "#￥".contains(character)
        }
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
